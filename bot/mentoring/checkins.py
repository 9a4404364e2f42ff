"""A check-in: one person's private look at one mentorship, at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.life import after
from bot.mentoring.mentorships import Mentorship

IF_MET_AFTER = timedelta(days=14)
FIRST_AFTER = timedelta(days=2)
SIX_WEEKS_AFTER = timedelta(weeks=5)
QUARTER = timedelta(days=91)
TOGETHER_WITHIN = timedelta(days=7)
"""What falls due so soon after a check-in comes in the same card."""

MONTH = timedelta(days=30)
MOST_A_MONTH = 2
"""How many prompts, asks about drift among them, a person gets in a month."""


class Moment(StrEnum):
    """When a check-in is asked; `met` asks whether the two have met yet."""

    MET = "met"
    FIRST = "t0"
    SIX_WEEKS = "t1"
    QUARTERLY = "quarterly"
    DRIFT = "drift"


class CheckInState(StrEnum):
    """Where a check-in is in its life."""

    ASKED = "asked"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class CheckInEvent(StrEnum):
    """What can happen to a check-in."""

    ANSWER = "answer"
    SKIP = "skip"


LIFE = {
    (CheckInState.ASKED, CheckInEvent.ANSWER): CheckInState.ANSWERED,
    (CheckInState.ASKED, CheckInEvent.SKIP): CheckInState.SKIPPED,
    (CheckInState.ANSWERED, CheckInEvent.ANSWER): CheckInState.ANSWERED,
}


@dataclass(frozen=True)
class CheckIn:
    """One check-in; `answers` (question → answer) are sealed and seen by their author only."""

    id: int
    person_id: int
    mentorship_id: int
    moment: Moment
    asked_at: datetime
    card: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    state: CheckInState = CheckInState.ASKED
    answered_at: datetime | None = None
    version: int = 1


def answered(checkin: CheckIn, question: str, answer: str, now: datetime) -> CheckIn:
    """The check-in with one more answer; a later answer to the same question takes its place."""
    state = after(LIFE, checkin.state, CheckInEvent.ANSWER)
    return replace(checkin, state=state, answers={**checkin.answers, question: answer}, answered_at=now)


def skipped(checkin: CheckIn, now: datetime) -> CheckIn:
    """The check-in that its author passed over."""
    return replace(checkin, state=after(LIFE, checkin.state, CheckInEvent.SKIP), answered_at=now)


def asked_on(mentorship: Mentorship, now: datetime) -> dict[str, datetime]:
    """What to ask about this mentorship, and when: "met" until they met, then "t0", "t1", "quarterly:1".

    A single meeting is looked back on once.
    """
    if mentorship.met_at is None:
        return {"met": (mentorship.introduced_at or now) + IF_MET_AFTER}
    first = {"t0": max(mentorship.met_at + FIRST_AFTER, now)}
    if mentorship.one_meeting:
        return first
    return first | {"t1": mentorship.met_at + SIX_WEEKS_AFTER, "quarterly:1": quarter(mentorship, 1, now)}


def quarter(mentorship: Mentorship, number: int, now: datetime) -> datetime:
    """When the quarterly check-in with this number falls due."""
    return (mentorship.met_at or now) + QUARTER * number


def next_prompt_at(asked: Iterable[CheckIn], now: datetime) -> datetime:
    """The first instant from `now` on at which one more prompt stays within the month's limit.

    What came in one card is one prompt.
    """
    prompts = {checkin.card or -checkin.id: checkin.asked_at for checkin in asked}
    lately = sorted(at for at in prompts.values() if at > now - MONTH)
    return now if len(lately) < MOST_A_MONTH else lately[-MOST_A_MONTH] + MONTH
