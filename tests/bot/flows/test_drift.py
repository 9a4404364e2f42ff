"""When it goes quiet: privately, kindly, and never into nothing without a word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring.checkins import Moment
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.profiles import Profile
from tests.bot.flows.pair import Pair, introduced, is_sound
from tests.bot.flows.talk import Someone, Talk


def keys_to(pair: Pair, someone: Someone, prefix: str) -> list[str]:
    """The causes of what came to somebody, those with a beginning."""
    return [cause for _, cause, _ in pair.trace(someone) if cause.startswith(prefix)]


def quiet(pair: Pair, days: int) -> None:
    """Nothing but drift is due: no check-ins, to see it alone."""
    for row in pair.talk.work.due.rows.where():
        if row.kind == "checkin":
            pair.talk.work.due.cancel(row.cause)
    pair.later(days=days)


def test_six_quiet_weeks_ask_the_mentee_then_the_mentor_then_tell_both_then_rest() -> None:
    pair = introduced()
    quiet(pair, 46)
    pair.amira.sees("drift.since", "drift.still", "drift.busy")
    pair.roy.sees_nothing_new()
    pair.later(days=15)
    pair.roy.sees("drift.since")
    pair.later(days=7)
    pair.amira.sees("drift.will_rest")
    pair.roy.sees("drift.will_rest")
    assert pair.now.state is MentorshipState.ACTIVE
    pair.later(days=8)
    pair.amira.sees("drift.rests", "drift.reopen")
    pair.roy.sees("drift.rests")
    assert pair.now.state is MentorshipState.RESTING
    assert pair.taken == 1


def test_it_rests_on_the_day_that_both_were_told() -> None:
    pair = introduced()
    quiet(pair, 100)
    rests = pair.talk.work.due.first(keys_to(pair, pair.amira, "drift.rest:")[0].rpartition(":")[0])
    assert rests
    assert pair.now.rested_at
    assert timedelta(0) <= pair.now.rested_at - rests.next_at <= timedelta(hours=1)


def test_two_who_never_met_are_asked_so() -> None:
    pair = introduced(met=False)
    quiet(pair, 46)
    pair.amira.sees("drift.never")


@pytest.mark.parametrize(("action", "key"), [("drift.still", "still_noted"), ("drift.busy", "busy_noted")])
def test_an_answer_starts_the_clock_again_and_the_other_side_sees_nothing(action: str, key: str) -> None:
    pair = introduced()
    quiet(pair, 46)
    pair.amira.presses(action)
    pair.amira.sees(f"drift.{key}")
    pair.later(days=40)
    pair.roy.sees_nothing_new()
    pair.amira.sees_nothing_new()
    pair.later(days=10)
    pair.amira.sees("drift.since")


def test_a_logged_meeting_starts_the_clock_again() -> None:
    pair = introduced()
    quiet(pair, 40)
    pair.meet()
    quiet(pair, 40)
    assert not [row for row in pair.checkins(pair.amira) if row.moment is Moment.DRIFT]


def test_what_was_under_way_stops_when_they_meet() -> None:
    pair = introduced()
    quiet(pair, 46)
    pair.meet()
    quiet(pair, 38)
    pair.roy.sees_nothing_new()
    assert pair.now.state is MentorshipState.ACTIVE


def test_after_ninety_days_of_rest_the_place_is_freed_once_and_the_mentor_is_told() -> None:
    pair = introduced()
    quiet(pair, 75)
    assert pair.now.state is MentorshipState.RESTING
    pair.later(days=95)
    assert not pair.now.holds
    assert pair.taken == 0
    pair.roy.sees("goodbyes.place.ask")
    assert is_sound(pair)
    pair.later(days=200)
    assert pair.taken == 0


@pytest.mark.parametrize("released", [False, True])
@pytest.mark.parametrize("by", ["amira", "roy"])
def test_either_may_open_it_again_with_a_place(by: str, released: bool) -> None:
    pair = introduced()
    quiet(pair, 75 + 95 * released)
    someone: Someone = getattr(pair, by)
    someone.presses("mentorships.reopen")
    someone.sees("mentorships.reopened")
    assert pair.now.state is MentorshipState.ACTIVE
    assert pair.now.holds
    assert pair.taken == 1
    someone.presses("drift.still")
    assert is_sound(pair)
    pair.later(days=95)
    assert pair.taken == 1


def test_a_rest_that_was_broken_and_begins_anew_keeps_its_place_for_ninety_days_again() -> None:
    pair = introduced()
    quiet(pair, 75)
    pair.later(days=60)
    pair.amira.presses("mentorships.reopen")
    pair.later(days=80)
    assert pair.now.state is MentorshipState.RESTING
    assert pair.now.holds


def test_where_no_place_is_open_it_stays_and_a_kind_word_says_so() -> None:
    pair = introduced()
    quiet(pair, 170)
    profile: Profile = pair.talk.work.profiles.of(pair.roy.id)
    pair.talk.work.profiles.save(replace(profile, taken=2))
    pair.amira.presses("mentorships.reopen")
    pair.amira.sees("mentorships.no_place")
    assert pair.now.state is MentorshipState.RESTING
    assert pair.taken == 2


def test_still_going_said_after_it_rests_opens_it() -> None:
    pair = introduced()
    quiet(pair, 75)
    pair.roy.presses("drift.still")
    assert pair.now.state is MentorshipState.ACTIVE


def test_drift_counts_as_a_prompt() -> None:
    talk = Talk()
    pairs = [introduced(talk)]
    for mentor in ("Noor Khan", "Paul Roy", "Ines Diaz"):
        pairs.append(introduced(talk, amira=pairs[0].amira, mentor=mentor))
    for pair in pairs:
        quiet(pair, 0)
    talk.later(days=60)
    asks = [row for row in pairs[0].checkins(pairs[0].amira) if row.moment is Moment.DRIFT]
    assert len(asks) == 2


def test_a_pause_stops_the_clock() -> None:
    pair = introduced()
    quiet(pair, 30)
    until = (pair.talk.now + timedelta(days=60)).date().isoformat()
    pair.amira.opens_home()
    pair.amira.presses("mentorships.pause")
    pair.amira.submits(until=until)
    pair.amira.presses("mentorships.pause_now")
    quiet(pair, 61)
    assert pair.now.state is MentorshipState.ACTIVE
    assert not pair.checkins(pair.amira)
    pair.later(days=46)
    pair.amira.sees("drift.since")
