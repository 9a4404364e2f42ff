"""Small worlds of the sending protocol, and everything that can happen next in one of them.

Two messages of one room, two workers that may stall past their lease or crash at any point, a
platform that may accept and not say so, ask for patience, or refuse for good, and that finds a
message only one settle time after it accepted it. Time moves in steps of the settle time and is
kept relative to one instant, so that the worlds are finite.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from bot import outbox
from bot.outbox import Envelope, InDoubt, Message, MessageState, NotThere, Sent, TryAgain, Undeliverable

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP = outbox.SETTLE
UNSEEN, SEEN = 0, 1
WAITING, SENT, DEAD = (str(state) for state in (MessageState.WAITING, MessageState.SENT, MessageState.DEAD))
ANSWERS = {
    "sent": Sent("ts"),
    "patience": TryAgain(STEP),
    "too late": TryAgain(timedelta(0)),
    "doubt": InDoubt(),
    "refused": Undeliverable("closed"),
    "not there": NotThere(),
    "despair": Undeliverable("too_many_attempts"),
}


class Row(NamedTuple):
    """A message's row; `due` in steps from now."""

    state: str = WAITING
    attempts: int = 0
    owner: int = -1
    in_doubt: bool = False
    due: int = 0


class Hand(NamedTuple):
    """What a live worker holds: the row as claimed, whether it posted, and its answer, if any."""

    number: int
    row: Row
    doubted: bool
    answer: str = ""
    posted: bool = False


class World(NamedTuple):
    """Rows, workers, posts on their way (message, worker, age), and what the platform did with them."""

    rows: tuple[Row, ...] = (Row(), Row())
    hands: tuple[Hand | None, ...] = (None, None)
    flights: tuple[tuple[int, int, int], ...] = ()
    accepted: tuple[tuple[int, ...], ...] = ((), ())
    refused: tuple[bool, ...] = (False, False)
    troubles: tuple[int, ...] = (0, 0)
    faults: int = 2
    overtaken: bool = False


def put(items: tuple[Any, ...], at: int, item: object) -> tuple[Any, ...]:
    return (*items[:at], item, *items[at + 1 :])


# ---- the decisions, in the model's small numbers -------------------------------------------


def message_of(row: Row, number: int = 0) -> Message:
    owner = "" if row.owner < 0 else f"w{row.owner}"
    state = MessageState(row.state)
    base = Message(number, f"c{number}", (1,), "p:1", "", NOW + STEP * row.due)
    return replace(base, state=state, attempts=row.attempts, owner=owner, in_doubt=row.in_doubt)


