"""Drift: when two have not met for long, each is asked privately, then it rests; never a reproach."""

from datetime import datetime

from bot.due import Due
from bot.mentoring.drifting import noticed_at, quiet_since
from bot.mentoring.mentorships import Mentorship
from bot.ports import Work


def schedule(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Start the clock (again): called after an introduction, a logged meeting, an answer, a return."""
    if not mentorship.one_meeting:
        put(work, mentorship, "mentee", noticed_at(mentorship, now), now)


def put(work: Work, mentorship: Mentorship, step: str, at: datetime, now: datetime) -> None:
    """Put down one step of a drift, once for each stretch of silence."""
    cause = f"drift.{step}:{mentorship.id}:{quiet_since(mentorship, now):%Y%m%dT%H%M%S}"
    person_id = mentorship.mentor_id if step == "mentor" else mentorship.mentee_id
    work.due.put(Due(0, f"drift.{step}", cause, at, about=mentorship.id, person_id=person_id))
