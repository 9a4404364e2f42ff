"""Every programme in one database: opened, brought up to date, and asked from any thread."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from bot.mentoring.programmes import Programme
from store import programmes
from store.desk import Desk
from store.engine import Postgres, Sqlite, engine_of
from store.farewell import AWAKE
from store.migrate import upgrade
from store.purge import purge
from store.seal import Seal
from store.work import StoreWork

Result = TypeVar("Result")


def open_store(url: str, keys: Sequence[str], *, synced: bool = True) -> "SqlStore":
    """The store at this address, its schema brought up to date.

    `url` is sqlite:///path or postgresql://…; the first of the `keys` (Fernet's) seals, all of them open.
    Where it is not `synced`, SQLite may lose its last commits with the power, for what can be made again.
    """
    kind = engine_of(url, Seal(keys), synced=synced)
    upgrade(kind.engine)
    return SqlStore(kind)


class SqlStore:
    """Holds every programme; each job is one transaction in the store's own threads."""

    def __init__(self, kind: Sqlite | Postgres) -> None:
        self._engine: Engine = kind.engine
        self._threads = kind.threads()

    def submit(self, platform: str, tenant: str, job: Callable[[StoreWork], Result]) -> "Future[Result]":
        """Run a job in the programme that lives there; UnknownPlace where none does."""
        return self._threads.submit(
            lambda desk: job(StoreWork(desk, *programmes.at_place(desk.driver, platform, tenant)))
        )

    def submit_to(self, programme_id: int, job: Callable[[StoreWork], Result]) -> "Future[Result]":
        """Run a job in one programme; UnknownPlace where there is none."""
        return self._threads.submit(
            lambda desk: job(StoreWork(desk, *programmes.by_id(desk.driver, programme_id)))
        )

    def run(self, job: Callable[[Connection], Result]) -> "Future[Result]":
        """Run a job over every programme, in one transaction: sending, purging, copying."""
        return self._threads.submit(lambda desk: job(desk.connection))

    def programmes(self) -> "Future[Sequence[int]]":
        """The ids of every programme that can be spoken to somewhere."""
        return self.run(lambda connection: list(connection.scalars(AWAKE)))

    def set_up(self, programme: Programme, platform: str, tenant: str) -> "Future[int]":
        """The id of the programme that lives there, made now where there is none."""
        return self.run(lambda connection: programmes.set_up(connection, programme, platform, tenant))

    def purge(self, now: datetime) -> "Future[int]":
        """Let go of what is no longer needed; how many rows."""
        return self._threads.submit(lambda desk: purge(desk, now))

    def desk(self, job: Callable[[Desk], Result]) -> "Future[Result]":
        """Run a job that may erase, over every programme, in one transaction."""
        return self._threads.submit(job)

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._threads.close()
        self._engine.dispose()
