from datetime import UTC, date, datetime

import pytest

from adapters.dates import dates, hour

EDMONTON = dates("America/Edmonton")


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        (datetime(2026, 5, 14, 22, tzinfo=UTC), "Thursday 14 May, 4 p.m.", "jeudi 14 mai, 16\u00a0h"),
        (
            datetime(2026, 5, 14, 22, 5, tzinfo=UTC),
            "Thursday 14 May, 4:05 p.m.",
            "jeudi 14 mai, 16\u00a0h\u00a005",
        ),
        (
            datetime(2026, 5, 15, 5, 30, tzinfo=UTC),
            "Thursday 14 May, 11:30 p.m.",
            "jeudi 14 mai, 23\u00a0h\u00a030",
        ),
        (date(2026, 8, 1), "Saturday 1 August", "samedi 1er août"),
        (date(2026, 2, 11), "Wednesday 11 February", "mercredi 11 février"),
    ],
)
def test_days_and_instants_are_written_as_canadians_write_them(when, english, french):
    assert EDMONTON(when, "en") == english
    assert EDMONTON(when, "fr") == french


def test_each_zone_has_its_own_hour_in_summer_and_winter():
    june, january = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert [hour(at, "America/Toronto", "en") for at in (june, january)] == ["8 a.m.", "7 a.m."]
