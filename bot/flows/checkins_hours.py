"""Whether and when a person may be asked something: at a free hour, and seldom."""

from datetime import datetime

from bot.mentoring.checkins import CheckIn, Moment, next_prompt_at
from bot.mentoring.consent import Purpose, agreed
from bot.mentoring.hours import free_at
from bot.ports import Calendar, Work


def cannot_ask(work: Work, person_id: int) -> str:
    """Why this person cannot be asked anything; empty where they can."""
    if not work.people.get(person_id).is_here:
        return "they are not here any more"
    return "" if work.accounts.first(person_id=person_id, reachable=True) else "they cannot be reached"


def cannot_prompt(work: Work, person_id: int) -> str:
    """Why this person is not to be asked how it goes; empty where they may be."""
    if reason := cannot_ask(work, person_id):
        return reason
    held = work.consents.where(person_id=person_id, purpose=Purpose.CHECKINS)
    return "" if agreed(held) else "they did not agree to be asked"


def free_at_for(work: Work, person_id: int, at: datetime, calendar: Calendar) -> datetime:
    """The person's first free hour from an instant on."""
    region = work.programme.region
    return free_at(work.people.get(person_id), at, lambda day: calendar.is_holiday(region, day))


def may_ask_at(work: Work, person_id: int, now: datetime, calendar: Calendar) -> datetime:
    """The first free hour at which one more prompt is within the month's limit."""
    asked = work.checkins.where(person_id=person_id)
    return free_at_for(work, person_id, next_prompt_at(asked, now), calendar)


def prompted(work: Work, person_id: int, mentorship_id: int, moment: Moment, now: datetime) -> CheckIn:
    """The record that a person is asked, which counts towards the month's limit."""
    return work.checkins.add(CheckIn(0, person_id, mentorship_id, moment, now))
