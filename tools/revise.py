"""Writes the next migration from what the tables say now: `python -m tools.revise "Goodbyes have a tone"`.

Read what it wrote: constraints that changed, and rows that need a value, are for a person to add.
It also keeps the schema as it then is in tests/store/snapshots, from which every upgrade is tested.
"""

import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from cryptography.fernet import Fernet
from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

from store import migrate
from store.engine import engine_of
from store.seal import Seal

SNAPSHOTS = Path(__file__).parent.parent / "tests" / "store" / "snapshots"


def plain(kind: str, thing: Any, _context: object) -> str | bool:
    """The plain type under one of ours: a migration never changes when our types do."""
    if kind != "type" or not isinstance(thing, TypeDecorator):
        return False
    if isinstance(thing.impl, DateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.Text()" if isinstance(thing.impl, Text) else f"sa.{type(thing.impl).__name__}()"


def write(message: str) -> None:
    """Write the migration and the snapshot after it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "now.db"
        engine = engine_of(f"sqlite:///{path}", Seal([Fernet.generate_key().decode()])).engine
        migrate.upgrade(engine)
        last = int(migrate.newest() or 0)
        with engine.begin() as connection:
            settings = migrate.config(connection)
            settings.attributes["render_item"] = plain
            command.revision(settings, message, autogenerate=True, rev_id=f"{last + 1:04}")
        subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", "store/migrations"], check=True)
        migrate.upgrade(engine)
        keep(path, f"{last + 1:04}")


def keep(path: Path, revision: str) -> None:
    """Keep the schema of this database as the revision's snapshot."""
    SNAPSHOTS.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM sqlite_sequence")
        lines = (line for line in database.iterdump() if "sqlite_sequence" not in line)
        (SNAPSHOTS / f"{revision}.sql").write_text("\n".join(lines) + "\n")
    database.close()


if __name__ == "__main__":
    write(sys.argv[1])
