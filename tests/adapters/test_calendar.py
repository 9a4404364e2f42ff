from datetime import date

import pytest

from adapters.calendar import Holidays


@pytest.mark.parametrize(
    ("region", "day", "free"),
    [
        ("CA-AB", date(2026, 7, 1), True),  # Canada Day
        ("CA-AB", date(2026, 2, 16), True),  # Family Day, Alberta's own
        ("CA", date(2026, 2, 16), False),
        ("US-NY", date(2026, 7, 4), True),
        ("CA-AB", date(2026, 7, 2), False),
        ("CA-XX", date(2026, 7, 1), False),
        ("nowhere", date(2026, 7, 1), False),
        ("", date(2026, 7, 1), False),
    ],
)
def test_holidays_by_region(region, day, free):
    assert Holidays().is_holiday(region, day) is free
