"""A mentorship: two people who both said yes, for one need."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.mentoring.life import after


class MentorshipState(StrEnum):
    """Where a mentorship is in its life."""

    EXPLORING = "exploring"
    ACTIVE = "active"
    PAUSED = "paused"
    RESTING = "resting"
    ENDED = "ended"


class MentorshipEvent(StrEnum):
    """What can happen to a mentorship."""

    MEET = "meet"
    ADJUST = "adjust"
    PAUSE = "pause"
    RESUME = "resume"
    REST = "rest"
    END = "end"


LIFE = {
    (MentorshipState.EXPLORING, MentorshipEvent.MEET): MentorshipState.ACTIVE,
    (MentorshipState.EXPLORING, MentorshipEvent.ADJUST): MentorshipState.EXPLORING,
    (MentorshipState.EXPLORING, MentorshipEvent.PAUSE): MentorshipState.PAUSED,
    (MentorshipState.EXPLORING, MentorshipEvent.REST): MentorshipState.RESTING,
    (MentorshipState.EXPLORING, MentorshipEvent.END): MentorshipState.ENDED,
    (MentorshipState.ACTIVE, MentorshipEvent.MEET): MentorshipState.ACTIVE,
    (MentorshipState.ACTIVE, MentorshipEvent.ADJUST): MentorshipState.ACTIVE,
    (MentorshipState.ACTIVE, MentorshipEvent.PAUSE): MentorshipState.PAUSED,
    (MentorshipState.ACTIVE, MentorshipEvent.REST): MentorshipState.RESTING,
    (MentorshipState.ACTIVE, MentorshipEvent.END): MentorshipState.ENDED,
    (MentorshipState.PAUSED, MentorshipEvent.MEET): MentorshipState.ACTIVE,
    (MentorshipState.PAUSED, MentorshipEvent.ADJUST): MentorshipState.PAUSED,
    (MentorshipState.PAUSED, MentorshipEvent.RESUME): MentorshipState.ACTIVE,
    (MentorshipState.PAUSED, MentorshipEvent.REST): MentorshipState.RESTING,
    (MentorshipState.PAUSED, MentorshipEvent.END): MentorshipState.ENDED,
    (MentorshipState.RESTING, MentorshipEvent.RESUME): MentorshipState.ACTIVE,
    (MentorshipState.RESTING, MentorshipEvent.END): MentorshipState.ENDED,
}

GOING_ON = (MentorshipState.EXPLORING, MentorshipState.ACTIVE, MentorshipState.PAUSED)
NOT_ENDED = (*GOING_ON, MentorshipState.RESTING)


@dataclass(frozen=True)
class Mentorship:
    """One mentorship; `holds` says whether it takes one of the mentor's places.

    `rhythm` is the agreed number of days between meetings; `quiet_since` is when the two last showed
    a sign of life (a meeting logged, an answer, a return): drift is counted from there.
    """

    id: int
    need_id: int
    request_id: int
    mentee_id: int
    mentor_id: int
    topics: tuple[str, ...] = ()
    goal: str = ""
    rhythm: int = 30
    contact: str = ""
    agreement: str = ""
    review_on: date | None = None
    one_meeting: bool = False
    holds: bool = True
    state: MentorshipState = MentorshipState.EXPLORING
    introduced_at: datetime | None = None
    met_at: datetime | None = None
    last_met_at: datetime | None = None
    paused_until: datetime | None = None
    rested_at: datetime | None = None
    quiet_since: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1

    def other(self, person_id: int) -> int:
        """The other of the two."""
        return self.mentor_id if person_id == self.mentee_id else self.mentee_id

    @property
    def both(self) -> tuple[int, int]:
        """The mentee and the mentor."""
        return self.mentee_id, self.mentor_id


@dataclass(frozen=True)
class Meeting:
    """A meeting that one of the two logged."""

    id: int
    mentorship_id: int
    by_id: int
    on: date
    version: int = 1


def moved(mentorship: Mentorship, event: MentorshipEvent, now: datetime) -> Mentorship:
    """The mentorship after the event, with its dates; StaleCard where its life has no such step."""
    state = after(LIFE, mentorship.state, event)
    match event:
        case MentorshipEvent.MEET:
            met = mentorship.met_at or now
            return replace(
                mentorship, state=state, met_at=met, last_met_at=now, paused_until=None, quiet_since=now
            )
        case MentorshipEvent.REST:
            return replace(mentorship, state=state, rested_at=now)
        case MentorshipEvent.RESUME:
            return replace(mentorship, state=state, paused_until=None, rested_at=None, quiet_since=now)
        case MentorshipEvent.END:
            return replace(mentorship, state=state, ended_at=now)
        case MentorshipEvent.ADJUST | MentorshipEvent.PAUSE:
            return replace(mentorship, state=state)
