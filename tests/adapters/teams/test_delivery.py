"""From the outbox to Teams, whatever goes wrong: what is promised there, lived from end to end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.cards import card, line
from bot.mentoring.queue import Waiting
from bot.outbox import Message, MessageState
from bot.packing import packed
from tests.adapters.teams.served import Served, World
from tests.journeys.chat import Someone
from tests.journeys.scenes import doctor, looks_for, writes
from tests.teams import faults
from tests.teams.faults import Fault
from tests.teams.tenancy import Person

NEED = ("How do I negotiate my first staff contract?", "First contract")
WHILE = timedelta(hours=1)
DOUBTS = {
    "dropped before": faults.DROPPED_BEFORE,
    "dropped after": faults.DROPPED_AFTER,
    "a gateway": faults.answers(502, taken=True),
}


async def greeted(served: Served, name: str = "Amira Haddad") -> Person:
    person = served.arrive(name)
    await served.fingers.install(person)
    await served.carries()
    served.teams.connector.seen.clear()
    return person


def put(served: Served, cause: str, *people: Person, **more: Any) -> None:
    """One message for these people, due now."""

    def job(work: Any) -> None:
        ids = tuple(work.accounts.first(user=person.user).person_id for person in people)
        room = "p:" + "+".join(map(str, ids))
        content = packed(card(line("help.title")))
        assert work.outbox.put(Message(0, cause, ids, room, content, served.time.at, **more))

    served.work(job)


def message(served: Served, cause: str) -> Message:
    found: Message = served.work(lambda work: work.messages.first(cause=cause))
    return found


def waiting(served: Served, kind: Waiting = Waiting.UNDELIVERABLE) -> list[int]:
    """Whom the coordinator is told about."""
    return [item.about for item in served.work(lambda work: work.queue.where(kind=kind, settled_at=None))]


async def live(served: Served, lasting: timedelta) -> None:
    """Time goes by from one instant at which something falls due to the next."""
    end = served.time.at + lasting
    await served.carries()
    while (due := served.home.deliveries.next_instant(served.time.at).result(10)) and due <= end:
        served.time.at = max(due, served.time.at + timedelta(milliseconds=1))
        await served.carries()
    served.time.at = end


def times(served: Served, person: Person) -> int:
    """How often the app wrote to somebody after the greeting."""
    return len(served.teams.seen(person)) - 1


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize("cause", ["checkin:1", "checkin:snooze:1:2", "drift.ask:1:2"])
async def test_a_question_in_doubt_waits_for_the_coordinator(served: Served, cause: str, doubt: str) -> None:
    amira = await greeted(served)
    fault = DOUBTS[doubt]
    served.teams.connector.faults.order("send", fault)
    put(served, cause, amira)
    await live(served, WHILE)
    assert message(served, cause).state is MessageState.DEAD
    assert times(served, amira) == int(fault.taken)
    member = served.member(amira.user)
    assert member
    assert waiting(served) == [member.id]
    assert served.work(lambda work: work.accounts.first(user=amira.user)).reachable


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize("cause", ["request:1:accepted", "turn:abc:0", "introduction:1:1"])
async def test_anything_else_in_doubt_is_sent_again(served: Served, cause: str, doubt: str) -> None:
    amira = await greeted(served)
    fault = DOUBTS[doubt]
    served.teams.connector.faults.order("send", fault)
    put(served, cause, amira)
    await live(served, WHILE)
    assert message(served, cause).state is MessageState.SENT
    assert times(served, amira) == 1 + int(fault.taken)
    assert waiting(served) == []


@pytest.mark.parametrize(
    "fault", [faults.PATIENCE, faults.BUSY, faults.answers(401)], ids=["429", "412", "401"]
)
@pytest.mark.parametrize("cause", ["checkin:1", "turn:abc:0"])
async def test_what_teams_did_not_take_is_handed_in_again_and_nothing_is_in_doubt(
    served: Served, cause: str, fault: Fault
) -> None:
    amira = await greeted(served)
    served.teams.connector.faults.order("send", fault)
    put(served, cause, amira)
    await live(served, WHILE)
    assert message(served, cause).state is MessageState.SENT
    assert message(served, cause).attempts == 1
    assert times(served, amira) == 1


async def test_a_change_in_doubt_is_made_again_and_is_one_change(served: Served) -> None:
    amira = await greeted(served)
    [greeting] = served.teams.seen(amira)
    served.teams.connector.faults.order("update", faults.answers(502, taken=True))
    put(served, "turn:abc", amira, replaces=greeting.id)
    await live(served, WHILE)
    assert message(served, "turn:abc").sent_as == greeting.id
    assert served.teams.seen(amira) == [greeting]


@pytest.mark.parametrize(
    "code",
    [
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "BotDisabledByAdmin",
        "MessageWritesBlocked",
        "ForbiddenOperationException",
    ],
)
async def test_whom_teams_lets_us_reach_no_more_is_left_alone_and_the_coordinator_told_once(
    served: Served, code: str
) -> None:
    amira = await greeted(served)
    served.teams.tenancy.personal(amira).refuses = code
    for number in range(3):
        put(served, f"turn:{number}", amira)
    await live(served, WHILE)
    assert times(served, amira) == 0
    assert not served.work(lambda work: work.accounts.first(user=amira.user)).reachable
    member = served.member(amira.user)
    assert member
    assert waiting(served) == [member.id]
    assert [status for _, status in served.teams.connector.seen].count(403) == 1


async def test_who_writes_again_is_reached_again(served: Served) -> None:
    amira = await greeted(served)
    there = served.teams.tenancy.personal(amira)
    there.refuses = "ConversationBlockedByUser"
    put(served, "turn:1", amira)
    await live(served, WHILE)
    there.refuses = ""
    await served.fingers.say(amira, "hello")
    await served.carries()
    assert times(served, amira) == 1


async def test_where_everybody_can_be_reached_is_kept_over_a_restart(there: World) -> None:
    async with there.serving() as served:
        amira = await greeted(served)
        put(served, "turn:later", amira)
    async with there.serving() as served:
        await served.carries()
        assert times(served, amira) == 1
        assert [call for call, _ in there.teams.connector.seen] == ["send"]


async def test_what_was_in_doubt_before_a_restart_is_in_doubt_after_it(there: World) -> None:
    async with there.serving() as served:
        amira = await greeted(served)
        there.teams.connector.faults.order("send", faults.DROPPED_AFTER, faults.DROPPED_AFTER)
        put(served, "checkin:1", amira)
        await served.carries()
        assert message(served, "checkin:1").in_doubt
    async with there.serving() as served:
        await live(served, WHILE)
        assert times(served, amira) == 1
        assert len(waiting(served)) == 1


async def test_an_account_without_a_conversation_is_written_to_all_the_same(served: Served) -> None:
    amira = await greeted(served)

    def forget(work: Any) -> None:
        account = work.accounts.first(user=amira.user)
        work.accounts.save(type(account)(**{**vars(account), "route": ""}))

    served.work(forget)
    put(served, "turn:1", amira)
    await served.carries()
    assert times(served, amira) == 1


async def two(served: Served) -> tuple[Someone, Someone]:
    """A mentee who has written to a mentor."""
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await looks_for(amira, *NEED, "A contract that I can live with")
    await writes(amira, "Roy", "I sign in May.")
    return amira, lea


def asked(served: Served) -> list[Message]:
    """The check-ins that were put into the outbox."""
    return [
        one for one in served.work(lambda work: work.messages.where()) if one.cause.startswith("checkin:")
    ]


async def test_a_check_in_that_was_received_without_a_word_is_asked_once_and_waits(served: Served) -> None:
    nadia = await served.chat.joins("Nadia Coordinates", coordinates=True)
    _amira, lea = await two(served)
    await lea.presses("Yes, let’s meet")
    end = served.time.at + timedelta(days=90)
    while not asked(served) and served.time.at < end:
        due = served.home.deliveries.next_instant(served.time.at).result(10)
        assert due
        served.time.at = due
        await served.home.ticker.tick()
        if asked(served):
            served.teams.connector.faults.order("send", *[faults.DROPPED_AFTER] * len(asked(served)))
        await served.carries()
    [first, *_] = asked(served)
    await live(served, WHILE)
    assert message(served, first.cause).state is MessageState.DEAD
    shown = [words for one in served.people.values() for words in await served.told(one)]
    assert sum("only you see" in words.casefold() for words in shown) == len(asked(served))
    await nadia.says("/queue")
    await nadia.sees("don’t arrive")


async def test_an_acceptance_that_was_received_without_a_word_is_told_again_and_harms_nobody(
    served: Served,
) -> None:
    amira, lea = await two(served)
    served.teams.connector.faults.order("send", *[faults.DROPPED_AFTER] * 2)
    await lea.presses("Yes, let’s meet")
    await live(served, WHILE)
    told = await served.told(served.people[amira.user])
    assert sum("Roy said yes" in words for words in told) == 2
    assert len(served.work(lambda work: work.mentorships.where())) == 1
    assert waiting(served) == []
    await amira.presses("Propose a time")
    assert amira.form
