"""How fast we write: about once a second to a conversation, some hundreds a minute to a workspace."""

import asyncio
from datetime import timedelta
from functools import lru_cache

from aiolimiter import AsyncLimiter

from adapters.messenger import TryAgain

MOST_KEPT = 20_000
"""How many conversations are kept apart; who was written to longest ago is forgotten first."""


PATIENCE = 2.0
"""Seconds that a message may wait for its turn here; after that it waits in the outbox."""


class Line:
    """Those who are to come back: each is told a later instant than the one before, `apart` seconds."""

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._last = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next one's turn: at least our patience."""
        self._last = max(self._last + self._apart, now + PATIENCE)
        return self._last - now


class Pace:
    """Lets each message wait for its turn: about one a second, to a workspace some hundreds a minute.

    `a_second` are those that one conversation takes.
    """

    def __init__(self, a_second: float = 1.0) -> None:
        at_once = max(3 * a_second, 1)
        self._conversation = lru_cache(MOST_KEPT)(lambda _where: AsyncLimiter(at_once, at_once / a_second))
        self._workspace = lru_cache(MOST_KEPT)(lambda _tenant: AsyncLimiter(240 * a_second, 60))
        self._line = lru_cache(MOST_KEPT)(lambda _tenant: Line(60 / (240 * a_second)))

    async def turn(self, tenant: str, conversation: str) -> TryAgain | None:
        """None once it is this message's turn; TryAgain where that takes too long."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._workspace(tenant).acquire()
                await self._conversation((tenant, conversation)).acquire()
        except TimeoutError:
            return TryAgain(timedelta(seconds=self._line(tenant).wait(asyncio.get_running_loop().time())))
        return None
