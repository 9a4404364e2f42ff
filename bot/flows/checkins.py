"""Check-ins: a private look at each mentorship, answered by taps, seen by its author only."""

from datetime import datetime

from bot.due import Due
from bot.mentoring.checkins import asked_on
from bot.mentoring.mentorships import Mentorship
from bot.ports import Work


def schedule(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Put down when each of the two is asked; called after an introduction and after a logged meeting."""
    for person_id in mentorship.both:
        if mentorship.met_at:
            work.due.cancel(f"met:{mentorship.id}:{person_id}")
        for moment, at in asked_on(mentorship, now).items():
            put(work, mentorship, person_id, moment, at)


def put(work: Work, mentorship: Mentorship, person_id: int, moment: str, at: datetime) -> None:
    """Put down one check-in, once: `moment` is "met", "t0", "t1" or "quarterly:<n>"."""
    cause = f"{moment}:{mentorship.id}:{person_id}"
    work.due.put(Due(0, "checkin", cause, at, about=mentorship.id, person_id=person_id))
