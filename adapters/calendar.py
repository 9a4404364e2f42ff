"""Public holidays by region, from the `holidays` library."""

from datetime import date
from functools import cache

import holidays


class Holidays:
    """Knows the holidays of a country or of a part of one: "CA", "CA-AB", "US-NY"."""

    @staticmethod
    def read() -> None:
        """Let the library read its countries now, all of them at once: later it would keep a turn waiting."""
        _of("CA")

    def is_holiday(self, region: str, day: date) -> bool:
        """Whether the day is a public holiday there; a region that nobody knows has none."""
        return day in _of(region)


@cache
def _of(region: str) -> holidays.HolidayBase | frozenset[date]:
    country, _, part = region.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return frozenset()
