"""How a mentorship ends: once, its place freed, the mentee's need open again, both told kindly."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Card, Choices, Part, Text, button, card, line
from bot.due import Due
from bot.flows.names import short_name
from bot.mentoring import goodbyes, mentorships, needs
from bot.mentoring.goodbyes import GoodbyeEvent, GoodbyeState
from bot.mentoring.life import can
from bot.mentoring.mentorships import Mentorship, MentorshipEvent
from bot.mentoring.needs import NeedEvent
from bot.mentoring.suggestions import Suggestion
from bot.ports import Work
from bot.post import to_person

ASKED_AFTER = timedelta(days=1)
"""When the mentor is asked whether the place is open again."""


def ended(work: Work, mentorship: Mentorship, now: datetime) -> Mentorship:
    """End it: its place is given back once; StaleCard where it has ended already."""
    over = mentorships.moved(mentorship, MentorshipEvent.END, now)
    saved = work.mentorships.save(replace(over, holds=False))
    if mentorship.holds:
        work.profiles.give_place(mentorship.mentor_id)
        ask_about_place(work, mentorship, now)
    return saved


def ask_about_place(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Put down to ask the mentor later, privately, whether the freed place is open."""
    cause = f"goodbye.place:{mentorship.id}:{now:%Y%m%dT%H%M%S}"
    work.due.put(Due(0, "goodbye.place", cause, now + ASKED_AFTER, mentorship.id, mentorship.mentor_id))


def end_quietly(work: Work, mentorship: Mentorship, now: datetime, by: int = 0) -> None:
    """End it without a note (leaving, a block, a wish): the others of the two read one neutral line.

    Nothing happens where it has ended already; a note that was on its way is not sent.
    """
    if mentorship.state not in mentorships.NOT_ENDED:
        return
    for goodbye in work.goodbyes.where(mentorship_id=mentorship.id):
        take_back(work, goodbye, now)
    over = ended(work, mentorship, now)
    for person_id in over.both:
        if person_id != by and work.people.get(person_id).is_here:
            to_person(work, person_id, _closed(work, over, person_id), f"ended:{over.id}:{person_id}", now)


def take_back(work: Work, goodbye: goodbyes.Goodbye, now: datetime) -> None:
    """Undo a goodbye that was not sent; one that was stays as it is."""
    if goodbye.state is GoodbyeState.HELD:
        goodbye = work.goodbyes.save(goodbyes.moved(goodbye, GoodbyeEvent.UNDO, now))
    if goodbye.state is GoodbyeState.DRAFT:
        work.goodbyes.save(goodbyes.moved(goodbye, GoodbyeEvent.UNDO, now))


def reopened(work: Work, mentorship: Mentorship, now: datetime) -> tuple[Part, ...]:
    """Open the mentee's need again for others than this mentor: the parts that tell the mentee so.

    Nothing changes where another mentor walks with the mentee for the same need.
    """
    if work.mentorships.first(need_id=mentorship.need_id, state=mentorships.GOING_ON):
        return ()
    need = work.needs.get(mentorship.need_id)
    if can(needs.LIFE, need.state, NeedEvent.REOPEN):
        need = work.needs.save(needs.moved(need, NeedEvent.REOPEN))
    elif need.state is not needs.NeedState.OPEN:
        return ()
    work.suggestions.add(Suggestion(0, need.id, mentorship.mentor_id, now, passed=True))
    who_else = button(line("goodbyes.who_else"), "suggestions.show", need.id, primary=True)
    return Text(line("goodbyes.need_open")), Choices((who_else,))


def _closed(work: Work, over: Mentorship, reader_id: int) -> Card:
    other = work.people.get(over.other(reader_id))
    at = over.ended_at
    after = reopened(work, over, at) if at and reader_id == over.mentee_id else ()
    return card(line("goodbyes.closed", name=short_name(other)), *after)
