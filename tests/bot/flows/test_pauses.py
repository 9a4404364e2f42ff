"""A pause until a day, and days on call."""

from datetime import UTC, date, datetime

import pytest

from tests.bot.flows.talk import Talk


@pytest.fixture
def amira():
    return Talk().person("Amira Haddad")


def ask(amira):
    amira.says("/mentor pause")
    amira.sees("pauses.none")
    amira.presses("pauses.me")


def test_a_pause_ends_in_the_morning_of_its_day_by_their_own_clock(amira):
    ask(amira)
    amira.submits(until="2026-06-01")
    assert amira.person.snoozed_until == datetime(2026, 6, 1, 14, tzinfo=UTC)
    amira.sees("pauses.saved", "pauses.until_then")


def test_days_on_call_are_typed_as_days_and_ranges(amira):
    ask(amira)
    amira.submits(busy="2026-06-03, 2026-05-30..2026-06-01\n2026-06-03; 2020-01-01")
    assert amira.person.busy == (date(2026, 5, 30), date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 3))
    amira.presses("pauses.me")
    assert {entry.name: entry.value for entry in amira.form.fields} == {
        "until": "",
        "busy": "2026-05-30..2026-06-01, 2026-06-03",
    }


@pytest.mark.parametrize(
    "busy",
    [
        "2026-06-01, tomorrow",
        "2026-06-31",
        "2026-06-05..2026-06-01",
        "2026-06-01..2027-06-01",
        "..2026-06-01",
    ],
)
def test_what_is_no_day_is_said_at_its_place_and_nothing_is_lost(amira, busy):
    ask(amira)
    amira.submits(busy=busy, until="2026-06-01")
    assert amira.errors == {"busy": "pauses.not_a_day"}
    assert (amira.person.busy, amira.person.snoozed_until) == ((), None)


def test_both_faults_are_said_at_once(amira):
    ask(amira)
    amira.submits(busy="soon", until="2026-05-12")
    assert amira.errors == {"busy": "pauses.not_a_day", "until": "pauses.until_ahead"}


def test_more_than_a_year_of_days_is_too_many(amira):
    ask(amira)
    quarters = (
        "2026-06-01..2026-08-31, 2026-09-01..2026-11-30, 2026-12-01..2027-02-28, 2027-03-01..2027-05-31"
    )
    amira.submits(busy=f"{quarters}, 2027-06-01..2027-06-30")
    assert amira.errors == {"busy": "pauses.too_many"}


def test_back_now_ends_the_pause_and_keeps_the_days_on_call(amira):
    ask(amira)
    amira.submits(until="2026-06-01", busy="2026-06-03")
    amira.opens_home()
    assert "constellation.snoozed" in amira.keys_at_home()
    amira.presses("pauses.back")
    amira.sees("pauses.welcome_back")
    assert (amira.person.snoozed_until, amira.person.busy) == (None, (date(2026, 6, 3),))


def test_a_pause_that_is_over_is_not_shown(amira):
    ask(amira)
    amira.submits(until="2026-05-14")
    amira.talk.later(days=3)
    amira.opens_home()
    assert "constellation.snoozed" not in amira.keys_at_home()
    amira.says("pause")
    amira.sees("pauses.none")
