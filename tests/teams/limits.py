"""How often the connector lets a bot call: so many within so many seconds, each bot's call remembered."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
A_THREAD = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))
A_TENANT = ((30, 1.0),)


class Limits:
    """Counts the calls of each thread and tenant; a call that is one too many is not counted."""

    def __init__(self) -> None:
        self._calls: dict[str, list[float]] = defaultdict(list)

    def wait(self, tenant: str, thread: str, now: float) -> float:
        """How many seconds until this call may be made; 0 where it may be made now, and is counted."""
        both = ((f"tenant {tenant}", A_TENANT), (f"thread {thread}", A_THREAD))
        waits = [self._wait(name, *limit, now) for name, limits in both for limit in limits]
        if max(waits) <= 0:
            for name, _ in both:
                self._calls[name].append(now)
        return max(waits)

    def _wait(self, name: str, most: int, seconds: float, now: float) -> float:
        calls = self._calls[name]
        recent = calls[bisect_right(calls, now - seconds) :]
        return recent[-most] + seconds - now if len(recent) >= most else 0.0
