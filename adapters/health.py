"""GET /healthz: whether the database answers, the ticker ticks, and nothing due is left lying."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from adapters.ticker import Ticker

DATABASE_ANSWERS_WITHIN = timedelta(seconds=2)
TICKS_WITHIN = timedelta(seconds=90)
LEFT_LYING_AFTER = timedelta(minutes=10)


class Waiting(Protocol):
    """How much waits (`store.deliveries.Backlog`)."""

    waiting: int
    oldest: datetime | None
    oldest_due: datetime | None


Backlog = Callable[[datetime], "Future[Any]"]


async def report(backlog: Backlog, ticker: Ticker, now: datetime) -> dict[str, Any]:
    """What stands behind the answer; ages in seconds, `well` when all of it is."""
    waiting = await _waiting(backlog, now)
    parts = {
        "database": {"well": waiting is not None},
        "ticker": _ticker(ticker, waiting, now),
        "outbox": _outbox(waiting, now),
    }
    return {"well": all(part["well"] for part in parts.values()), **parts}


def healthz(backlog: Backlog, ticker: Ticker, now: Callable[[], datetime]) -> web.RouteDef:
    """The route; 503 when something is not well."""

    async def answer(_request: web.Request) -> web.Response:
        told = await report(backlog, ticker, now())
        return web.json_response(told, status=200 if told["well"] else 503)

    return web.get("/healthz", answer)


async def _waiting(backlog: Backlog, now: datetime) -> Waiting | None:
    try:
        async with asyncio.timeout(DATABASE_ANSWERS_WITHIN.total_seconds()):
            waiting: Waiting = await asyncio.wrap_future(backlog(now))
            return waiting
    except Exception:  # whatever is wrong with it, it does not answer
        return None


def _ticker(ticker: Ticker, waiting: Waiting | None, now: datetime) -> dict[str, Any]:
    age, oldest = _age(ticker.last, now), _age(waiting.oldest_due if waiting else None, now)
    ticks = age is not None and age <= TICKS_WITHIN.total_seconds()
    return {"well": ticks and _is_fresh(oldest), "last_tick_age": age, "oldest_due_age": oldest}


def _outbox(waiting: Waiting | None, now: datetime) -> dict[str, Any]:
    oldest = _age(waiting.oldest if waiting else None, now)
    count = waiting.waiting if waiting else None
    return {"well": count is not None and _is_fresh(oldest), "waiting": count, "oldest_due_age": oldest}


def _age(then: datetime | None, now: datetime) -> float | None:
    return None if then is None else max(round((now - then).total_seconds(), 3), 0.0)


def _is_fresh(age: float | None) -> bool:
    return age is None or age <= LEFT_LYING_AFTER.total_seconds()
