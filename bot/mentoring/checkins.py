"""A check-in: one person's private look at one mentorship, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.life import after


class Moment(StrEnum):
    """When a check-in is asked."""

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
