"""A question that the start hangs on: asked again, for a minute at most, while Slack cannot be asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from adapters.slack.installations import PLATFORM
from adapters.slack.verdicts import Again, Doubt, Verdict
from bot.outbox import TIME_OUT

PATIENCE = 60.0
"""Seconds in all."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further attempt, at least; then the last of them."""

log = structlog.get_logger("slack")


async def patiently(
    ask: Callable[[], Awaitable[Verdict]],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Verdict:
    """What Slack answers; Again or Doubt only where the next attempt would come too late.

    `clock` is a stopwatch in seconds.
    """
    ends, pauses = clock() + PATIENCE, iter(PAUSES)
    while True:
        verdict = await _answered(ask)
        if not isinstance(verdict, Again | Doubt):
            return verdict
        asks_for = verdict.after.total_seconds() if isinstance(verdict, Again) else 0
        pause = max(next(pauses, PAUSES[-1]), asks_for)
        if clock() + pause > ends:
            return verdict
        log.warning("no_answer", platform=PLATFORM, reason=verdict.code, seconds=pause)
        await sleep(pause)


async def _answered(ask: Callable[[], Awaitable[Verdict]]) -> Verdict:
    try:
        async with asyncio.timeout(TIME_OUT.total_seconds()):
            return await ask()
    except TimeoutError:
        return Doubt("TimeoutError")
