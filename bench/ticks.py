"""What a tick costs when nothing is due, with 10k, 100k and 1M rows that wait: it must be flat."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from bench.figures import seconds, show
from bot import nudges
from bot.mentoring.programmes import Programme
from store import tables
from store.store import SqlStore, open_store
from tests.fakes import FakeCalendar

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
ROWS = (10_000, 100_000, 1_000_000)
TICKS = 50


def main() -> None:
    """Measure the idle tick at each size, in one growing file."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'ticks.db'}", [Fernet.generate_key().decode()])
        programme = store.set_up(Programme(0, "Ticks"), "bench", "bench").result()
        waiting, first = 0, 0.0
        for rows in ROWS:
            _wait(store, programme, waiting, rows)
            waiting = rows
            took = seconds(lambda: _tick(store, programme)) / TICKS
            first = first or took
            show(f"idle tick, {rows:,} rows wait", f"{took * 1e3:.2f} ms", f"{took / first:.2f} of the first")
        store.close()


def _tick(store: SqlStore, programme: int) -> None:
    for _ in range(TICKS):
        store.submit_to(programme, lambda work: nudges.put_due_in_outbox(work, NOW, FakeCalendar())).result()


def _wait(store: SqlStore, programme: int, start: int, end: int) -> None:
    """Due rows spread over the year to come."""
    for chunk in range(start, end, 50_000):
        rows = [
            {
                "programme_id": programme,
                "kind": "checkin",
                "cause": f"bench:{number}",
                "next_at": NOW + timedelta(minutes=1 + number % 500_000),
                "about": 0,
                "person_id": 0,
                "attempts": 0,
                "state": "open",
                "note": "",
                "version": 1,
            }
            for number in range(chunk, min(chunk + 50_000, end))
        ]
        store.run(lambda connection, rows=rows: connection.execute(tables.due.insert(), rows)).result()
