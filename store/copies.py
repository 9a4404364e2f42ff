"""Copies of a store in one SQLite file: made while it is in use, checked before one takes its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url


class CannotCopy(Exception):
    """The copy cannot be made or used; its text is one plain line that says what to do."""


def back_up(url: str, copy: Path) -> None:
    """Copy the store as it is now into a new file that only its owner reads; CannotCopy where it cannot."""
    source = _file_of(url)
    if not source.exists():
        raise CannotCopy(f"there is no store at {source} yet: `constellation serve` makes one")
    try:
        copy.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise CannotCopy(f"{copy} is there already: choose another name") from None
    except OSError:
        raise CannotCopy(f"{copy} cannot be written: choose another folder") from None
    _copied(source, copy)


def restore(url: str, copy: Path) -> Path | None:
    """Let a copy take the store's place; what stood there is kept beside it, under the name returned."""
    _sound(copy)
    target = _file_of(url)
    kept = _kept_aside(target) if target.exists() else None
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh.touch(mode=0o600)
    _copied(copy, fresh)
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    fresh.replace(target)
    return kept


def _kept_aside(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    kept.touch(mode=0o600)
    _copied(target, kept)
    return kept


def _copied(source: Path, copy: Path) -> None:
    # All pages in one step: a copy in several starts again whenever somebody writes meanwhile.
    there = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(there, uri=True)) as reader, closing(sqlite3.connect(copy)) as writer:
        reader.backup(writer, pages=-1)
        writer.execute("PRAGMA journal_mode=DELETE")


def _sound(copy: Path) -> None:
    """CannotCopy unless the file is a whole store of ours."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as reader:
            (verdict,) = reader.execute("PRAGMA integrity_check").fetchone()
            reader.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        raise CannotCopy(f"{copy} is no copy of a store: choose a file that `backup` made") from None
    if verdict != "ok":
        raise CannotCopy(f"{copy} is damaged: choose an older copy")


def _file_of(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise CannotCopy("this store is PostgreSQL's: use pg_dump and pg_restore")
    return Path(parsed.database)
