"""When a check-in is asked, what it asks, and how often at most."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.checkins import MONTH, MOST_A_MONTH, CheckIn, Moment, asked_on, next_prompt_at
from bot.mentoring.drifting import noticed_at
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.questions import asked, every_question
from bot.words import every_key

NOW = datetime(2026, 5, 12, 15, tzinfo=UTC)
DAY = timedelta(days=1)


def mentorship(**known: object) -> Mentorship:
    return Mentorship(1, 2, 3, 4, 5, introduced_at=NOW, **known)  # type: ignore[arg-type]


def test_two_weeks_after_the_introduction_it_asks_whether_they_met() -> None:
    assert asked_on(mentorship(), NOW) == {"met": NOW + 14 * DAY}


def test_a_first_meeting_plans_what_follows() -> None:
    planned = asked_on(mentorship(met_at=NOW), NOW)
    assert planned == {"t0": NOW + 2 * DAY, "t1": NOW + 35 * DAY, "quarterly:1": NOW + 91 * DAY}


def test_a_single_meeting_is_looked_back_on_once() -> None:
    assert asked_on(mentorship(met_at=NOW, one_meeting=True), NOW) == {"t0": NOW + 2 * DAY}


def test_a_meeting_logged_late_is_not_asked_about_in_the_past() -> None:
    assert asked_on(mentorship(met_at=NOW - 9 * DAY), NOW)["t0"] == NOW


def asked_at(number: int, at: datetime, card: int = 0) -> CheckIn:
    return CheckIn(number, 4, number, Moment.FIRST, at, card)


@given(st.lists(st.integers(0, 90), max_size=12))
def test_no_month_holds_more_than_two_prompts(wishes: list[int]) -> None:
    prompts: list[CheckIn] = []
    for number, wish in enumerate(sorted(wishes), start=1):
        earliest = max([NOW + wish * DAY, *(prompt.asked_at for prompt in prompts)])
        prompts.append(asked_at(number, next_prompt_at(prompts, earliest)))
    for start in (prompt.asked_at for prompt in prompts):
        assert len([one for one in prompts if start <= one.asked_at < start + MONTH]) <= MOST_A_MONTH


def test_what_came_in_one_card_counts_once_and_two_cards_of_one_moment_twice() -> None:
    before = NOW - DAY
    assert next_prompt_at([asked_at(number, before, card=1) for number in (1, 2, 3)], NOW) == NOW
    assert next_prompt_at([asked_at(1, before), asked_at(2, before)], NOW) == before + MONTH


@pytest.mark.parametrize(
    ("moment", "side", "one_meeting", "keys"),
    [
        ("met", "mentee", False, ["met"]),
        ("met", "mentor", True, ["met"]),
        ("t0", "mentee", False, ["worth", "next_step"]),
        ("t0", "mentor", True, ["worth"]),
        ("t1", "mentee", False, ["candid", "helps", "from_here"]),
        ("t1", "mentor", False, ["offer", "gain", "from_here"]),
        ("quarterly", "mentor", False, ["progress", "needs_changed", "from_here", "unexpected"]),
    ],
)
def test_each_side_is_asked_its_own_at_each_moment(
    moment: str, side: str, one_meeting: bool, keys: list[str]
) -> None:
    assert [question.key for question in asked(moment, side, one_meeting=one_meeting)] == keys


def test_every_question_and_every_option_has_its_words() -> None:
    for question in every_question():
        spoken = () if question.kind == "scale5" else question.options
        for name in ("ask", *spoken):
            assert f"questions.{question.key}.{name}" in every_key()


@pytest.mark.parametrize(("rhythm", "days"), [(7, 42), (28, 42), (30, 45), (60, 90)])
def test_silence_is_noticed_after_one_and_a_half_rhythms_and_six_weeks_at_least(
    rhythm: int, days: int
) -> None:
    assert noticed_at(mentorship(rhythm=rhythm), NOW) == NOW + days * DAY
    since = NOW + 3 * DAY
    assert noticed_at(mentorship(rhythm=rhythm, quiet_since=since), NOW) == since + days * DAY
