"""Moving with: a re-set both agree to, a pause that ends by itself, a rest."""

from datetime import timedelta

import pytest

from bot.cards import Button
from bot.mentoring.mentorships import MentorshipState
from bot.turns import Pressed
from tests.bot.flows.pair import Pair, introduced, is_sound
from tests.bot.flows.talk import Someone


def at_home(someone: Someone, action: str) -> None:
    """Presses a way on where it stands on the home."""
    someone.opens_home()
    someone.presses(action)


def reset(pair: Pair, **fields: str) -> None:
    at_home(pair.amira, "mentorships.adjust")
    pair.amira.submits(**fields)


def test_a_reset_is_read_over_shared_when_pressed_and_in_force_when_agreed() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    reset(pair, goal="A post in Halifax", domain="jobs", rhythm="60")
    pair.amira.sees("mentorships.adjusting.preview", "topics.jobs", "mentorships.rhythm.60")
    assert pair.trace(pair.roy) == before
    pair.amira.presses("mentorships.share_adjust")
    pair.roy.sees("mentorships.adjusting.proposed", "mentorships.adjusting.sounds_good")
    assert pair.now.goal == "A contract I can live with"
    pair.roy.presses("mentorships.agree")
    pair.roy.sees("mentorships.adjusting.agreed")
    pair.amira.sees("mentorships.adjusting.they_agreed")
    assert (pair.now.goal, pair.now.topics, pair.now.rhythm) == ("A post in Halifax", ("jobs",), 60)
    assert is_sound(pair)


def test_within_the_same_domain_the_challenges_are_kept() -> None:
    pair = introduced()
    reset(pair, goal="Another goal")
    pair.amira.presses("mentorships.share_adjust")
    pair.roy.presses("mentorships.agree")
    assert pair.now.topics == ("career", "career.first_contract")


def test_rather_talking_it_over_changes_nothing_and_is_said() -> None:
    pair = introduced()
    reset(pair, rhythm="14")
    pair.amira.presses("mentorships.share_adjust")
    pair.roy.presses("mentorships.talk")
    pair.roy.sees("mentorships.adjusting.will_talk")
    pair.amira.sees("mentorships.adjusting.would_talk")
    assert pair.now.rhythm == 30


def test_what_was_typed_is_there_when_it_is_changed_once_more() -> None:
    pair = introduced()
    reset(pair, goal="Half a thought")
    pair.amira.presses("mentorships.adjust")
    pair.amira.submits(goal="Half a thought, finished")
    pair.amira.sees("mentorships.adjusting.preview")


def test_a_reset_that_changes_nothing_says_so_beside_its_field() -> None:
    pair = introduced()
    reset(pair)
    assert pair.amira.errors == {"goal": "mentorships.adjusting.nothing"}


def test_a_preview_is_shared_once_and_answered_once() -> None:
    pair = introduced()
    reset(pair, rhythm="14")
    share = pair.amira.button("mentorships.share_adjust")
    pair.amira.presses("mentorships.share_adjust")
    again(pair.amira, share)
    agree, talk = pair.roy.button("mentorships.agree"), pair.roy.button("mentorships.talk")
    again(pair.roy, agree)
    held = pair.now
    again(pair.roy, agree)
    again(pair.roy, talk)
    causes = [row.cause for row in pair.talk.work.outbox.messages if row.cause.startswith("adjust:")]
    assert len(causes) == 2
    assert pair.now == held


def again(someone: Someone, found: tuple[str, Button]) -> None:
    """Presses a button that may be on the screen no more."""
    someone._acts(Pressed(found[1].token, found[0]))


def test_a_preview_may_be_left_unsent() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    reset(pair, rhythm="14")
    pair.amira.presses("mentorships.leave")
    pair.amira.sees("mentorships.adjusting.left")
    assert pair.trace(pair.roy) == before


def pause(pair: Pair, someone: Someone, days: int, words: str = "") -> None:
    at_home(someone, "mentorships.pause")
    until = pair.talk.now.date() + timedelta(days=days)
    someone.submits(until=until.isoformat(), words=words)


def test_a_pause_is_read_over_told_and_ends_by_itself() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    pause(pair, pair.amira, 21, "Night float until then")
    pair.amira.sees("mentorships.pausing.preview", "mentorships.pausing.told", "names.verbatim")
    assert pair.trace(pair.roy) == before
    pair.amira.presses("mentorships.pause_now")
    pair.roy.sees("mentorships.pausing.told", "names.verbatim")
    assert pair.now.state is MentorshipState.PAUSED
    assert pair.taken == 1
    pair.later(days=20)
    assert pair.now.state is MentorshipState.PAUSED
    pair.later(days=1)
    assert pair.now.state is MentorshipState.ACTIVE
    pair.amira.sees("mentorships.resumed")
    pair.roy.sees("mentorships.resumed")
    assert is_sound(pair)


@pytest.mark.parametrize("days", [0, -3, 400])
def test_a_pause_needs_a_day_to_come_within_a_year(days: int) -> None:
    pair = introduced()
    pause(pair, pair.amira, days)
    assert pair.amira.errors == {"until": "mentorships.pausing.a_later_day"}


def test_either_may_take_it_up_again_early_and_only_once() -> None:
    pair = introduced()
    pause(pair, pair.roy, 30)
    pair.roy.presses("mentorships.pause_now")
    resume = pair.amira.button("mentorships.resume")
    pair.amira.presses("mentorships.resume")
    pair.roy.sees("mentorships.resumed_by")
    again(pair.amira, resume)
    assert pair.now.state is MentorshipState.ACTIVE
    told = [row for row in pair.talk.work.outbox.messages if row.cause.startswith("resumed:")]
    assert len(told) == 1
    pair.later(days=32)
    assert "mentorships.resumed" not in pair.amira.new_keys()


def test_a_second_pause_is_not_ended_by_the_first_ones_day() -> None:
    pair = introduced()
    pause(pair, pair.amira, 10)
    pair.amira.presses("mentorships.pause_now")
    pair.amira.presses("mentorships.resume")
    pause(pair, pair.amira, 20)
    pair.amira.presses("mentorships.pause_now")
    pair.later(days=11)
    assert pair.now.state is MentorshipState.PAUSED
    pair.later(days=10)
    assert pair.now.state is MentorshipState.ACTIVE


def test_a_pause_pressed_twice_pauses_once() -> None:
    pair = introduced()
    pause(pair, pair.amira, 10)
    now = pair.amira.button("mentorships.pause_now")
    again(pair.amira, now)
    again(pair.amira, now)
    told = [row for row in pair.talk.work.outbox.messages if row.cause.startswith("pause:")]
    assert len(told) == 1


def test_letting_it_rest_is_told_and_opened_again_by_the_other() -> None:
    pair = introduced()
    at_home(pair.amira, "mentorships.rest")
    pair.amira.sees("mentorships.resting")
    pair.roy.sees("mentorships.rests_by")
    assert pair.now.state is MentorshipState.RESTING
    pair.roy.presses("mentorships.reopen")
    pair.amira.sees("mentorships.reopened_by")
    assert pair.now.state is MentorshipState.ACTIVE
    assert is_sound(pair)


def test_nobody_else_can_press_what_is_between_two() -> None:
    pair = introduced()
    eve = pair.talk.person("Eve Stone")
    pause(pair, pair.amira, 10)
    found = pair.amira.button("mentorships.pause_now")
    again(eve, found)
    assert pair.now.state is MentorshipState.ACTIVE
