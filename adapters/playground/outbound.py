"""The playground's way out: a card becomes a message of its little chat platform."""

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.messenger import FindAnswer, May, NotThere, SendAnswer, Sent, TryAgain, always
from adapters.playground.workspace import Workspace
from bot.cards import Card
from bot.outbox import Reader
from bot.packing import packed


class PlaygroundMessenger:
    """Posts into the workspace, which is always there: nothing is ever in doubt or undeliverable."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        """Post the card, or let it take an earlier one's place; each reads it in their own words."""
        if not may():
            return TryAgain(timedelta(0))
        if (spoken := self._workspace.find(cause)) is not None:
            return Sent(str(spoken))
        if replaces.isdecimal() and self._workspace.replace(int(replaces), packed(card), cause):
            return Sent(replaces)
        conversation = self._workspace.open_group([reader.user for reader in to])
        return Sent(str(self._workspace.post(conversation, packed(card), cause, self._now())))

    async def find(
        self,
        to: tuple[Reader, ...],  # noqa: ARG002 - a cause is unique
        cause: str,
        replaces: str,  # noqa: ARG002 - wherever it stands
    ) -> FindAnswer:
        """Whether the workspace holds the message with this cause."""
        spoken = self._workspace.find(cause)
        return NotThere() if spoken is None else Sent(str(spoken))
