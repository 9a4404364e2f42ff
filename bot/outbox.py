"""A message on its way, and the sending protocol as pure decisions: nothing lost, nothing twice.

The courier claims a message (its row is marked in doubt before anything leaves), asks the platform
first where it was in doubt already, sends only while its lease outlasts the time-out and the
settle time, and writes down the answer only while it still holds the row. A crash at any point
leaves a row that falls due again by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from bot.turns import Address

LEASE = timedelta(seconds=60)
"""How long a claimed message is its worker's."""

TIME_OUT = timedelta(seconds=10)
"""How long a platform may take to answer."""

SETTLE = timedelta(seconds=10)
"""How long a platform may take until it finds what it accepted."""

ATTEMPTS = 16
"""How often a message is tried (about ten hours) before it is set aside for the coordinator."""

LONGEST = timedelta(hours=1)
"""The longest pause between two attempts."""


class MessageState(StrEnum):
    """Where a message is: waiting (perhaps in doubt), sent, or set aside for the coordinator."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    VOID = "void"


@dataclass(frozen=True)
class Message:
    """One card for one conversation; `cause` is unique, so that a cause speaks once.

    `room` keeps the order within a conversation ("p:12" a person's own, "m:7" a mentorship's),
    `replaces` names the platform's message whose place it takes, `sent_as` the one it became.
    `next_at` is when it falls due, and the end of the lease while `owner` holds it.
    """

    id: int
    cause: str
    people: tuple[int, ...]
    room: str
    card: str
    next_at: datetime
    replaces: str = ""
    attempts: int = 0
    owner: str = ""
    in_doubt: bool = False
    state: MessageState = MessageState.WAITING
    sent_as: str = ""
    sent_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Reader:
    """Who reads a message: where, in which language and zone."""

    person_id: int
    user: str
    address: Address
    locale: str
    zone: str


@dataclass(frozen=True)
class Letter:
    """A card that somebody was sent, packed, with the language and the zone that they read it in."""

    card: str
    locale: str
    zone: str


@dataclass(frozen=True)
class Envelope:
    """A claimed message and its readers; `doubted` when an earlier attempt may have arrived.

    No readers: nobody of the conversation can be reached, or they share no platform.
    """

    message: Message
    doubted: bool
    programme_id: int = 0
    readers: tuple[Reader, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform has it, under its own name for it (Slack: the message's ts)."""

    sent_as: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The platform took nothing and asks for patience (429): nothing is in doubt."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Nobody knows whether the platform has it (a time-out, a dropped connection, a 5xx)."""


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It will never arrive; `reason` is a code, never a text.

    `gone` when it is because a reader is no longer there: `user`, or the only reader.
    """

    reason: str
    gone: bool = False
    user: str = ""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked, and does not have it."""


@dataclass(frozen=True, slots=True)
class CannotAsk:
    """The platform cannot be asked whether it has a message (Teams).

    `send_again` where its words are harmless twice; else it waits for the coordinator.
    """

    send_again: bool


SendAnswer = Sent | TryAgain | InDoubt | Undeliverable
FindAnswer = Sent | NotThere | CannotAsk | TryAgain | InDoubt


def may_claim(message: Message, earlier: Sequence[Message], now: datetime) -> bool:
    """Whether a message is due and nothing that came before it in its room is still to be sent."""
    return _is_waiting(message) and message.next_at <= now and not any(_holds_up(one, now) for one in earlier)


def claimed(message: Message, owner: str, now: datetime) -> Message:
    """The message in a worker's hands: one attempt more, and in doubt before anything is sent."""
    return replace(message, owner=owner, next_at=now + LEASE, attempts=message.attempts + 1, in_doubt=True)


def must_ask(envelope: Envelope) -> bool:
    """Whether the platform is asked first; by then the settle time has always passed."""
    return envelope.doubted


def after_asking(envelope: Envelope, found: FindAnswer) -> SendAnswer | None:
    """What asking has settled; None where the message is to be sent now."""
    match found:
        case NotThere():
            return Undeliverable("too_many_attempts") if envelope.message.attempts > ATTEMPTS else None
        case CannotAsk(send_again):
            allowed = send_again and envelope.message.attempts <= ATTEMPTS
            return None if allowed else Undeliverable("cannot_ask")
        case _:
            return found


def may_send(message: Message, now: datetime) -> bool:
    """Whether the lease outlasts the time-out and the settle time after it."""
    return now + TIME_OUT + SETTLE <= message.next_at


def settled(envelope: Envelope, answer: SendAnswer, now: datetime) -> Message:
    """The message after the answer."""
    message = envelope.message
    match answer:
        case Sent(sent_as):
            return replace(message, state=MessageState.SENT, sent_as=sent_as, sent_at=now, in_doubt=False)
        case TryAgain(after):
            pause = _with_jitter(max(after, timedelta(seconds=1)), message)
            attempts = message.attempts - 1
            return replace(message, next_at=now + pause, attempts=attempts, in_doubt=envelope.doubted)
        case InDoubt() if message.attempts <= ATTEMPTS:
            return replace(message, next_at=now + back_off(message))
        case InDoubt() | Undeliverable():
            return replace(message, state=MessageState.DEAD)


def who_reads(people: Sequence[int], found: Sequence[Reader]) -> tuple[Reader, ...]:
    """Where these people are reached together: the first place that all of them share, else nobody."""
    theirs = (reader.address for reader in found if reader.person_id in people)
    places = dict.fromkeys((address.platform, address.tenant) for address in theirs)
    for place in places:
        here = {
            reader.person_id: reader
            for reader in reversed(found)
            if (reader.address.platform, reader.address.tenant) == place
        }
        if people and all(person_id in here for person_id in people):
            return tuple(here[person_id] for person_id in people)
    return ()


def who_is_gone(envelope: Envelope, answer: SendAnswer) -> tuple[Reader, ...]:
    """The reader that the platform could not reach, where it names one or there is only one."""
    readers, user = envelope.readers, answer.user if isinstance(answer, Undeliverable) else ""
    return readers if len(readers) == 1 else tuple(reader for reader in readers if reader.user == user)


def still_holds(stored: Message, envelope: Envelope) -> bool:
    """Whether the worker still holds the row: its owner and its lease are those of the claim."""
    mine = envelope.message
    return _is_waiting(stored) and (stored.owner, stored.next_at) == (mine.owner, mine.next_at)


def back_off(message: Message) -> timedelta:
    """The pause after an attempt in doubt: at least the settle time, doubling to an hour."""
    pause = SETTLE * 2 ** min(message.attempts - 1, 10)
    return _with_jitter(min(pause, LONGEST), message)


def _with_jitter(pause: timedelta, message: Message) -> timedelta:
    share = crc32(f"{message.cause}:{message.attempts}".encode()) / 2**32
    return pause * (1 + share / 4)


def _is_waiting(message: Message) -> bool:
    return message.state is MessageState.WAITING


def _holds_up(earlier: Message, now: datetime) -> bool:
    """A message that is held until later, and was never tried, lets others pass."""
    return _is_waiting(earlier) and (earlier.next_at <= now or earlier.owner != "")
