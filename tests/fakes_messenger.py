"""A platform in memory that can be made to fail in every way a real one does."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.messenger import (
    FindAnswer,
    InDoubt,
    May,
    NotThere,
    SendAnswer,
    Sent,
    TryAgain,
    Undeliverable,
    always,
)
from bot.cards import Card
from bot.outbox import Reader

FAULTS = ("dropped", "lost", "patience", "refused", "slow", "raises")
"""What the platform may do to one call instead of answering well."""

LOOKED_THROUGH = 100
"""How many of a conversation's latest messages it looks through for one that may have arrived."""


@dataclass(frozen=True)
class Shown:
    """A message as its readers see it."""

    sent_as: str
    cause: str
    card: Card


class FakeMessenger:
    """Conversations by their readers; like most platforms it shows a card again when it is sent again."""

    def __init__(self, *faults: str, once: bool = False, slow: timedelta = timedelta(0)) -> None:
        self.faults = deque(faults)
        self.once = once
        self.slow = slow
        self.conversations: dict[frozenset[str], list[Shown]] = {}
        self.gone: set[str] = set()
        self.calls: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def shown(self, *users: str) -> list[Shown]:
        return self.conversations.get(frozenset(users), [])

    def lose(self, user: str) -> None:
        self.gone.add(user)

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        self.calls.append(f"send {cause}")
        fault = self.faults.popleft() if self.faults else ""
        if gone := next((reader.user for reader in to if reader.user in self.gone), ""):
            return Undeliverable("left", gone=True, user=gone)
        match fault:
            case "patience":
                return TryAgain(timedelta(seconds=30))
            case "lost":
                return InDoubt()
            case "refused":
                return Undeliverable("closed")
            case "raises":
                raise ConnectionResetError
        self.meanwhile()  # whatever happens while a message waits for its turn
        if not may():
            return TryAgain(timedelta(0))
        sent = self._shown(to, card, cause, replaces)
        if fault == "slow":
            await asyncio.sleep(60)
        await asyncio.sleep(self.slow.total_seconds())
        return InDoubt() if fault == "dropped" else sent

    async def find(self, to: tuple[Reader, ...], cause: str, replaces: str) -> FindAnswer:
        self.calls.append(f"find {cause}")
        here = self._of(to)
        near = [*(shown for shown in here if shown.sent_as == replaces), *here[-LOOKED_THROUGH:]]
        found = (shown for shown in near if shown.cause == cause)
        return next((Sent(shown.sent_as) for shown in found), NotThere())

    def _of(self, to: tuple[Reader, ...]) -> list[Shown]:
        return self.conversations.setdefault(frozenset(reader.user for reader in to), [])

    def _shown(self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str) -> Sent:
        here = self._of(to)
        for at, shown in enumerate(here):
            if self.once and shown.cause == cause:
                return Sent(shown.sent_as)
            if replaces and shown.sent_as == replaces:
                here[at] = replace(shown, card=card, cause=cause)
                return Sent(shown.sent_as)
        number = sum(map(len, self.conversations.values())) + 1
        here.append(Shown(str(number), cause, card))
        return Sent(str(number))
