"""SQLite's one thread: what waits shares a commit, each job in its own savepoint."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Engine

from store.desk import Desk

Result = TypeVar("Result")
Waiting = tuple[Callable[[Desk], Any], "Future[Any]"]

MOST_TOGETHER = 32
"""How many jobs share one commit at most."""


class Writer:
    """Does jobs one after the other, in the order in which they came."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[Waiting | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._desk: Desk | None = None
        self._thread = Thread(target=self._live, name="store", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Desk], Result]) -> "Future[Result]":
        """The job's result once it is committed, or the error that undid it."""
        done: Future[Result] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._waiting.put((job, done))
        return done

    def close(self) -> None:
        """Finish what waits, then stop."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _live(self) -> None:
        while (first := self._waiting.get()) is not None:
            self._commit_together(first)
        self._leave()

    def _commit_together(self, first: Waiting) -> None:
        """Do what waits in one transaction; where it does not commit, nobody is told that it did."""
        results: list[tuple[Future[Any], Any]] = []
        taken = first[1]
        try:
            desk = self._at_desk()
            with desk.connection.begin():
                for job, taken in self._together(first):
                    _do(job, taken, desk, results)
            desk.committed()
        except BaseException as error:
            self._leave()
            for done in {taken, *(done for done, _ in results)}:
                if not done.done():
                    done.set_exception(error)
        else:
            for done, result in results:
                done.set_result(result)

    def _together(self, first: Waiting) -> Iterator[Waiting]:
        """The first job and what waits behind it, up to a commit's worth."""
        yield first
        for _ in range(MOST_TOGETHER - 1):
            try:
                waiting = self._waiting.get_nowait()
            except Empty:
                return
            if waiting is None:
                self._waiting.put(None)
                return
            yield waiting

    def _at_desk(self) -> Desk:
        if self._desk is None:
            self._desk = Desk(self._engine.connect())
        return self._desk

    def _leave(self) -> None:
        """Leave the desk as it is; whatever comes next begins at a new one."""
        if self._desk is not None:
            desk, self._desk = self._desk, None
            desk.close()


def _do(
    job: Callable[[Desk], Any], done: "Future[Any]", desk: Desk, results: list[tuple["Future[Any]", Any]]
) -> None:
    """Do one job in a savepoint; if it raises, it alone is undone and hears of it."""
    if not done.set_running_or_notify_cancel():
        return
    try:
        with desk.savepoint():
            result = job(desk)
    except BaseException as error:
        desk.pools.rolled_back()
        done.set_exception(error)
    else:
        results.append((done, result))
