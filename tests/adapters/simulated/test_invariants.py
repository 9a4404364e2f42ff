"""Each check passes what is right, and finds a violation that is planted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.simulated import invariants
from adapters.simulated.mailroom import Delivered
from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.profiles import Profile
from bot.mentoring.requests import Request, RequestState

NOON = datetime(2026, 5, 12, 18, 0, tzinfo=UTC)
"""A Tuesday, noon in Edmonton."""

PAIR = Mentorship(1, need_id=1, request_id=5, mentee_id=2, mentor_id=3)
YES = Request(5, need_id=1, mentee_id=2, mentor_id=3, state=RequestState.ACCEPTED)
FULL = Profile(1, person_id=3, capacity=1, taken=1)
CARD = Delivered("checkin:1", (2,), ("amira",), NOON, replaced=False)
ZONES = {"amira": "America/Edmonton"}


def rules(found):
    return [broken.rule for broken in found]


def no_holiday(day):
    return False


def test_places_taken_are_places_held_and_within_the_capacity():
    assert not rules(invariants.over_capacity([FULL], [PAIR]))
    assert not rules(invariants.over_capacity([replace(FULL, taken=0)], [replace(PAIR, holds=False)]))
    assert rules(invariants.over_capacity([replace(FULL, taken=0)], [PAIR])) == [
        "places taken are places held"
    ]
    two = [PAIR, replace(PAIR, id=2)]
    assert rules(invariants.over_capacity([replace(FULL, taken=2)], two)) == ["capacity"]


def test_no_mentorship_without_a_request_and_a_yes():
    assert not rules(invariants.without_yes([YES], [PAIR]))
    declined = replace(YES, state=RequestState.DECLINED)
    assert rules(invariants.without_yes([declined], [PAIR])) == ["a request and a yes"]
    assert rules(invariants.without_yes([], [PAIR])) == ["a request and a yes"]
    assert rules(invariants.without_yes([replace(YES, mentor_id=9)], [PAIR])) == [
        "the two who asked and said yes"
    ]
    assert "one mentorship for each yes" in rules(invariants.without_yes([YES], [PAIR, replace(PAIR, id=2)]))


def test_who_was_erased_took_their_requests_along():
    assert not rules(invariants.without_yes([], [PAIR], erased={2}))


@pytest.mark.parametrize(
    ("kind", "was", "now", "legal"),
    [
        ("need", "open", "met", True),
        ("need", "draft", "met", True),  # within a day it may go further than one step
        ("need", "met", "draft", False),
        ("request", "sent", "accepted", True),
        ("request", "expired", "accepted", False),
        ("mentorship", "ended", "active", False),
        ("goodbye", "sent", "draft", False),
        ("check-in", "skipped", "answered", False),
    ],
)
def test_a_life_goes_only_where_its_table_leads(kind, was, now, legal):
    found = rules(invariants.illegal_steps({(kind, 1): was}, {(kind, 1): now}))
    assert found == ([] if legal else ["legal transitions"])


def test_what_is_new_began_at_the_beginning():
    assert not rules(invariants.illegal_steps({}, {("goodbye", 1): "sent", ("need", 2): "closed"}))


def test_a_cause_speaks_once():
    assert not rules(invariants.said_twice([CARD, replace(CARD, cause="checkin:2")]))
    assert rules(invariants.said_twice([CARD, CARD])) == ["one message per cause"]


def test_private_words_reach_their_author_alone():
    marked = replace(CARD, marks=("zq00001x",))
    assert not rules(invariants.leaked([marked], {"zq00001x": "amira"}))
    assert rules(invariants.leaked([replace(marked, users=("lea",))], {"zq00001x": "amira"})) == [
        "private words"
    ]
    both = replace(marked, users=("amira", "lea"))
    assert rules(invariants.leaked([both], {"zq00001x": "amira"})) == ["private words"]


def test_a_check_in_is_read_by_its_author_alone():
    asked = replace(CARD, checkins=frozenset({7}))
    assert not rules(invariants.seen_by_others([asked], {7: 2}))
    assert rules(invariants.seen_by_others([asked], {7: 3})) == ["answers are seen by their author only"]
    both = replace(asked, readers=(2, 3))
    assert rules(invariants.seen_by_others([both], {7: 2})) == ["answers are seen by their author only"]


@pytest.mark.parametrize(
    "at",
    [NOON + timedelta(hours=10), NOON - timedelta(hours=6), NOON + timedelta(days=4)],
    ids=["at night", "early", "on a Saturday"],
)
def test_nobody_is_asked_at_a_bad_hour(at):
    assert not rules(invariants.at_bad_hours([CARD], ZONES, no_holiday))
    assert rules(invariants.at_bad_hours([replace(CARD, at=at)], ZONES, no_holiday)) == ["quiet hours"]


def test_nobody_is_asked_on_a_holiday_and_a_card_drawn_anew_is_no_question():
    assert rules(invariants.at_bad_hours([CARD], ZONES, lambda day: day == NOON.date())) == ["quiet hours"]
    redrawn = replace(CARD, at=NOON + timedelta(hours=10), replaced=True)
    assert not rules(invariants.at_bad_hours([redrawn], ZONES, no_holiday))


def test_nobody_is_prompted_more_often_than_the_month_allows():
    days = (0, 0, 10, 31, 62)  # two questions in one card are one prompt
    asked = [CheckIn(n, 2, 1, Moment.FIRST, NOON + timedelta(days=day)) for n, day in enumerate(days)]
    assert not rules(invariants.too_often(asked))
    third = CheckIn(9, 2, 1, Moment.DRIFT, NOON + timedelta(days=29))
    assert set(rules(invariants.too_often([*asked, third]))) == {"two prompts a month"}


def test_what_raised_is_told():
    assert not rules(invariants.went_wrong({"turns": 5, "due done": 3, "kind refusals": 1}))
    found = invariants.went_wrong({"raised Pressed KeyError": 1, "due stuck": 1})
    assert rules(found) == ["everything is answered"] * 2
