"""The clock of a drift: it starts again with each sign of life."""

from datetime import datetime

from bot.due import Due
from bot.mentoring.drifting import MENTOR_AFTER, RESTS_AFTER, TOLD_AFTER, noticed_at, quiet_since
from bot.mentoring.mentorships import Mentorship
from bot.ports import Work


def schedule(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Start the clock (again): called after an introduction, a logged meeting, an answer, a return."""
    if not mentorship.one_meeting:
        put(work, mentorship, "mentee", noticed_at(mentorship, now), now, mentorship.mentee_id)


def plan_the_rest(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """What follows a silence once the mentee was asked: the mentor, a word to both, then rest."""
    put(work, mentorship, "mentor", now + MENTOR_AFTER, now, mentorship.mentor_id)
    for person_id in mentorship.both:
        put(work, mentorship, "tell", now + TOLD_AFTER, now, person_id)
    put(work, mentorship, "rest", now + TOLD_AFTER + RESTS_AFTER, now)


def put(
    work: Work, mentorship: Mentorship, step: str, at: datetime, now: datetime, person_id: int = 0
) -> None:
    """Put down one step of a drift, once for each stretch of silence and person."""
    cause = f"drift.{step}:{mentorship.id}:{stretch(mentorship, now)}:{person_id}"
    work.due.put(Due(0, f"drift.{step}", cause, at, about=mentorship.id, person_id=person_id))


def stretch(mentorship: Mentorship, now: datetime) -> str:
    """The name of the stretch of silence, by the instant at which it began."""
    return f"{quiet_since(mentorship, now):%Y%m%dT%H%M%S}"
