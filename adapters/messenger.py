"""The port of a platform: what the courier hands over, and what a platform may answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.cards import Card
from bot.outbox import Reader


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
    """It will never arrive; `gone` when it is because a reader is no longer there. `reason` is a code."""

    reason: str
    gone: bool = False


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


class Messenger(Protocol):
    """One platform's way out; `to` are the readers of one conversation, two or more share a group."""

    async def send(self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str) -> SendAnswer:
        """Show a card, in each reader's own language and zone; in a group, the first reader's.

        `cause` goes along wherever the platform keeps what a person does not see, so that `find`
        knows the message again. `replaces` is the `sent_as` whose place the card takes ("" for
        none); where that message is gone, the card is shown as a new one. Never raises for what
        the platform or the network does.
        """

    async def find(self, to: tuple[Reader, ...], cause: str) -> FindAnswer:
        """Whether the conversation holds the message with this cause; InDoubt where nobody answers."""
