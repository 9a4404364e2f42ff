"""The port of a platform: what the courier hands over, and what a platform may answer."""

from collections.abc import Callable
from typing import Protocol

from bot.cards import Card
from bot.outbox import (
    CannotAsk,
    FindAnswer,
    InDoubt,
    NotThere,
    Reader,
    SendAnswer,
    Sent,
    TryAgain,
    Undeliverable,
)

__all__ = [
    "CannotAsk",
    "FindAnswer",
    "InDoubt",
    "May",
    "Messenger",
    "NotThere",
    "SendAnswer",
    "Sent",
    "TryAgain",
    "Undeliverable",
    "always",
]

May = Callable[[], bool]
"""Whether anything may leave yet."""


def always() -> bool:
    """For whoever has no lease that ends."""
    return True


class Messenger(Protocol):
    """One platform's way out; `to` are the readers of one conversation, two or more share a group."""

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        """Show a card, in each reader's own language and zone; in a group, the first reader's.

        `cause` goes along wherever the platform keeps what a person does not see, so that `find`
        knows the message again. `replaces` is the `sent_as` whose place the card takes ("" for
        none); where that message is gone, the card is shown as a new one. `may` is asked after every
        wait, right before anything leaves that people could see; where it says no, nothing leaves,
        and the answer is TryAgain at once. Never raises for what the platform or the network does.
        """

    async def find(self, to: tuple[Reader, ...], cause: str, replaces: str) -> FindAnswer:
        """Whether the conversation holds the message with this cause; InDoubt where nobody answers.

        `replaces` is the message whose place it was to take: there it stands, however far back that is.
        """
