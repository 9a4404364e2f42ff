"""What the house asks of a real platform's adapter."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from aiohttp import web

from adapters.messenger import Messenger
from bot.cards import Outcome
from bot.turns import Turn

Take = Callable[[Turn], Awaitable[Outcome]]
"""The core's ear: takes a turn, and returns once its commit is done."""


class NoWayIn(Exception):
    """The platform cannot be spoken to with these settings; its text is one plain line with the remedy."""


class Front(Protocol):
    """One real platform: its way out, and the ways in that it adds to what is served."""

    @property
    def messenger(self) -> Messenger:
        """The way out."""

    def attach(self, app: web.Application, take: Take) -> None:
        """Add the ways in; what they hold open lives as long as the application."""

    async def close(self) -> None:
        """Let go of every connection."""
