"""Days as people type them, and mornings by their own clock."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.days import BadDay, days_in, is_zone, morning, spelled, today

LONG_AGO = date(2000, 1, 1)
DAYS = st.dates(date(2001, 1, 1), date(2199, 12, 31))


def test_it_is_a_days_morning_by_the_clock_of_its_zone():
    assert morning(date(2026, 6, 1), "America/Edmonton") == datetime(2026, 6, 1, 14, tzinfo=UTC)
    assert morning(date(2026, 12, 1), "America/St_Johns") == datetime(2026, 12, 1, 11, 30, tzinfo=UTC)


def test_it_is_another_day_elsewhere():
    late = datetime(2026, 6, 2, 3, tzinfo=UTC)
    assert today(late, "America/Edmonton") == date(2026, 6, 1)
    assert today(late, "UTC") == date(2026, 6, 2)


@given(st.sets(DAYS, max_size=60))
def test_what_is_spelled_is_read_back(days):
    assert days_in(spelled(tuple(days)), LONG_AGO) == tuple(sorted(days))


@given(st.text(max_size=300))
def test_anything_typed_is_days_or_one_place_that_is_none(text):
    place, days = read(text)
    assert list(days) == sorted(set(days))
    assert 0 <= place <= max(len(text), 1)


def read(text):
    """The place of what is no day (0: none), and the days."""
    try:
        return 0, days_in(text, LONG_AGO)
    except BadDay as bad:
        return bad.place, ()


@pytest.mark.parametrize(
    "text", ["2026-06-01 .. 2026-06-03", "2026-06-01–2026-06-03", "2026-06-01…2026-06-03"]
)
def test_a_range_may_be_written_in_several_ways(text):
    assert days_in(text, LONG_AGO) == (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3))


def test_the_place_of_what_is_no_day_is_named():
    with pytest.raises(BadDay) as bad:
        days_in("2026-06-01, 2026-06-02; June", LONG_AGO)
    assert bad.value.place == 3


@pytest.mark.parametrize("name", ["", "x", "../etc", "America", "\0", "é" * 300])
def test_what_is_no_zone_is_none(name):
    assert not is_zone(name)
