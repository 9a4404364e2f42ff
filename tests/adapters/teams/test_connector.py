import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientTimeout

from adapters.teams import calls, pace, tokens
from adapters.teams.answers import PAUSE
from adapters.teams.hosts import Hosts
from adapters.teams.pace import Pace
from bot import outbox
from bot.outbox import InDoubt, Sent, TryAgain, Undeliverable
from tests.adapters.teams.sending import BOT, TEXT, sending
from tests.teams.faults import BLOCKED, BUSY, DROPPED_AFTER, DROPPED_BEFORE, PATIENCE, Fault, answers, slow
from tests.teams.tenancy import TENANT

LATE = ClientTimeout(total=0.5)


@pytest.fixture
async def sender():
    async with sending() as one:
        yield one


async def test_a_message_is_posted_under_the_name_that_teams_gives_it(sender):
    sent = await sender.connector.send(sender.place, TEXT)
    [post] = sender.teams.seen(sender.amira)
    assert sent == Sent(post.id)
    assert post.activity == TEXT


async def test_a_reply_is_posted_too(sender):
    sent = await sender.connector.send(sender.place, TEXT, reply_to="1770000000000")
    assert isinstance(sent, Sent)
    assert sender.shown == ["hello"]


async def test_a_message_takes_the_place_of_another(sender):
    sent = await sender.connector.send(sender.place, TEXT)
    assert await sender.connector.update(sender.place, sent.sent_as, {**TEXT, "text": "later"}) == sent
    assert sender.shown == ["later"]
    gone = await sender.connector.update(sender.place, "1", TEXT)
    assert gone == Undeliverable("no_message")


async def test_a_conversation_with_one_person_is_the_same_each_time(sender):
    opened = [
        await sender.connector.open(sender.teams.service_url, TENANT, [name], BOT)
        for name in (sender.amira.user, sender.amira.aad)
    ]
    assert opened == [Sent(sender.place.conversation)] * 2


async def test_a_group_opens_where_teams_lets_a_bot_begin_one(sender):
    lea = sender.teams.tenancy.arrive("Léa Roy")
    sender.teams.connector.installed.add(lea.user)
    both = [sender.amira.user, lea.user]
    opened = await sender.connector.open(sender.teams.service_url, TENANT, both, BOT)
    assert opened == Undeliverable("malformed")
    sender.teams.connector.groups = True
    opened = await sender.connector.open(sender.teams.service_url, TENANT, both, BOT)
    assert isinstance(opened, Sent)
    sent = await sender.connector.send(replace(sender.place, conversation=opened.sent_as), TEXT)
    assert isinstance(sent, Sent)
    assert [post.id for post in sender.teams.seen(lea)] == [sent.sent_as]


async def test_who_did_not_add_the_app_is_not_there(sender):
    lea = sender.teams.tenancy.arrive("Léa Roy")
    opened = await sender.connector.open(sender.teams.service_url, TENANT, [lea.user], BOT)
    assert opened == Undeliverable("not_installed", gone=True)


async def test_members_are_told(sender):
    [member] = await sender.connector.members(sender.place)
    assert (member["aadObjectId"], member["email"]) == (sender.amira.aad, sender.amira.email)
    assert await sender.connector.member(sender.place, sender.amira.aad) == member
    assert await sender.connector.member(sender.place, "29:nobody") == Undeliverable("not_there")


async def test_a_conversation_that_is_not_there_is_told_apart(sender):
    nowhere = replace(sender.place, conversation="a:none")
    assert await sender.connector.send(nowhere, TEXT) == Undeliverable("no_conversation")


