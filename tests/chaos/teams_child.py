"""The product as its own process before Teams, with each message marked by its cause: Teams keeps none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.settings import Settings
from adapters.teams.connector import Connector
from adapters.teams.outbound import TeamsMessenger
from tests.chaos import child
from tests.chaos.ledger import mark

cause: ContextVar[str] = ContextVar("cause", default="")


def live(settings: Settings, clock: tuple[Path, datetime], log: Path, fault: str = "") -> None:
    """Serve as `child.live` does."""
    sent: Any = TeamsMessenger.send

    async def send(self: TeamsMessenger, to: Any, card: Any, its_cause: str, *how: Any) -> Any:
        cause.set(its_cause)
        return await sent(self, to, card, its_cause, *how)

    TeamsMessenger.send = send  # type: ignore[method-assign]
    Connector.send = _marked(Connector.send)  # type: ignore[method-assign]
    Connector.update = _marked(Connector.update)  # type: ignore[method-assign]
    child.live(settings, clock, log, fault)


def _marked(calls: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def marked(self: Connector, *where: Any) -> Any:
        *place, activity = where
        return await calls(self, *place, {**activity, "channelData": {"cause": mark(cause.get())}})

    return marked
