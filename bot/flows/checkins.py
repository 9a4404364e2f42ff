"""Check-ins: a private look at each mentorship, answered by taps, seen by its author only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Outcome, card, line
from bot.due import Due
from bot.errors import StaleCard
from bot.flows import goodbyes, mentorships, mentorships_adjust
from bot.flows.checkins_cards import snoozed_card
from bot.flows.checkins_kept import answered, on_card, redrawn, tell_if_both_go_on
from bot.heard import Flow, Heard
from bot.mentoring import checkins as rules
from bot.mentoring.checkins import CheckInState
from bot.mentoring.days import today
from bot.mentoring.mentorships import Mentorship
from bot.ports import Work

LIGHT_ENDS_AFTER = timedelta(days=14)
LIGHT_ENDS_UNMET_AFTER = timedelta(days=60)
"""When a mentorship of a single meeting comes to its close by itself."""

STEPS: Mapping[str, Flow] = {
    "reset": mentorships_adjust.adjust,
    "pause": mentorships.pause,
    "move_on": goodbyes.start,
}
"""The form that a choice opens at once."""


def schedule(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Put down when each of the two is asked; called after an introduction and after a logged meeting."""
    for person_id in mentorship.both:
        if mentorship.met_at:
            work.due.cancel(f"met:{mentorship.id}:{person_id}")
        for moment, at in rules.asked_on(mentorship, now).items():
            cause = f"{moment}:{mentorship.id}:{person_id}"
            work.due.put(Due(0, "checkin", cause, at, about=mentorship.id, person_id=person_id))
    if mentorship.one_meeting:
        _schedule_close(work, mentorship, now)


def answer(heard: Heard, work: Work, now: datetime) -> Outcome:
    """One tap: the answer is kept, and the same card shows it."""
    question, _, given = heard.value.partition(":")
    return Outcome(instead=redrawn(work, answered(work, heard.about, question, given, now)))


def choose(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep going, re-set, pause, move on or not sure: noted, and the next step opened."""
    checkin = answered(work, heard.about, "from_here", heard.value, now)
    tell_if_both_go_on(work, checkin, now)
    step = STEPS.get(heard.value)
    form = step(replace(heard, about=checkin.mentorship_id, value=""), work, now).form if step else None
    return Outcome(instead=redrawn(work, checkin), form=form)


def skip(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Pass over what the card asks; nobody is told."""
    waiting = [row for row in on_card(work, heard.about) if row.state is CheckInState.ASKED]
    if not waiting:
        raise StaleCard("nothing waits there")
    for checkin in waiting:
        work.checkins.save(rules.skipped(checkin, now))
    return Outcome(instead=card(line("checkins.skipped")))


def snooze(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Hold back every nudge for some days, then show this card again."""
    waiting = [row for row in on_card(work, heard.about) if row.state is CheckInState.ASKED]
    if not waiting:
        raise StaleCard("nothing waits there")
    until = now + timedelta(days=int(heard.value))
    person = heard.person
    work.people.save(replace(person, snoozed_until=max(until, person.snoozed_until or until)))
    cause = f"again:{waiting[0].card}:{until:%Y%m%d}"
    about = waiting[0].mentorship_id
    work.due.put(Due(0, "checkin.again", cause, until, about=about, person_id=person.id))
    return Outcome(instead=snoozed_card(today(until, person.zone)))


def _schedule_close(work: Work, mentorship: Mentorship, now: datetime) -> None:
    if mentorship.met_at:
        step, at = "met", mentorship.met_at + LIGHT_ENDS_AFTER
    else:
        step, at = "unmet", (mentorship.introduced_at or now) + LIGHT_ENDS_UNMET_AFTER
    cause = f"over:{mentorship.id}:{step}"
    work.due.put(Due(0, "mentorship.over", cause, at, mentorship.id, mentorship.mentee_id))
