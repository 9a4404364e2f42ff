"""A message on its way, and the sending protocol as pure decisions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.turns import Address


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
