"""Someone can't be reached any more: after a week the others hear a kind word."""

from dataclasses import replace
from datetime import timedelta

from bot.due import Due
from bot.mentoring.mentorships import MentorshipState
from tests.bot.flows.pair import Pair, introduced


def unreachable(pair: Pair) -> None:
    """What the courier writes down when the platform says that the mentee is gone."""
    work = pair.talk.work
    account = work.accounts.first(person_id=pair.amira.id)
    work.accounts.save(replace(account, reachable=False))
    work.due.put(Due(0, "person.gone", "gone:1", pair.talk.now + timedelta(days=7), pair.amira.id))


def test_a_week_later_the_mentorship_ends_kindly_and_the_place_is_free() -> None:
    pair = introduced()
    unreachable(pair)
    pair.later(days=6)
    assert pair.now.state is not MentorshipState.ENDED
    pair.later(days=2)
    assert pair.now.state is MentorshipState.ENDED
    assert pair.taken == 0
    pair.roy.sees("goodbyes.closed")


def test_whoever_is_back_within_the_week_loses_nothing() -> None:
    pair = introduced()
    unreachable(pair)
    pair.amira.says("hello")
    pair.later(days=8)
    assert pair.now.state is not MentorshipState.ENDED
    assert pair.talk.work.due.first("gone:1").note == "reached again"
