"""Days and instants as English and French Canada write them, in a reader's own zone."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.words import Dates

_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
_HOURS = {"en": "h a", "fr": "H\u00a0'h'"}
_MINUTES = {"en": "h:mm a", "fr": "H\u00a0'h'\u00a0mm"}


def dates(zone: str) -> Dates:
    """Who speaks days and instants in this zone: "Thursday 14 May, 4 p.m." / « jeudi 14 mai, 16 h »."""
    return partial(_spoken, ZoneInfo(zone))


def hour(when: datetime, zone: str, locale: str) -> str:
    """The time of day alone: "4:20 p.m." / « 16 h 20 »."""
    there = when.astimezone(ZoneInfo(zone))
    pattern = (_MINUTES if there.minute else _HOURS)[locale]
    return format_time(there.time(), pattern, locale=_LOCALES[locale])


def _spoken(zone: ZoneInfo, when: date | datetime, locale: str) -> str:
    if isinstance(when, datetime):
        return f"{_day(when.astimezone(zone).date(), locale)}, {hour(when, zone.key, locale)}"
    return _day(when, locale)


def _day(day: date, locale: str) -> str:
    """The first of a month is « 1er » in French, which the locale data does not say."""
    number = "'1er'" if locale == "fr" and day.day == 1 else "d"
    return format_date(day, f"EEEE {number} MMMM", locale=_LOCALES[locale])
