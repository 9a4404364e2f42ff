"""Brings a database's schema up to date, whichever revision it is at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_LOCK = 5_119_374
"""PostgreSQL's advisory lock under which one process migrates and the others wait."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision, all of it or nothing."""
    with _transaction(engine) as connection:
        if revision != "head" or MigrationContext.configure(connection).get_current_revision() != newest():
            command.upgrade(config(connection), revision)


def newest() -> str | None:
    """The newest revision."""
    return ScriptDirectory.from_config(config(None)).get_current_head()


def config(connection: Connection | None) -> Config:
    """Alembic's settings, which need no file of their own."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be made anew without their children being deleted."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # SQLite ignores this pragma within a transaction, and SQLAlchemy has not begun one yet.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
            _check_foreign_keys(connection)


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise RuntimeError(f"the migration would leave {len(orphans)} rows without the row they name")
