"""One class per engine: how it connects, begins, and which threads write."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

from store.crew import Crew
from store.seal import Seal
from store.writer import Writer


class Sqlite:
    """SQLite in one file: one writer thread, every transaction immediate, what is erased overwritten."""

    PRAGMAS = (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
        "temp_store=MEMORY",
    )

    def __init__(self, url: URL, seal: Seal, *, synced: bool = True) -> None:
        _private_file(url)
        self._pragmas = (*self.PRAGMAS, f"synchronous={'FULL' if synced else 'NORMAL'}")
        self.engine = _sealed(create_engine(url, hide_parameters=True, poolclass=NullPool), seal)
        event.listen(self.engine, "connect", self._connected)
        event.listen(self.engine, "begin", self._begun)

    def threads(self) -> Writer:
        """The one thread that writes."""
        return Writer(self.engine)

    def _connected(self, connection: Any, _record: object) -> None:
        # The driver's own BEGIN comes too late and is deferred: read-modify-writes would get lost.
        connection.isolation_level = None
        for pragma in self._pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def _begun(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class Postgres:
    """PostgreSQL: a few threads, each transaction its own connection."""

    THREADS = 4

    def __init__(self, url: URL, seal: Seal) -> None:
        url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=self.THREADS,
            pool_pre_ping=True,
            paramstyle="format",  # by place, as SQLite's are: what was prepared is bound alike on both
            # What psycopg prepares by itself it lets go of at each rollback, and with it what we prepared.
            connect_args={"prepare_threshold": None},
        )
        self.engine = _sealed(engine, seal)

    def threads(self) -> Crew:
        """The threads that write."""
        return Crew(self.engine, self.THREADS)


def engine_of(url: str, seal: Seal, *, synced: bool = True) -> Sqlite | Postgres:
    """The engine that the address names: sqlite:///… or postgresql://…"""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return Sqlite(parsed, seal, synced=synced)
        case "postgresql":
            return Postgres(parsed, seal)
        case _:
            raise ValueError("the store's address begins with sqlite:/// or postgresql://")


def _sealed(engine: Engine, seal: Seal) -> Engine:
    engine.dialect.seal = seal  # type: ignore[attr-defined]
    return engine


def _private_file(url: URL) -> None:
    """Make the file, readable by its owner only."""
    if not url.database:
        raise ValueError("the store needs a file: sqlite:///constellation.db")
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
