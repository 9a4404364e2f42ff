from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters import health
from store.deliveries import Backlog
from tests.adapters.post_office import NOW


@dataclass
class Ticked:
    """A ticker that last ticked then."""

    last: object = NOW - timedelta(seconds=1)


def backlog(waiting=0, oldest=None, oldest_due=None):
    def ask(_now):
        done = Future()
        done.set_result(Backlog(waiting, oldest, oldest_due))
        return done

    return ask


def gone(_now):
    raise ConnectionError


def silent(_now):
    return Future()


LONG_AGO = NOW - timedelta(hours=1)


async def test_well_is_well():
    told = await health.report(backlog(3, NOW - timedelta(seconds=5)), Ticked(), NOW)
    assert told == {
        "well": True,
        "database": {"well": True},
        "ticker": {"well": True, "last_tick_age": 1.0, "oldest_due_age": None},
        "outbox": {"well": True, "waiting": 3, "oldest_due_age": 5.0},
    }


@pytest.mark.parametrize(
    ("part", "ask", "ticker"),
    [
        ("database", gone, Ticked()),
        ("database", silent, Ticked()),
        ("ticker", backlog(), Ticked(None)),
        ("ticker", backlog(), Ticked(LONG_AGO)),
        ("ticker", backlog(oldest_due=LONG_AGO), Ticked()),
        ("outbox", backlog(1, LONG_AGO), Ticked()),
    ],
)
async def test_whatever_is_not_well_is_named(monkeypatch, part, ask, ticker):
    monkeypatch.setattr(health, "DATABASE_ANSWERS_WITHIN", timedelta(milliseconds=20))
    told = await health.report(ask, ticker, NOW)
    assert not told["well"]
    assert not told[part]["well"]