def row_of(message: Message) -> Row:
    """The jitter goes: a due time earlier than the real one can only be harder."""
    owner = int(message.owner[1:]) if message.owner else -1
    due = min(max((message.next_at - NOW) // STEP, -1), outbox.LEASE // STEP)
    attempts = min(message.attempts, outbox.ATTEMPTS + 1)
    return Row(str(message.state), attempts, owner, message.in_doubt, due)


def envelope_of(hand: Hand) -> Envelope:
    return Envelope(message_of(hand.row, hand.number), hand.doubted)


@cache
def may_claim(row: Row, earlier: tuple[Row, ...]) -> bool:
    return outbox.may_claim(message_of(row), [message_of(one) for one in earlier], NOW)


@cache
def claimed(row: Row, worker: int) -> Row:
    return row_of(outbox.claimed(message_of(row), f"w{worker}", NOW))


@cache
def after_asking(hand: Hand, found: str) -> str:
    """The answer's name, or "" where it is to be sent."""
    if not outbox.must_ask(envelope_of(hand)):
        return ""
    verdict = outbox.after_asking(envelope_of(hand), ANSWERS[found])
    return next((name for name, answer in ANSWERS.items() if answer == verdict), "")


@cache
def may_send(row: Row) -> bool:
    return outbox.may_send(message_of(row), NOW)


@cache
def settled(stored: Row, hand: Hand) -> Row:
    envelope = envelope_of(hand)
    if not outbox.still_holds(message_of(stored, hand.number), envelope):
        return stored
    return row_of(outbox.settled(envelope, ANSWERS[hand.answer], NOW))


DECISIONS = (may_claim, claimed, after_asking, may_send, settled)
"""What is remembered of the decisions; forget it when one of them changes."""


# ---- what can happen next ------------------------------------------------------------------


def hold(world: World, worker: int, hand: Hand | None) -> World:
    return world._replace(hands=put(world.hands, worker, hand))


def troubled(world: World, number: int) -> World:
    """One fault spent, one reason more why an attempt may have been for nothing."""
    troubles = put(world.troubles, number, min(world.troubles[number] + 1, outbox.ATTEMPTS))
    return world._replace(faults=world.faults - 1, troubles=troubles)


def claims(world: World) -> Iterator[World]:
    """The first idle worker (they are alike) claims a message, and asks where it must."""
    if None not in world.hands:
        return
    worker = world.hands.index(None)
    for number, row in enumerate(world.rows):
        if not may_claim(row, world.rows[:number]):
            continue
        stalled = any(hand and hand.number == number for hand in world.hands)
        if stalled and not world.faults:
            continue
        taken = claimed(row, worker)
        after = world._replace(rows=put(world.rows, number, taken))
        after = troubled(after, number) if stalled else after
        hand = Hand(number, taken, row.in_doubt)
        found = "sent" if SEEN in world.accepted[number] else "not there"
        yield hold(after, worker, hand._replace(answer=after_asking(hand, found)))
        if after.faults and row.in_doubt:
            yield hold(troubled(after, number), worker, hand._replace(answer=after_asking(hand, "doubt")))
            fault = after._replace(faults=after.faults - 1)
            yield hold(fault, worker, hand._replace(answer=after_asking(hand, "patience")))


def posts(world: World) -> Iterator[World]:
    for worker, hand in enumerate(world.hands):
        if hand is None or hand.posted or hand.answer:
            continue
        if may_send(hand.row):
            flights = tuple(sorted((*world.flights, (hand.number, worker, 0))))
            yield hold(world, worker, hand._replace(posted=True))._replace(flights=flights)
        else:
            yield hold(world, worker, hand._replace(answer="too late"))


def arrives(world: World, number: int) -> World:
    overtakes = any(
        not world.accepted[before] and world.rows[before].state == WAITING for before in range(number)
    )
    accepted = put(world.accepted, number, (UNSEEN, *world.accepted[number]))
    return world._replace(accepted=accepted, overtaken=world.overtaken or overtakes)


def answered(world: World, flight: tuple[int, int, int], answer: str) -> World:
    """The answer reaches the worker, unless it crashed while the post was on its way."""
    number, worker, _ = flight
    hand = world.hands[worker]
    waits = hand is not None and hand.posted and not hand.answer and hand.number == number
    return hold(world, worker, hand._replace(answer=answer)) if hand and waits else world


def lands(world: World) -> Iterator[World]:
    for at, flight in enumerate(world.flights):
        number = flight[0]
        gone = world._replace(flights=(*world.flights[:at], *world.flights[at + 1 :]))
        yield answered(arrives(gone, number), flight, "sent")
        if world.faults:
            fault = gone._replace(faults=gone.faults - 1)
            yield answered(troubled(arrives(gone, number), number), flight, "doubt")
            yield answered(troubled(gone, number), flight, "doubt")
            yield answered(fault, flight, "patience")
            yield answered(fault._replace(refused=put(gone.refused, number, True)), flight, "refused")


def settles(world: World) -> Iterator[World]:
    for worker, hand in enumerate(world.hands):
        if hand and hand.answer:
            row = settled(world.rows[hand.number], hand)
            yield hold(world, worker, None)._replace(rows=put(world.rows, hand.number, row))


def crashes(world: World) -> Iterator[World]:
    for worker, hand in enumerate(world.hands):
        if hand and world.faults:
            yield hold(troubled(world, hand.number), worker, None)


def passes(world: World) -> Iterator[World]:
    """One settle time goes by; a post lands, or is lost, within one (the time-out)."""
    if any(age for _, _, age in world.flights):
        return
    yield world._replace(
        rows=tuple(aged(row) for row in world.rows),
        hands=tuple(hand and hand._replace(row=aged(hand.row)) for hand in world.hands),
        flights=tuple((number, worker, 1) for number, worker, _ in world.flights),
        accepted=tuple(tuple(SEEN for _ in copies) for copies in world.accepted),
    )


def aged(row: Row) -> Row:
    return row._replace(due=max(row.due - 1, -1))


MOVES: tuple[Callable[[World], Iterator[World]], ...] = (
    claims,
    posts,
    lands,
    settles,
    crashes,
    passes,
)
