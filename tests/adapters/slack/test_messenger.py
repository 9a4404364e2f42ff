"""The messenger keeps the contract of every platform's, against a Slack that keeps its own rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from adapters.messenger import InDoubt, NotThere, Sent, TryAgain, Undeliverable
from adapters.slack.cards import fallback
from adapters.slack.pace import Pace
from adapters.slack.voice import voice
from bot.cards import Card, File, card, line
from bot.outbox import LONGEST
from bot.turns import Address
from tests.adapters.slack.served import Served, World
from tests.contracts_messenger import (
    CONTRACT,
    FIRST,
    PEOPLE_LEAVE,
    SECOND,
    THIRD,
    Check,
    Platform,
    a_cause_speaks_once,
    reader,
)
from tests.journeys.slack import QUICK

IN_SLACK = tuple(check for check in CONTRACT if check is not a_cause_speaks_once)
"""Slack shows again what is posted again; that nobody does without asking first, `test_delivery` proves."""

WITH_A_FILE = card(line("help.title"), File("a.txt", "text/plain", "hello", line("help.how")))
SPOKEN = (("en",), ("fr",), ("en", "fr"), ("fr", "en"))


def _platform(served: Served) -> Platform:
    """Amira and Sol by the names that the contract gives them."""
    slack = served.double.slack
    for name in ("amira", "sol"):
        person = slack.person(served.team, name.title())
        slack.people[name] = replace(person, id=name)
    here = slack.installed(served.fingers.app, served.team.id)

    def shown(*users: str) -> Sequence[Card]:
        room = slack.together(served.team.id, *users, here.bot.id)
        return [_read(one.text) for one in room.messages.values() if not one.deleted]

    def lose(user: str) -> None:
        slack.people[user].deleted = True

    return Platform(served.front.messenger, shown, lose, "slack", served.team.id)


def _read(text: str) -> Card:
    """The card of which a message tells, in whichever languages."""
    for shown, locales in product((FIRST, SECOND, THIRD), SPOKEN):
        if fallback(shown, [voice(locale, "UTC") for locale in locales]) == text:
            return shown
    raise AssertionError(text)


@pytest.mark.parametrize("check", IN_SLACK + PEOPLE_LEAVE, ids=lambda check: check.__name__)
async def test_slack_s_messenger_keeps_the_contract(served: Served, check: Check) -> None:
    await check(_platform(served))


async def test_a_message_is_plain_and_unfurls_nothing(served: Served) -> None:
    platform = _platform(served)
    await platform.messenger.send((reader("amira", platform),), FIRST, "a private cause", "")
    (one,) = served.double.slack.conversations[_room(served)].messages.values()
    assert one.text
    assert one.asked == {"unfurl_links": False, "unfurl_media": False}
    assert "private" not in str(one.metadata)


async def test_a_route_of_an_installation_that_is_gone_is_found_anew(served: Served) -> None:
    platform = _platform(served)
    stale = replace(reader("amira", platform), address=Address("slack", served.team.id, "D0GONE"))
    answers = [await platform.messenger.send((stale,), card, "c", "") for card in (FIRST, SECOND)]
    assert [type(answer) for answer in answers] == [Sent, Sent]
    assert platform.shown("amira") == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("429", TryAgain),
        ("500", InDoubt),
        ("503", InDoubt),
        ("garbage", InDoubt),
        ("dropped before", InDoubt),
        ("dropped after", InDoubt),
    ],
)
@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage", "conversations.history"])
async def test_no_fault_is_more_than_it_is(served: Served, method: str, fault: Any, answer: type) -> None:
    platform = _platform(served)
    served.double.faults.order(method, fault)
    to = (reader("amira", platform),)
    asks = method == "conversations.history"
    messenger = platform.messenger
    found = await (messenger.find(to, "c", "") if asks else messenger.send(to, FIRST, "c", ""))
    assert type(found) is answer


async def test_patience_is_as_long_as_slack_asks_for(served: Served) -> None:
    platform = _platform(served)
    served.double.faults.order("chat.postMessage", "429", seconds=77)
    answer = await platform.messenger.send((reader("amira", platform),), FIRST, "c", "")
    assert isinstance(answer, TryAgain)
    assert answer.after.total_seconds() == 77


async def test_a_room_that_is_closed_takes_nothing_for_ever(served: Served) -> None:
    platform = _platform(served)
    to = (reader("amira", platform),)
    await platform.messenger.send(to, FIRST, "c1", "")
    served.double.slack.conversations[_room(served)].archived = True
    assert await platform.messenger.send(to, SECOND, "c2", "") == Undeliverable("is_archived")


async def test_whoever_is_not_there_is_gone(served: Served) -> None:
    platform = _platform(served)
    answer = await platform.messenger.send((reader("U0NOBODY", platform),), FIRST, "c", "")
    assert answer == Undeliverable("user_not_found", gone=True, user="U0NOBODY")


async def test_where_the_app_is_not_installed_a_message_waits_and_nobody_is_called(there: World) -> None:
    async with there.many() as many:
        to = (replace(reader("amira"), address=Address("slack", "T0NOWHERE", "")),)
        assert await many.front.messenger.send(to, FIRST, "c", "") == TryAgain(LONGEST)
        assert await many.front.messenger.find(to, "c", "") == TryAgain(LONGEST)
        assert not many.double.asked


async def test_what_is_asked_for_is_not_there_where_there_is_no_conversation_yet(served: Served) -> None:
    platform = _platform(served)
    assert await platform.messenger.find((reader("amira", platform),), "c", "") == NotThere()


class Waits(Pace):
    """A pace that says who has had a turn."""

    def __init__(self) -> None:
        super().__init__(QUICK)
        self.turns: list[str] = []

    async def turn(self, tenant: str, conversation: str) -> TryAgain | None:
        turn = await super().turn(tenant, conversation)
        self.turns.append(conversation)
        return turn


async def test_a_message_that_waited_for_its_turn_too_long_does_not_leave(served: Served) -> None:
    platform = _platform(served)
    pace = served.front.messenger._pace = Waits()
    to = (reader("amira", platform),)
    answer = await platform.messenger.send(to, FIRST, "c", "", lambda: not pace.turns)
    assert (answer, platform.shown("amira")) == (TryAgain(timedelta(0)), [])


@pytest.mark.parametrize("until", ["conversations.open", "chat.update", "files.getUploadURLExternal"])
async def test_whatever_it_waited_for_nothing_leaves_afterwards(served: Served, until: str) -> None:
    platform = _platform(served)

    def may() -> bool:
        return until not in {method for method, _ in served.double.asked}

    to = (reader("amira", platform),)
    answer = await platform.messenger.send(to, WITH_A_FILE, "c", "1.000001", may)
    assert isinstance(answer, TryAgain | InDoubt)
    assert not may()
    assert not served.double.slack.conversations[_room(served)].messages


def _room(served: Served) -> str:
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    return served.double.slack.together(served.team.id, "amira", here.bot.id).id


@pytest.mark.parametrize("since", [99, 100, 230])
async def test_a_card_is_found_behind_all_that_was_said_since(served: Served, since: int) -> None:
    platform, slack = _platform(served), served.double.slack
    to = (reader("amira", platform),)
    sent = await platform.messenger.send(to, FIRST, "c", "")
    assert isinstance(sent, Sent)
    [room] = [room for room in slack.conversations.values() if sent.sent_as in room.messages]
    for _ in range(since):
        slack.post(room, "amira", "hello")
    assert await platform.messenger.find(to, "c", "") == sent
    assert await platform.messenger.find(to, "never sent", "") == NotThere()