@pytest.mark.parametrize(
    ("fault", "meant", "stands"),
    [
        (PATIENCE, TryAgain(timedelta(seconds=3)), False),
        (answers(429), TryAgain(PAUSE), False),
        (BUSY, TryAgain(PAUSE), False),
        (answers(401), TryAgain(timedelta(seconds=30)), False),
        (answers(500), InDoubt(), False),
        (answers(502), InDoubt(), False),
        (answers(502, taken=True), InDoubt(), True),
        (answers(503, retry_after="2"), TryAgain(timedelta(seconds=2)), False),
        (answers(504, taken=True), InDoubt(), True),
        (answers(403, BLOCKED), Undeliverable("blocked", gone=True), False),
        (answers(403, "BotDisabledByAdmin"), Undeliverable("disabled", gone=True), False),
        (DROPPED_BEFORE, InDoubt(), False),
        (DROPPED_AFTER, InDoubt(), True),
        (Fault(201, body="no json", taken=True), Sent(""), True),
        (Fault(500, body="x" * 3_000_000), InDoubt(), False),
        (Fault(403, body="[" * 100_000), Undeliverable("forbidden"), False),
    ],
)
async def test_what_goes_wrong_is_told_as_it_is_and_nothing_is_sent_twice(sender, fault, meant, stands):
    sender.teams.connector.faults.order("send", fault)
    assert await sender.connector.send(sender.place, TEXT) == meant
    assert len(sender.shown) == stands
    assert [call for call, _ in sender.teams.connector.seen] == ["send"]


async def test_an_answer_that_comes_late_leaves_a_doubt(sender):
    sender.teams.connector.faults.order("send", slow(2))
    assert await sender.connect(time_out=LATE).send(sender.place, TEXT) == InDoubt()
    assert sender.shown == ["hello"]


def test_waiting_for_a_turn_a_token_and_teams_takes_less_than_the_outbox_allows():
    longest = pace.LONGEST_WAIT + tokens.TIME_OUT + calls.TIME_OUT.total
    assert longest < outbox.TIME_OUT.total_seconds()


async def test_where_no_connection_stands_nothing_was_sent(sender):
    place = replace(sender.place, service_url="http://127.0.0.1:1/amer/")
    assert await sender.connect(hosts=Hosts(loopback=["127.0.0.1:1"])).send(place, TEXT) == TryAgain(PAUSE)


async def test_a_token_that_is_not_taken_is_fetched_anew(sender):
    await sender.connector.send(sender.place, TEXT)
    sender.teams.login.revoke_all()
    assert isinstance(await sender.connector.send(sender.place, TEXT), TryAgain)
    assert isinstance(await sender.connector.send(sender.place, TEXT), Sent)
    assert sender.teams.login.fetches == 2


async def test_a_redirect_is_not_followed(sender):
    async with sending() as elsewhere:
        where = f"{elsewhere.teams.service_url}v3/conversations/{elsewhere.place.conversation}/activities"
        for status in (301, 302, 303, 307, 308):
            sender.teams.connector.faults.order("send", Fault(status, location=where))
            assert await sender.connector.send(sender.place, TEXT) == Undeliverable("refused")
        assert elsewhere.teams.connector.seen == []


async def test_a_burst_keeps_the_pace_of_teams_and_loses_nothing(sender):
    texts = [{**TEXT, "text": str(number)} for number in range(60)]
    for activity in texts:
        sent = await sender.connector.send(sender.place, activity)
        if isinstance(sent, TryAgain):
            sender.moment.passes(sent.after)
            sent = await sender.connector.send(sender.place, activity)
        assert isinstance(sent, Sent)
    assert sender.shown == [str(number) for number in range(60)]
    assert {status for _, status in sender.teams.connector.seen} == {201}


async def test_many_conversations_at_once_keep_the_pace_of_their_tenant(sender):
    people = [sender.teams.tenancy.arrive(f"Person {number}") for number in range(40)]
    places = [replace(sender.place, conversation=sender.teams.tenancy.personal(one).id) for one in people]
    sender.teams.connector.unlimited = True  # how a busy machine spaces what arrives is not ours to say
    send, began = sender.connect(pace=Pace()).send, time.monotonic()
    sent = await asyncio.gather(*(send(place, TEXT) for place in places))
    assert {type(one) for one in sent} == {Sent}
    assert time.monotonic() - began >= 1
