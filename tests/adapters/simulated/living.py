"""Small lives on a real store, for the tests of simulated people."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.simulated.priors import Priors
from adapters.simulated.year import PLACE, PROGRAMME, Lived, Size, lived
from store.deliveries import Deliveries
from store.store import SqlStore, open_store

KEY = "h0ZVVf0DRF2sXpJ1nOQ6bR3WvTDJxkWhrhVp4Lr3Nno="
START = datetime(2026, 5, 4, 15, tzinfo=UTC)
"""Early in May, so that July comes within the three months."""

EVENTFUL = Priors(
    enrol=1.0, opt_in=1.0, retirements=0.2, funding_cut=0.4, unforeseen_theme=0.9, needs=1.5, forgotten=0.1,
    mentee_answers=0.95, mentor_answers=0.9, met=0.9, reply_days=2.0,
)  # fmt: skip


@contextmanager
def opened(path: Path | None = None) -> Iterator[tuple[SqlStore, Deliveries]]:
    """A fresh store in which the simulated programme lives."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{path or Path(folder) / 'town.db'}", [KEY], synced=False)
        try:
            store.set_up(PROGRAMME, *PLACE).result()
            yield store, Deliveries(store)
        finally:
            store.close()


def small_life(ratings: str = "") -> Lived:
    """Twelve residents and eight mentors live ninety days in which everything happens."""
    with opened() as (store, deliveries):
        size = Size(residents=12, mentors=8, days=90, seed=7)
        return asyncio.run(lived(store, deliveries, START, size, EVENTFUL, ratings=ratings))
