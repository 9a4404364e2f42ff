"""Hours at which a person may be asked something: never at night, on a free day or on call."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.people import Person

OPENS = time(8)
CLOSES = time(20)
FURTHEST = timedelta(days=366)
"""How far ahead a free hour is looked for."""

IsHoliday = Callable[[date], bool]


def free_at(person: Person, now: datetime, is_holiday: IsHoliday) -> datetime:
    """The first instant from `now` on (UTC) at which this person may be asked something.

    That is from 8 to 20 by their own clock, on a weekday that is neither a holiday nor a day on call,
    and after what they snoozed. Where the clock skips 8 o'clock it is as much later, where it shows 8
    twice it is the next of the two. Someone with no free day in a year is looked at again after that year.
    """
    start = max(now, person.snoozed_until or now).astimezone(UTC)
    if is_free(person, start, is_holiday):
        return start
    free = (at for at in _openings(person, start) if at >= start and is_free(person, at, is_holiday))
    return next(free, start + FURTHEST)


def is_free(person: Person, moment: datetime, is_holiday: IsHoliday) -> bool:
    """Whether this is a free hour by the person's own clock."""
    local = moment.astimezone(zone_of(person))
    day = local.date()
    if not OPENS <= local.time() < CLOSES or day.weekday() >= 5:
        return False
    return day not in person.busy and not is_holiday(day)


def zone_of(person: Person) -> ZoneInfo:
    """The person's zone; UTC where it is none that is known."""
    try:
        return ZoneInfo(person.zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _openings(person: Person, start: datetime) -> Iterator[datetime]:
    """8 o'clock on each day from then on, in UTC; both where the clock shows it twice."""
    zone = zone_of(person)
    today = start.astimezone(zone).date()
    for ahead in range(FURTHEST.days):
        opening = datetime.combine(today + timedelta(days=ahead), OPENS, zone)
        yield from sorted({opening.replace(fold=fold).astimezone(UTC) for fold in (0, 1)})
