"""Free hours, by every zone's own clock and across every change of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentoring.hours import free_at, is_free
from bot.mentoring.people import Person

YEARS = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC))
START = datetime(2020, 1, 1, tzinfo=UTC)
MINUTES = st.integers(0, 20 * 365 * 24 * 60).map(lambda n: START + timedelta(minutes=n))
ZONES = sorted(available_timezones() - {"localtime"})


def nobody_rests(day: date) -> bool:
    return False


def person(zone: str = "America/Edmonton", **known: object) -> Person:
    return Person(1, "Amira Haddad", zone=zone, **known)  # type: ignore[arg-type]


def edmonton(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo("America/Edmonton")).astimezone(UTC)  # type: ignore[misc]


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Every change of a zone's clock within ten years, to the minute."""
    clock = ZoneInfo(zone)
    days = [YEARS[0] + timedelta(days=n) for n in range((YEARS[1] - YEARS[0]).days)]
    offsets = [day.astimezone(clock).utcoffset() for day in days]
    pairs = zip(days, days[1:], offsets, offsets[1:], strict=False)
    return tuple(_change(clock, before, after) for before, after, one, other in pairs if one != other)


def _change(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        same = middle.astimezone(clock).utcoffset() == before.astimezone(clock).utcoffset()
        before, after = (middle, after) if same else (before, middle)
    return after


def around(zone: str) -> Iterator[datetime]:
    hours = (-30, -14, -2, -1, -0.5, 0, 0.5, 1, 2, 9, 20)
    return (change + timedelta(hours=hour) for change in changes(zone) for hour in hours)


@pytest.mark.parametrize("place", range(8))
def test_in_every_zone_and_across_every_change_the_hour_is_free_and_stays_so(place: int) -> None:
    for zone in ZONES[place::8]:
        somebody = person(zone)
        for now in around(zone):
            at = free_at(somebody, now, nobody_rests)
            assert at >= now
            assert is_free(somebody, at, nobody_rests), (zone, now, at)
            assert free_at(somebody, at, nobody_rests) == at
            assert at - now < timedelta(days=4)


def test_some_zones_change_their_clocks() -> None:
    assert len(changes("America/Edmonton")) == 20
    assert sum(map(len, map(changes, ZONES))) > 3_000


@given(
    zone=st.sampled_from(ZONES),
    now=MINUTES,
    snoozed=st.none() | st.integers(-40, 40),
    busy=st.frozensets(st.integers(0, 12)),
    holidays=st.frozensets(st.integers(0, 12)),
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_person_entered_the_hour_is_free_and_asking_again_changes_nothing(
    zone: str, now: datetime, snoozed: int | None, busy: frozenset[int], holidays: frozenset[int]
) -> None:
    def is_holiday(day: date) -> bool:
        return (day - now.date()).days in holidays

    until = None if snoozed is None else now + timedelta(hours=snoozed)
    days = tuple(now.date() + timedelta(days=n) for n in busy)
    somebody = person(zone, busy=days, snoozed_until=until)
    at = free_at(somebody, now, is_holiday)
    local = at.astimezone(ZoneInfo(zone))
    assert at >= max(now, until or now)
    assert time(8) <= local.time() < time(20)
    assert local.weekday() < 5
    assert local.date() not in days
    assert not is_holiday(local.date())
    assert free_at(somebody, at, is_holiday) == at


@given(now=MINUTES)
@settings(max_examples=100, deadline=None)
def test_no_earlier_quarter_of_an_hour_was_free(now: datetime) -> None:
    somebody = person()
    at = free_at(somebody, now, nobody_rests)
    before = now
    while before < at:
        assert not is_free(somebody, before, nobody_rests)
        before += timedelta(minutes=15)


@pytest.mark.parametrize(
    ("now", "free"),
    [
        (edmonton(2026, 5, 12, 9), edmonton(2026, 5, 12, 9)),
        (edmonton(2026, 5, 12, 7, 59), edmonton(2026, 5, 12, 8)),
        (edmonton(2026, 5, 12, 20), edmonton(2026, 5, 13, 8)),
        (edmonton(2026, 5, 15, 20), edmonton(2026, 5, 18, 8)),
        (edmonton(2026, 5, 16, 12), edmonton(2026, 5, 18, 8)),
        (edmonton(2026, 3, 8, 1), edmonton(2026, 3, 9, 8)),
        (edmonton(2026, 11, 1, 1), edmonton(2026, 11, 2, 8)),
    ],
)
def test_nights_and_weekends_are_waited_out(now: datetime, free: datetime) -> None:
    assert free_at(person(), now, nobody_rests) == free


def test_call_days_holidays_and_a_snooze_are_waited_out_together() -> None:
    somebody = person(busy=(date(2026, 5, 19),), snoozed_until=edmonton(2026, 5, 17, 12))
    holiday = date(2026, 5, 18)
    at = free_at(somebody, edmonton(2026, 5, 12, 9), lambda day: day == holiday)
    assert at == edmonton(2026, 5, 20, 8)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))],
)
def test_a_day_that_a_zone_skipped_is_no_free_day(zone: str, day: date) -> None:
    now = datetime.combine(day, time(), UTC) - timedelta(days=2)
    for hour in range(96):
        at = free_at(person(zone), now + timedelta(hours=hour), nobody_rests)
        assert is_free(person(zone), at, nobody_rests)
        assert at.astimezone(ZoneInfo(zone)).date() != day


def test_an_unknown_zone_is_taken_for_utc() -> None:
    at = free_at(person("Mars/Olympus"), datetime(2026, 5, 12, 5, tzinfo=UTC), nobody_rests)
    assert at == datetime(2026, 5, 12, 8, tzinfo=UTC)


def test_someone_without_a_free_day_in_a_year_is_looked_at_again_after_it() -> None:
    now = edmonton(2026, 5, 12, 9)
    assert free_at(person(), now, lambda day: True) == now + timedelta(days=366)
