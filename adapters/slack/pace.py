"""How fast we write, and are written to: as Slack allows the one, and as people do the other."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from aiolimiter import AsyncLimiter

from adapters.messenger import TryAgain

MOST_KEPT = 20_000
"""How many conversations are kept apart; who was written to longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Speed:
    """So many messages in so many seconds, the first of them at once."""

    most: float
    seconds: float


PATIENCE = 2.0
"""Seconds that a message may wait for its turn here; after that it waits in the outbox."""


PERSON, TENANT = Speed(40, 10), Speed(3_000, 10)
"""How much one person, and everyone of a tenant, may do."""


class TooMuch(Exception):
    """More than a person, or a whole tenant, does: it may come again later."""


class Intake:
    """Lets in what a person does, and what everyone of their tenant does, at the speed of people."""

    def __init__(self, person: Speed, tenant: Speed) -> None:
        self._person = lru_cache(MOST_KEPT)(lambda *_who: AsyncLimiter(person.most, person.seconds))
        self._tenant = lru_cache(MOST_KEPT)(lambda _tenant: AsyncLimiter(tenant.most, tenant.seconds))

    async def admit(self, tenant: str, user: str) -> None:
        """Count one thing that this person does; TooMuch where there is no room for it."""
        for limiter in (self._person(tenant, user), self._tenant(tenant)):
            if not limiter.has_capacity():
                raise TooMuch
            await limiter.acquire()


class Pace:
    """Lets each message wait for its turn: about one a second, to a workspace some hundreds a minute.

    `a_second` are those that one conversation takes.
    """

    def __init__(self, a_second: float = 1.0) -> None:
        at_once = max(3 * a_second, 1)
        self._conversation = lru_cache(MOST_KEPT)(lambda _where: AsyncLimiter(at_once, at_once / a_second))
        self._workspace = lru_cache(MOST_KEPT)(lambda _tenant: AsyncLimiter(240 * a_second, 60))

    async def turn(self, tenant: str, conversation: str) -> TryAgain | None:
        """None once it is this message's turn; TryAgain where that takes too long."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._workspace(tenant).acquire()
                await self._conversation((tenant, conversation)).acquire()
        except TimeoutError:
            return TryAgain(timedelta(seconds=PATIENCE))
        return None
