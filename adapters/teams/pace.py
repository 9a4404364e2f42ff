"""How fast Teams may be written to: no window of any length ever holds more calls than Teams allows."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

Limits = tuple[tuple[int, float], ...]

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
A_THREAD: Limits = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))
"""So many calls within so many seconds, for one conversation."""

A_TENANT: Limits = ((30, 1.0),)
"""The same, for everything in one tenant."""

LONGEST_WAIT = 2.0
"""How long (seconds) a call waits for its turn; what would wait longer comes back later."""

_SPARE = 0.05
"""What the way to Teams may shorten a pause by (seconds)."""
_MOST_KEPT = 10_000


class Turns:
    """The turns that were given out for one conversation or tenant, each after the one before."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._given: deque[float] = deque(maxlen=max(most for most, _ in limits))

    def next(self, now: float) -> float:
        """The earliest instant at which one more call keeps every limit."""
        given = self._given
        free = (given[-most] + seconds + _SPARE for most, seconds in self._limits if len(given) >= most)
        return max([now, *free])

    def take(self, instant: float) -> None:
        """Give out the turn at this instant."""
        self._given.append(instant)

    def is_over(self, now: float) -> bool:
        """Whether no limit remembers anything."""
        return not self._given or self._given[-1] + max(seconds for _, seconds in self._limits) < now


class Pace:
    """Everybody's turns; `clock` is a stopwatch in seconds."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._turns: dict[tuple[str, str], Turns] = {}

    async def turn(self, tenant: str, thread: str) -> timedelta | None:
        """Wait for a turn in this conversation; where that takes too long, how long it would take."""
        ends = self._clock() + LONGEST_WAIT
        for turns in (self._of(tenant, thread, A_THREAD), self._of(tenant, "", A_TENANT)):
            now = self._clock()
            mine = turns.next(now)
            if mine > max(ends, now):
                return timedelta(seconds=mine - now)
            turns.take(mine)
            if mine > now:
                await self._sleep(mine - now)
        return None

    def _of(self, tenant: str, thread: str, limits: Limits) -> Turns:
        if len(self._turns) > _MOST_KEPT:
            now = self._clock()
            self._turns = {name: turns for name, turns in self._turns.items() if not turns.is_over(now)}
        return self._turns.setdefault((tenant, thread), Turns(limits))
