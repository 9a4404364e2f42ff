"""Drift: when two have not met for long, each is asked privately, then it rests; never a reproach."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Outcome, card, line
from bot.errors import StaleCard
from bot.flows import mentorships
from bot.flows.drift_clock import schedule
from bot.heard import Heard
from bot.mentoring.checkins import CheckInState, Moment, answered
from bot.mentoring.mentorships import GOING_ON, MentorshipState
from bot.ports import Work

__all__ = ["busy", "schedule", "still"]


def still(heard: Heard, work: Work, now: datetime) -> Outcome:
    """It is still going: the clock starts again; where it rests already, it is opened."""
    if work.mentorships.get(heard.about).state is MentorshipState.RESTING:
        return mentorships.reopen(heard, work, now)
    return _noted(heard, work, now, "still")


def busy(heard: Heard, work: Work, now: datetime) -> Outcome:
    """A busy season: the clock starts again, nothing more."""
    return _noted(heard, work, now, "busy")


def _noted(heard: Heard, work: Work, now: datetime, given: str) -> Outcome:
    mentorship = work.mentorships.get(heard.about)
    if mentorship.state not in GOING_ON:
        raise StaleCard(f"it is {mentorship.state}")
    asked = work.checkins.where(
        mentorship_id=mentorship.id,
        person_id=heard.person.id,
        moment=Moment.DRIFT,
        state=(CheckInState.ASKED, CheckInState.ANSWERED),
    )
    if asked:
        work.checkins.save(answered(asked[-1], "drift", given, now))
    saved = work.mentorships.save(replace(mentorship, quiet_since=now))
    schedule(work, saved, now)
    return Outcome(instead=card(line(f"drift.{given}_noted")))
