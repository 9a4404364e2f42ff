"""What waits for a person: requests to answer and requests sent, a note on hold, an open check-in."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Choices, Line, Part, Text, button, line
from bot.flows.names import name_of, short_name, topics
from bot.mentoring.checkins import CheckInState, Moment
from bot.mentoring.goodbyes import GoodbyeState
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.people import Person
from bot.mentoring.requests import Request, RequestState, topics_asked
from bot.ports import Work

LOOKING_BACK = tuple(moment for moment in Moment if moment is not Moment.DRIFT)
STILL_SENT = (RequestState.QUEUED, RequestState.SENT, RequestState.NOT_NOW)


def parts(person: Person, work: Work, now: datetime) -> Iterator[Part]:
    """Each thing that waits with its buttons; nothing at all where nothing waits."""
    waiting = (
        *_to_answer(person, work),
        *_held_notes(person, work),
        *_open_checkins(person, work),
        *_sent(person, work),
    )
    if waiting:
        yield Text(line("constellation.waiting"), "title")
        yield from waiting


def _to_answer(person: Person, work: Work) -> Iterator[Part]:
    for request in work.requests.where(mentor_id=person.id, state=RequestState.SENT):
        about = topics(topics_asked(request, work.needs.get(request.need_id).topics))
        asker = name_of(work.people.get(request.mentee_id))
        yield Text(line("constellation.asks", name=asker, topics=about))
        yield Choices((button(line("constellation.read"), "home.request", request.id, primary=True),))


def _sent(person: Person, work: Work) -> Iterator[Part]:
    """Requests on their way; a not-now only where there is a day on which it is asked again."""
    for request in work.requests.where(mentee_id=person.id, state=STILL_SENT):
        if request.until or request.state is not RequestState.NOT_NOW:
            yield Text(_standing(request, work))
            yield Choices((button(line("constellation.withdraw"), "requests.withdraw", request.id),))


def _standing(request: Request, work: Work) -> Line:
    about = topics(work.needs.get(request.need_id).topics)
    mentor = short_name(work.people.get(request.mentor_id))
    if request.state is RequestState.NOT_NOW and request.until:
        return line("constellation.not_now_until", name=mentor, topics=about, until=request.until)
    return line(f"constellation.sent.{request.state}", name=mentor, topics=about)


def _held_notes(person: Person, work: Work) -> Iterator[Part]:
    for note in work.goodbyes.where(from_id=person.id, state=GoodbyeState.HELD):
        reader = work.people.get(work.mentorships.get(note.mentorship_id).other(person.id))
        if note.send_at:
            yield Text(line("constellation.held_note", name=short_name(reader), at=note.send_at))
            yield Choices((button(line("constellation.undo"), "goodbyes.undo", note.id),))


def _open_checkins(person: Person, work: Work) -> Iterator[Part]:
    """The newest of each mentorship, where it can be answered; drift is asked in the conversation alone."""
    asked = work.checkins.where(person_id=person.id, moment=LOOKING_BACK)
    for checkin in {row.mentorship_id: row for row in asked}.values():
        mentorship = work.mentorships.get(checkin.mentorship_id)
        if checkin.state is not CheckInState.ASKED or mentorship.state not in NOT_ENDED:
            continue
        other = work.people.get(mentorship.other(person.id))
        yield Text(line("constellation.checkin", name=short_name(other)))
        yield Choices((button(line("constellation.answer"), "home.checkin", checkin.id, primary=True),))
