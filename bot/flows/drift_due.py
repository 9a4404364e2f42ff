"""What falls due in a drift: mentee and mentor are asked, both are told, it rests, its place is freed."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Card, Choices, button, card, line
from bot.due import Done, Due, Later, Skipped, Verdict
from bot.flows.checkins_hours import cannot_ask, cannot_prompt, free_at_for, may_ask_at, prompted
from bot.flows.drift_clock import plan_the_rest, stretch
from bot.flows.goodbye_ending import ask_about_place
from bot.flows.mentorships_rest import rested
from bot.flows.names import short_name
from bot.mentoring.checkins import Moment
from bot.mentoring.days import today
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.ports import Calendar, Work
from bot.post import to_person

QUIET = (MentorshipState.EXPLORING, MentorshipState.ACTIVE)


def ask_mentee(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Ask the mentee privately; the mentor is next, whether or not an answer comes."""
    mentorship = work.mentorships.get(due.about)
    if reason := _why_not(due, mentorship, now):
        return Skipped(reason)
    verdict = _ask(due, work, mentorship, now, calendar)
    if not isinstance(verdict, Later):
        plan_the_rest(work, mentorship, now)
    return verdict


def ask_mentor(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Ask the mentor privately."""
    mentorship = work.mentorships.get(due.about)
    if reason := _why_not(due, mentorship, now):
        return Skipped(reason)
    return _ask(due, work, mentorship, now, calendar)


def tell(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Tell one of the two that it will rest, and on which day."""
    mentorship = work.mentorships.get(due.about)
    rests = work.due.first(f"drift.rest:{mentorship.id}:{stretch(mentorship, now)}:0")
    if reason := _why_not(due, mentorship, now) or cannot_ask(work, due.person_id):
        return Skipped(reason)
    at = free_at_for(work, due.person_id, now, calendar)
    if at > now:
        return Later(at)
    if rests:
        told = _will_rest(work, mentorship, due.person_id, rests.next_at)
        to_person(work, due.person_id, told, due.cause, now)
    return Done()


def rest(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Let it rest, as both were told."""
    mentorship = work.mentorships.get(due.about)
    if reason := _why_not(due, mentorship, now):
        return Skipped(reason)
    resting = rested(work, mentorship, now)
    for person_id in resting.both:
        name = short_name(work.people.get(resting.other(person_id)))
        reopen = Choices((button(line("drift.reopen"), "mentorships.reopen", resting.id),))
        told = card(line("drift.rests", name=name), reopen)
        to_person(work, person_id, told, f"{due.cause}:{person_id}", now)
    return Done()


def release(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Free the place of what has rested long enough; it can still be opened again."""
    mentorship = work.mentorships.get(due.about)
    if mentorship.state is not MentorshipState.RESTING or not mentorship.holds:
        return Skipped(f"it is {mentorship.state} and holds {'a' if mentorship.holds else 'no'} place")
    if due.cause.split(":")[2] != f"{mentorship.rested_at:%Y%m%dT%H%M%S}":
        return Skipped("it rests anew since")
    work.mentorships.save(replace(mentorship, holds=False))
    work.profiles.give_place(mentorship.mentor_id)
    ask_about_place(work, mentorship, now)
    return Done()


def _why_not(due: Due, mentorship: Mentorship, now: datetime) -> str:
    if mentorship.state not in QUIET:
        return f"it is {mentorship.state}"
    return "" if due.cause.split(":")[2] == stretch(mentorship, now) else "they have been in touch since"


def _ask(due: Due, work: Work, mentorship: Mentorship, now: datetime, calendar: Calendar) -> Verdict:
    if reason := cannot_prompt(work, due.person_id):
        return Skipped(reason)
    at = may_ask_at(work, due.person_id, now, calendar)
    if at > now:
        return Later(at)
    prompted(work, due.person_id, mentorship.id, Moment.DRIFT, now)
    to_person(work, due.person_id, _asked(work, mentorship, due.person_id), due.cause, now)
    return Done()


def _asked(work: Work, mentorship: Mentorship, reader_id: int) -> Card:
    name = short_name(work.people.get(mentorship.other(reader_id)))
    last, zone = mentorship.last_met_at, work.people.get(reader_id).zone
    since = line("drift.since", name=name, when=today(last, zone)) if last else line("drift.never", name=name)
    ways = (("still", "drift.still"), ("pause", "mentorships.pause"))
    more = (("wrap_up", "goodbyes.start"), ("busy", "drift.busy"))
    rows = (
        Choices(tuple(button(line(f"drift.{says}"), action, mentorship.id) for says, action in row))
        for row in (ways, more)
    )
    return card(since, *rows)


def _will_rest(work: Work, mentorship: Mentorship, reader_id: int, at: datetime) -> Card:
    name = short_name(work.people.get(mentorship.other(reader_id)))
    said = line("drift.will_rest", name=name, when=today(at, work.people.get(reader_id).zone))
    still = button(line("drift.still"), "drift.still", mentorship.id, primary=True)
    wrap_up = button(line("drift.wrap_up"), "goodbyes.start", mentorship.id)
    return card(said, Choices((still, wrap_up)))
