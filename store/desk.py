"""What one thread of the store works at: its connection, its pools, and what follows its commit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from store.driver import Driver
from store.pools import Pools


@dataclass
class Desk:
    """One thread's desk; `erased` says that a commit erased someone who may still be in SQLite's log.

    `left_at` is when somebody last worked there, by the monotonic clock. Where it `hopes`, it sets no
    savepoints: what should have been undone costs it the hope, and the job is to be taken again without.
    """

    connection: Connection
    pools: Pools = field(default_factory=Pools)
    erased: bool = False
    left_at: float = 0.0
    hopes: bool = False

    def __post_init__(self) -> None:
        """The driver under its connection."""
        self.driver = Driver(self.connection)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done inside is undone when it raises; what was done before stands."""
        if self.hopes:
            try:
                yield
            except BaseException:
                self.hopes = False
                raise
            return
        self.driver.tell("SAVEPOINT here")
        try:
            yield
        except BaseException:
            self.driver.tell("ROLLBACK TO SAVEPOINT here")
            self.driver.tell("RELEASE SAVEPOINT here")
            raise
        self.driver.tell("RELEASE SAVEPOINT here")

    def committed(self) -> None:
        """Do what follows a commit; the log that cannot be emptied now is emptied after the next one."""
        self.pools.committed()
        if self.erased and self.connection.dialect.name == "sqlite":
            self.erased = not self._emptied_log()

    def close(self) -> None:
        """Give the connection back, whatever state it is in."""
        with suppress(DBAPIError):
            self.connection.close()

    def _emptied_log(self) -> bool:
        # Outside of any transaction, so past SQLAlchemy, which would begin one.
        driver: Any = self.connection.connection.driver_connection
        try:
            busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:  # what was committed stays committed
            return False
        return not busy
