"""What falls due about a request: one reminder, its end, and the day on which to ask again."""

from datetime import datetime

from bot.cards import Card, line
from bot.due import Done, Due, Later, Skipped, Verdict
from bot.flows import answer_cards, request_cards, requests_round
from bot.flows.names import short_name
from bot.mentoring.hours import free_at
from bot.mentoring.needs import NeedState
from bot.mentoring.queue import QueueItem, Waiting
from bot.mentoring.requests import Request, RequestEvent, RequestState, moved, topics_asked
from bot.ports import Calendar, Work
from bot.post import to_person


def remind(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Remind the mentor once, at an hour that is theirs."""
    request = work.requests.first(id=due.about, state=RequestState.SENT)
    if request is None:
        return Skipped("answered or taken back")
    later = _later(work, request.mentor_id, now, calendar)
    if later:
        return later
    mentee, topics = work.people.get(request.mentee_id), work.needs.get(request.need_id).topics
    shown = answer_cards.reminder(request, mentee, topics_asked(request, topics))
    to_person(work, request.mentor_id, shown, requests_round.cause(request, "reminded"), now)
    return Done()


def expire(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Close a request that found no answer, tell both kindly, and move on."""
    request = work.requests.first(id=due.about, state=RequestState.SENT)
    if request is None:
        return Skipped("answered or taken back")
    later = _later(work, request.mentee_id, now, calendar)
    if later:
        return later
    expired = work.requests.save(moved(request, RequestEvent.EXPIRE, now))
    need, mentee = work.needs.get(request.need_id), work.people.get(request.mentee_id)
    work.queue.add(QueueItem(0, Waiting.EXPIRED, topic=need.domain, opened_at=now))
    closed = answer_cards.closed_by_time(mentee)
    to_person(work, request.mentor_id, closed, requests_round.cause(request, "expired"), now)
    said = line("requests.expired", name=short_name(work.people.get(request.mentor_id)))
    requests_round.tell_and_move_on(work, expired, (said,), now)
    return Done()


def ask_again(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """The day has come that the mentor named: ask the mentee whether to ask again."""
    request = work.requests.first(id=due.about, state=RequestState.NOT_NOW)
    if request is None or work.needs.get(request.need_id).state is not NeedState.OPEN:
        return Skipped("no longer wanted")
    later = _later(work, request.mentee_id, now, calendar)
    if later:
        return later
    to_person(work, request.mentee_id, _asked_again(work, request), due.cause, now)
    return Done()


def _asked_again(work: Work, request: Request) -> Card:
    mentor, topics = work.people.get(request.mentor_id), work.needs.get(request.need_id).topics
    return request_cards.ask_again(request, mentor, topics_asked(request, topics))


def _later(work: Work, person_id: int, now: datetime, calendar: Calendar) -> Later | None:
    """When this person may be asked something, where that is not now."""
    region = work.programme.region
    free = free_at(work.people.get(person_id), now, lambda day: calendar.is_holiday(region, day))
    return Later(free) if free > now else None
