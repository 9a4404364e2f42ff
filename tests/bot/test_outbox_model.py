"""Every order in which two workers, a platform, crashes and time can meet the sending protocol.

A breadth-first search over the worlds of `outbox_world`. It runs the decisions of `bot.outbox`
themselves, and must find each fault that is seeded into them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot import outbox
from bot.outbox import Envelope, InDoubt, Message, MessageState, Sent, TryAgain
from tests.bot.outbox_world import ANSWERS, DEAD, DECISIONS, MOVES, SENT, STEP, WAITING, World


def wrong(world: World) -> str:
    """What is broken in this world, if anything."""
    for row, copies, refused, troubles in zip(
        world.rows, world.accepted, world.refused, world.troubles, strict=True
    ):
        if len(copies) > 1:
            return "doubled"
        if row.state == SENT and not copies:
            return "lost"
        if row.state == DEAD and not refused and troubles < outbox.ATTEMPTS:
            return "given up too early"
    return "overtaken" if world.overtaken else ""


def is_over(world: World) -> bool:
    return all(row.state != WAITING for row in world.rows) and world.hands == (None, None)


def search(start: World) -> tuple[str, int]:
    """What is broken in the first broken world, and how many worlds were seen."""
    came_from: dict[World, list[World]] = {start: []}
    waiting = deque(came_from)
    while waiting:
        world = waiting.popleft()
        for move in MOVES:
            for after in move(world):
                if after not in came_from:
                    if fault := wrong(after):
                        return fault, len(came_from)
                    came_from[after] = []
                    waiting.append(after)
                came_from[after].append(world)
    return ("" if ends_everywhere(came_from) else "never ends"), len(came_from)


def ends_everywhere(came_from: dict[World, list[World]]) -> bool:
    """Whether an end can be reached from every world."""
    seen = {world for world in came_from if is_over(world)}
    waiting = deque(seen)
    while waiting:
        for before in came_from[waiting.popleft()]:
            if before not in seen:
                seen.add(before)
                waiting.append(before)
    return len(seen) == len(came_from)


as_written = {name: getattr(outbox, name) for name in ("claimed", "settled", "may_send", "_holds_up")}


def claimed_without_doubt(message: Message, owner: str, now: datetime) -> Message:
    return replace(as_written["claimed"](message, owner, now), in_doubt=False)


def patience_as_an_attempt(envelope: Envelope, answer: outbox.SendAnswer, now: datetime) -> Message:
    after = as_written["settled"](envelope, answer, now)
    return replace(after, attempts=envelope.message.attempts)


def patience_ends_doubt(envelope: Envelope, answer: outbox.SendAnswer, now: datetime) -> Message:
    after = as_written["settled"](envelope, answer, now)
    return replace(after, in_doubt=after.in_doubt and answer != ANSWERS["patience"])


def doubt_as_sent(envelope: Envelope, answer: outbox.SendAnswer, now: datetime) -> Message:
    return as_written["settled"](envelope, Sent("?") if answer == InDoubt() else answer, now)


def doubt_as_not_sent(envelope: Envelope, answer: outbox.SendAnswer, now: datetime) -> Message:
    return as_written["settled"](envelope, TryAgain(STEP) if answer == InDoubt() else answer, now)


def only_the_time_out(message: Message, now: datetime) -> bool:
    return now + outbox.TIME_OUT <= message.next_at


def the_dead_hold_up(earlier: Message, now: datetime) -> bool:
    return earlier.state is MessageState.DEAD or as_written["_holds_up"](earlier, now)


def only_the_due_hold_up(earlier: Message, now: datetime) -> bool:
    return earlier.state is MessageState.WAITING and earlier.next_at <= now


FAULTY_DECISIONS: dict[str, tuple[str, Any, str]] = {
    "no doubt before sending": ("claimed", claimed_without_doubt, "doubled"),
    "the platform is not asked": ("must_ask", lambda envelope: False, "doubled"),
    "asked before the settle time": ("back_off", lambda message: timedelta(0), "doubled"),
    "settled by whoever comes late": ("still_holds", lambda stored, envelope: True, "doubled"),
    "sent though the lease is over": ("may_send", lambda message, now: True, "doubled"),
    "sent with no time left to settle": ("may_send", only_the_time_out, "doubled"),
    "a 429 forgets the doubt": ("settled", patience_ends_doubt, "doubled"),
    "a dropped connection taken as not sent": ("settled", doubt_as_not_sent, "doubled"),
    "a dropped connection taken as sent": ("settled", doubt_as_sent, "lost"),
    "a 429 counts as an attempt": ("settled", patience_as_an_attempt, "given up too early"),
    "no order within a room": ("_holds_up", lambda earlier, now: False, "overtaken"),
    "whoever waits for patience is overtaken": ("_holds_up", only_the_due_hold_up, "overtaken"),
    "a dead message blocks its room": ("_holds_up", the_dead_hold_up, "never ends"),
}


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A lease of three settle times and two attempts reach every corner in fewer worlds."""
    monkeypatch.setattr(outbox, "LEASE", 3 * STEP)
    monkeypatch.setattr(outbox, "ATTEMPTS", 2)
    yield
    for decision in DECISIONS:
        decision.cache_clear()


def test_nothing_is_lost_doubled_overtaken_or_given_up_and_all_comes_to_an_end():
    fault, worlds = search(World(faults=3))
    assert fault == ""
    assert worlds > 30_000


@pytest.mark.parametrize("name", FAULTY_DECISIONS)
def test_a_faulty_decision_is_found(name: str, monkeypatch: pytest.MonkeyPatch):
    decision, seeded, expected = FAULTY_DECISIONS[name]
    monkeypatch.setattr(outbox, decision, seeded)
    assert search(World())[0] == expected
