"""PostgreSQL's few threads: each job is its own transaction, taken again where others were in its way."""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.errors import Conflict
from store.clashes import worth_another_try
from store.desk import Desk
from store.pools import Pools

Result = TypeVar("Result")

MOST_TRIES = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.2
"""Seconds before a try after the first: at most FIRST, twice that each time, never more than LONGEST."""

RESTED = 1.0
"""Seconds after which a connection that nobody used may have been closed by the server."""


class _Undone(Exception):
    """A part of a job should have been undone while the rest stands."""


class Crew:
    """Does jobs side by side, as many at once as there are threads, each thread at its own desk."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")
        self._desks: dict[int, Desk] = {}

    def submit(self, job: Callable[[Desk], Result]) -> "Future[Result]":
        """The job's result once it is committed, or the error that undid it."""
        return self._threads.submit(self._persist, job)

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._threads.shutdown()
        for desk in self._desks.values():
            desk.close()

    def _persist(self, job: Callable[[Desk], Result]) -> Result:
        hopes = True
        for tried in range(1, MOST_TRIES):
            try:
                return self._take(job, hopes)
            except _Undone:
                hopes = False
            except (Conflict, DBAPIError) as error:
                if isinstance(error, DBAPIError) and not worth_another_try(error):
                    raise
                time.sleep(random.uniform(0, min(FIRST_PAUSE * 2 ** (tried - 1), LONGEST_PAUSE)))
        return self._take(job, hopes=False)

    def _take(self, job: Callable[[Desk], Result], hopes: bool) -> Result:
        """Do a job in a transaction; where it `hopes`, without savepoints: each is a wait for the server."""
        desk = self._at_desk()
        desk.hopes = hopes
        try:
            with desk.connection.begin():
                result = job(desk)
                if desk.hopes is not hopes:
                    raise _Undone
        except BaseException as error:
            # Not kept: where the commit itself is refused, SQLAlchemy leaves the transaction open.
            desk.pools.rolled_back()
            desk.close()
            if desk.hopes is not hopes:
                raise _Undone from error
            raise
        finally:
            desk.left_at = time.monotonic()
        desk.committed()
        return result

    def _at_desk(self) -> Desk:
        """The calling thread's desk, with another connection where its own was closed or rested too long."""
        desk = self._desks.get(get_ident())
        if desk and not desk.connection.closed and time.monotonic() - desk.left_at < RESTED:
            return desk
        if desk:
            desk.close()
        pools = desk.pools if desk else Pools()
        desk = self._desks[get_ident()] = Desk(self._engine.connect(), pools)
        return desk
