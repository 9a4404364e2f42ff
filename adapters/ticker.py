"""Lets what is due happen: a tick looks once, and time that is moved passes every due instant in order."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from adapters.clock import MovedClock
from adapters.courier import Courier
from bot.nudges import put_due_in_outbox
from bot.ports import Calendar, Store

MOST_ROUNDS = 1_000
"""How often one tick goes back to the same programme before it lets the next one have its turn."""

PURGED_EVERY = timedelta(days=1)
STRIDE = timedelta(minutes=10)
"""The shortest step in which moved time passes."""

log = structlog.get_logger("ticker")


class Ticking(Store, Protocol):
    """What the ticker asks of the store besides."""

    def purge(self, now: datetime) -> "Future[int]":
        """Let go of what is no longer needed; how many rows."""


class Ticker:
    """Ticks for every programme, one tick at a time; `now` reads the present."""

    def __init__(
        self, store: Ticking, courier: Courier, calendar: Calendar, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._courier = courier
        self._calendar = calendar
        self._now = now
        self._ticking = asyncio.Lock()
        self._purged_at: datetime | None = None
        self.last: datetime | None = None

    async def tick(self) -> None:
        """Put everything that is due now into the outbox, and tell the courier."""
        async with self._ticking:
            now = self._now()
            for programme_id in await asyncio.wrap_future(self._store.programmes()):
                await self._safely(programme_id, now)
            await self._purge(now)
            self.last = now
        self._courier.poke()

    async def rest(self) -> None:
        """Return once no tick is under way."""
        async with self._ticking:
            return

    async def _safely(self, programme_id: int, now: datetime) -> None:
        """One programme in trouble does not stop the others; its rows stay due."""
        try:
            await self._tick_programme(programme_id, now)
        except Exception:
            log.exception("tick_failed", programme_id=programme_id)

    async def _tick_programme(self, programme_id: int, now: datetime) -> None:
        for _ in range(MOST_ROUNDS):
            verdicts = await asyncio.wrap_future(
                self._store.submit_to(programme_id, lambda work: put_due_in_outbox(work, now, self._calendar))
            )
            for kind, count in verdicts.items():
                log.debug("due", programme_id=programme_id, kind=kind, count=count)
            if not verdicts:
                return

    async def _purge(self, now: datetime) -> None:
        if self._purged_at is None or now - self._purged_at >= PURGED_EVERY:
            rows = await asyncio.wrap_future(self._store.purge(now))
            self._purged_at = now
            log.debug("purged", rows=rows)


NextInstant = Callable[[datetime], "Future[datetime | None]"]


class MovableTime:
    """The playground's clock: moved on, it stops wherever something falls due, and lets it arrive."""

    def __init__(
        self,
        clock: MovedClock,
        tick: Callable[[], Awaitable[None]],
        courier: Courier,
        next_instant: NextInstant,
    ) -> None:
        self._clock = clock
        self._tick = tick
        self._courier = courier
        self._next_instant = next_instant
        self._moving = asyncio.Lock()

    def now(self) -> datetime:
        """The playground's present."""
        return self._clock.now()

    async def move(self, by: timedelta) -> None:
        """Move the present on, and return once what fell due on the way has arrived."""
        async with self._moving:
            target = self._clock.now() + by
            while (instant := await self._next_stop(target)) < target:
                await self._stop_at(instant)
            await self._stop_at(target)

    async def _next_stop(self, target: datetime) -> datetime:
        now = self._clock.now()
        instant = await asyncio.wrap_future(self._next_instant(now))
        return min(max(instant, now + STRIDE), target) if instant else target

    async def _stop_at(self, instant: datetime) -> None:
        self._clock.move_to(instant)
        await self._tick()
        await self._courier.drain()
