"""A process that is stopped in the middle of a call of Slack, and goes on when its lease is long over."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.lives import Life, Lives
from tests.chaos.town import Town
from tests.slack.faults import Fault, Faults

TRIES, A_MOMENT, A_BREATH = 1_000, 0.01, 0.002
LATE = '"held": false'
"""What a process writes into its log when it settles what is no longer its own."""


@dataclass
class Stopping(Faults):
    """The next call of `method` is answered with this; whoever makes it is stopped `after` some seconds."""

    lives: Lives | None = None
    method: str = ""
    fault: Fault | None = None
    after: float = 0
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    def next(self, method: str) -> Fault | None:
        """What goes wrong with this call."""
        if method != self.method:
            return super().next(method)
        self.method = ""
        asyncio.get_running_loop().call_later(self.after, self._stop) if self.after else self._stop()
        return self.fault

    def _stop(self) -> None:
        assert self.lives
        self.lives.begun[-1].stop()
        self.stopped.set()


async def stopped_at_rest(life: Life, database: Path) -> None:
    """Stop a life at this moment, or as soon as it does not write, which would keep everybody waiting."""
    while not await _is_stopped(life, database):
        life.go_on()
        await asyncio.sleep(A_BREATH)


async def _is_stopped(life: Life, database: Path) -> bool:
    life.stop()
    await asyncio.sleep(A_BREATH)  # what it was doing when the signal came is done by then
    return is_free(database)


async def overslept(here: Town, first: Life, stopped: asyncio.Event) -> None:
    """Another does the work of whoever is stopped, who then goes on, and comes late."""
    await asyncio.wait_for(stopped.wait(), 10)
    assert is_free(here.database), "it was stopped while it wrote, which keeps everybody waiting"
    await here.lie_dead()
    second = await here.begin()
    assert second
    await until(lambda: not here.kept().waiting)
    first.go_on()
    await until(lambda: came_late(here))
    await first.end()
    await second.end()


def came_late(here: Town) -> bool:
    """Whether who was stopped has found that it came late, or has done harm instead."""
    return LATE in here.lives.log.read_text() or here.kept().waiting > 0 or bool(here.wrong().doubled)


async def until(true: Callable[[], bool]) -> None:
    """Return once it is true."""
    for _ in range(TRIES):
        if true():
            return
        await asyncio.sleep(A_MOMENT)
    raise AssertionError("it never came true")


def is_free(database: Path) -> bool:
    """Whether nobody is writing there."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as file:
        try:
            file.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        file.execute("ROLLBACK")
        return True
