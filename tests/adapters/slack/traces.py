"""What there is of anybody in the store: every row of every table, read by nobody's words but its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

Rows = dict[str, list[tuple[object, ...]]]


def everything(folder: Path) -> Rows:
    """All rows, by table."""
    with closing(sqlite3.connect(folder / "constellation.db")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}
