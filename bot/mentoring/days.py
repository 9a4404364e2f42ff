"""Days as people mean them: in their own zone, typed as a list or as ranges."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)
LONGEST_RANGE = 92
"""How many days one range may hold."""

MOST_DAYS = 366
"""How many days may be kept at once."""

_SEPARATORS = re.compile(r"[,;\s]+")
_RANGE = re.compile(r"\s*(?:\.\.|…|–|→)\s*")


class BadDay(ValueError):
    """An item of a list of days that is none; `place` counts from one."""

    def __init__(self, place: int) -> None:
        super().__init__(f"item {place} is no day")
        self.place = place


def today(now: datetime, zone: str) -> date:
    """The day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def morning(day: date, zone: str) -> datetime:
    """Eight in the morning of that day in the zone, as an instant in UTC."""
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)


def is_zone(name: str) -> bool:
    """Whether this names a zone of the IANA list."""
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return False


def days_in(text: str, since: date) -> tuple[date, ...]:
    """The days that a person typed ("2026-05-01..2026-05-05, 2026-06-02"), from `since` on.

    BadDay names the first item that is no day, or a range that is too long or runs backwards.
    """
    items = filter(None, _SEPARATORS.split(_RANGE.sub("..", text).strip()))
    days = {day for place, item in enumerate(items, start=1) for day in _item(item, place)}
    return tuple(sorted(day for day in days if day >= since))


def _item(item: str, place: int) -> Iterator[date]:
    first, _, last = item.partition("..")
    try:
        start = date.fromisoformat(first)
        length = (date.fromisoformat(last or first) - start).days
    except ValueError:
        raise BadDay(place) from None
    if not 0 <= length < LONGEST_RANGE:
        raise BadDay(place)
    yield from (start + timedelta(days=n) for n in range(length + 1))


def spelled(days: tuple[date, ...]) -> str:
    """Days as they can be typed: ISO 8601, neighbours joined to ranges."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(f"{run[0]}..{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
