"""What falls due in a goodbye: the note is delivered, the mentor is asked about the place, a yearly hello."""

from datetime import datetime

from bot.due import Done, Due, Later, Skipped, Verdict
from bot.flows.checkins_hours import cannot_ask, free_at_for
from bot.flows.goodbye_cards import delivered_card, place_card, received_card
from bot.flows.goodbye_ending import ended, reopened
from bot.flows.goodbye_replies import YEAR, apart, hello_card, plan_hello
from bot.mentoring.goodbyes import Goodbye, GoodbyeEvent, GoodbyeState, moved
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.profiles import Availability
from bot.ports import Calendar, Work
from bot.post import to_person


def deliver(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """The ten minutes are over: the note is delivered and the mentorship ends, once.

    Where the other's note came first it has ended already, and this one is delivered all the same.
    """
    goodbye = work.goodbyes.get(due.about)
    if goodbye.state is not GoodbyeState.HELD or goodbye.send_at is None or goodbye.send_at > now:
        return Skipped("it was undone")
    _deliver(work, work.goodbyes.save(moved(goodbye, GoodbyeEvent.SEND, now)), now)
    return Done()


def ask_about_place(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Ask the mentor whether the freed place is open; not one who has paused."""
    profile = work.profiles.of(due.person_id)
    if profile is None or profile.availability is Availability.PAUSED:
        return Skipped("they take no requests now")
    if reason := cannot_ask(work, due.person_id):
        return Skipped(reason)
    at = free_at_for(work, due.person_id, now, calendar)
    if at > now:
        return Later(at)
    to_person(work, due.person_id, place_card(work.mentorships.get(due.about)), due.cause, now)
    return Done()


def say_hello(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """A year has gone by: remind each of the other, as both wished."""
    mentorship = work.mentorships.get(due.about)
    if apart(work, mentorship) or any(cannot_ask(work, person_id) for person_id in mentorship.both):
        return Skipped("one of them is not here any more")
    number = int(due.cause.split(":")[2])
    for person_id in mentorship.both:
        at = free_at_for(work, person_id, now, calendar)
        told = hello_card(work, mentorship, person_id, number)
        to_person(work, person_id, told, f"{due.cause}:{person_id}", at)
    plan_hello(work, mentorship.id, number + 1, due.next_at + YEAR)
    return Done()


def _deliver(work: Work, sent: Goodbye, now: datetime) -> None:
    mentorship = work.mentorships.get(sent.mentorship_id)
    crossed = mentorship.state not in NOT_ENDED
    over = mentorship if crossed else ended(work, mentorship, now)
    reader_id = over.other(sent.from_id)
    opened = () if crossed or reader_id != over.mentee_id else reopened(work, over, now)
    to_person(work, reader_id, received_card(work, sent, opened), f"goodbye:{sent.id}", now)
    told = delivered_card(work, sent, over, crossed)
    to_person(work, sent.from_id, told, f"goodbye:{sent.id}:delivered", now)
