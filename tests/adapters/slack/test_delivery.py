"""Nothing lost, nothing twice, in order: messages while Slack, or the way there, is in trouble."""

from __future__ import annotations

import os
import random
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.messenger import TryAgain
from adapters.slack.pace import Pace
from bot.mentoring.queue import Waiting
from bot.outbox import MessageState
from tests.adapters.slack.mailing import known_as, live, message, met, posted, put, spoken
from tests.adapters.slack.served import Served, world

PROVING = os.environ.get("HYPOTHESIS_PROFILE") == "prove"
SEEDS = range(20 if PROVING else 2)
PEOPLE, EACH = 20, 8


@pytest.fixture(params=[0, 5, 9], ids=lambda seconds: f"seen-after-{seconds}-s")
async def slow_to_show(request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path) -> AsyncIterator:
    """A Slack whose history shows a message only after some seconds."""
    delay = timedelta(seconds=request.param)
    async with world(tmp_path, migrated_file, history_delay=delay) as there, there.one() as one:
        yield one


@pytest.mark.parametrize("fault", ["dropped after", "500 after", "garbage"])
async def test_what_arrived_without_a_word_is_found_and_not_sent_again(
    slow_to_show: Served, fault: Any
) -> None:
    served = slow_to_show
    (amira,) = await met(served, "Amira Haddad")
    served.double.faults.order("chat.postMessage", fault)
    put(served, "c1", amira)
    await served.carries()
    assert message(served, "c1").in_doubt
    await live(served, timedelta(minutes=2))
    (one,) = posted(served, amira)
    found = message(served, "c1")
    assert (found.state, found.sent_as) == (MessageState.SENT, one.ts)
    assert served.double.asked["chat.postMessage", "ok"] == 1


@pytest.mark.parametrize("fault", ["dropped before", "500", "503"])
async def test_what_did_not_arrive_is_asked_for_and_sent_again(served: Served, fault: Any) -> None:
    (amira,) = await met(served, "Amira Haddad")
    served.double.faults.order("chat.postMessage", fault)
    put(served, "c1", amira)
    await served.carries()
    assert posted(served, amira) == []
    await live(served, timedelta(minutes=2))
    assert len(posted(served, amira)) == 1
    assert served.double.asked["conversations.history", "ok"] == 1


async def test_a_card_that_took_a_place_without_a_word_is_found(served: Served) -> None:
    (amira,) = await met(served, "Amira Haddad")
    put(served, "c1", amira)
    await served.carries()
    served.double.faults.order("chat.update", "dropped after")
    put(served, "c2", amira, replaces=message(served, "c1").sent_as)
    await live(served, timedelta(minutes=2))
    assert spoken(served, amira) == [known_as("c2")]
    assert served.double.asked["chat.update", "ok"] == 1


async def test_slack_s_patience_is_kept_to_the_second(served: Served) -> None:
    (amira,) = await met(served, "Amira Haddad")
    served.double.faults.order("chat.postMessage", "429", seconds=40)
    put(served, "c1", amira)
    await served.carries()
    await live(served, timedelta(seconds=39))
    assert served.double.asked["chat.postMessage", "429"] == 1
    assert posted(served, amira) == []
    await live(served, timedelta(seconds=12))
    assert len(posted(served, amira)) == 1
    assert message(served, "c1").attempts == 1


async def test_while_one_message_waits_the_next_in_its_conversation_does_too(served: Served) -> None:
    amira, omar = await met(served, "Amira Haddad", "Omar Said")
    served.double.faults.order("chat.postMessage", "500")
    for cause, user in (("c1", amira), ("c2", amira), ("c3", omar)):
        put(served, cause, user)
        await served.carries()
    assert spoken(served, amira) == []
    assert spoken(served, omar) == [known_as("c3")]
    await live(served, timedelta(minutes=1))
    assert spoken(served, amira) == [known_as("c1"), known_as("c2")]


async def test_of_what_never_arrives_the_coordinator_hears_and_nobody_else_waits(served: Served) -> None:
    amira, omar = await met(served, "Amira Haddad", "Omar Said")
    served.double.slack.people[amira].deleted = True
    served.front._conversations._kept.clear()
    put(served, "c1", amira)
    put(served, "c2", omar)
    await live(served, timedelta(minutes=1))
    assert message(served, "c1").state is MessageState.DEAD
    assert spoken(served, omar) == [known_as("c2")]
    assert [one.kind for one in served.work(lambda work: work.queue.where())] == [Waiting.UNDELIVERABLE]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_fifth_of_all_calls_going_wrong_loses_nothing_doubles_nothing_and_keeps_the_order(
    tmp_path: Path, migrated_file: Path, seed: int
) -> None:
    dice = random.Random(seed)
    async with (
        world(tmp_path, migrated_file, history_delay=timedelta(seconds=5)) as there,
        there.one() as served,
    ):
        people = await met(served, *(f"Person {number}" for number in range(PEOPLE)))
        pairs = list(zip(people[::2], people[1::2], strict=True))
        rooms = [*((user,) for user in people), *pairs]
        served.double.faults.often(0.2, seed)
        for number in range(EACH):
            for room in dice.sample(rooms, len(rooms)):
                put(served, f"c{number}:{'+'.join(room)}", *room)
            await live(served, timedelta(seconds=dice.randrange(40)))
        await live(served, timedelta(days=1))
        assert len(served.double.faults.happened) > PEOPLE * EACH // 5
        for room in rooms:
            expected = [known_as(f"c{number}:{'+'.join(room)}") for number in range(EACH)]
            assert spoken(served, *room) == expected
        states = served.work(lambda work: {one.state for one in work.messages.where()})
        assert states == {MessageState.SENT}


async def test_three_seconds_worth_at_once_and_then_one_by_one_is_the_pace() -> None:
    pace, began = Pace(10), time.monotonic()
    for _ in range(33):
        assert await pace.turn("T1", "D1") is None
    assert time.monotonic() - began > 0.25


async def test_one_conversation_s_pace_is_no_other_s() -> None:
    pace = Pace()
    assert [await pace.turn("T1", f"D{number}") for number in range(30)] == [None] * 30


@pytest.mark.slow
async def test_who_would_wait_too_long_waits_in_the_outbox() -> None:
    pace = Pace(0.1)
    answers = [await pace.turn("T1", "D1") for _ in range(2)]
    assert answers == [None, TryAgain(timedelta(seconds=2))]


@pytest.mark.slow
async def test_at_our_pace_slack_never_asks_for_patience(tmp_path: Path, migrated_file: Path) -> None:
    async with world(tmp_path, migrated_file, limits=True) as there, there.one(pace=1.0) as served:
        (amira,) = await met(served, "Amira Haddad")
        for number in range(4):
            put(served, f"c{number}", amira)
        await live(served, timedelta(minutes=1))
        assert len(posted(served, amira)) == 4
        assert not [call for call in served.double.asked if call[1] == "ratelimited"]
