"""Watches every row as it is written: it is born at the beginning of its life, and takes its steps only."""

from bot.mentoring import checkins, goodbyes, mentorships, needs, requests
from bot.mentoring.checkins import CheckInState
from bot.mentoring.goodbyes import GoodbyeState
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.needs import NeedState
from bot.mentoring.requests import RequestState
from tests.fakes import FakeRows, FakeWork

LIVES = {
    "needs": (needs.LIFE, NeedState.DRAFT),
    "requests": (requests.LIFE, RequestState.QUEUED),
    "mentorships": (mentorships.LIFE, MentorshipState.EXPLORING),
    "checkins": (checkins.LIFE, CheckInState.ASKED),
    "goodbyes": (goodbyes.LIFE, GoodbyeState.DRAFT),
}


class BrokenLife(AssertionError):
    """A row was written in a state to which its life knows no way."""


def watched(work: FakeWork) -> FakeWork:
    """The same work; from now on BrokenLife where a row is written against its life."""
    for name, (life, first) in LIVES.items():
        steps = {(before, after) for (before, _), after in life.items()}
        _watch(work.tables[name], steps, first)
    return work


def _watch(rows: FakeRows, steps: set[tuple[str, str]], first: str) -> None:
    add, save = rows.add, rows.save

    def born(row):
        if row.state is not first:
            raise BrokenLife(f"{type(row).__name__} is born {row.state}")
        return add(row)

    def moved(row):
        before = rows.held[row.id].state if row.id in rows.held else row.state
        if before is not row.state and (before, row.state) not in steps:
            raise BrokenLife(f"{type(row).__name__} went from {before} to {row.state}")
        return save(row)

    rows.add, rows.save = born, moved
