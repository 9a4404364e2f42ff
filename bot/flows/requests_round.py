"""A round of asking: one mentor after another, each told once, nobody asked behind a closed need."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Button, Line, Part
from bot.due import Due
from bot.flows import answer_cards, request_cards
from bot.mentoring.needs import NeedState
from bot.mentoring.requests import (
    EXPIRES_AFTER,
    REMINDED_AFTER,
    Request,
    RequestEvent,
    RequestState,
    moved,
    next_in_line,
    topics_asked,
)
from bot.ports import Work
from bot.post import to_person

KEPT = (RequestState.QUEUED, RequestState.SENT, RequestState.NOT_NOW)
"""Requests that may still become something."""


def may_be_asked(work: Work, mentee_id: int, mentor_id: int) -> bool:
    """Whether this mentor can be asked now: here, with a place open, neither keeping away from the other."""
    profile, mentor = work.profiles.of(mentor_id), work.people.first(id=mentor_id)
    if mentee_id == mentor_id or profile is None or mentor is None:
        return False
    return (
        mentor.is_here
        and bool(profile.topics and profile.places)
        and mentor_id not in kept_away(work, mentee_id)
    )


def kept_away(work: Work, mentee_id: int) -> frozenset[int]:
    """Everyone whom the mentee never wants suggested, and everyone who blocked the mentee."""
    mine = (bar.other_id for bar in work.bars.where(person_id=mentee_id))
    theirs = (bar.person_id for bar in work.bars.where(other_id=mentee_id) if bar.blocked)
    return frozenset((*mine, *theirs))


def send(work: Work, request: Request, event: RequestEvent, now: datetime) -> Request:
    """Let a request reach its mentor (again), with its one reminder and its end."""
    again = event is RequestEvent.ASK_AGAIN
    sent = work.requests.save(moved(request, event, now))
    need, mentee = work.needs.get(sent.need_id), work.people.get(sent.mentee_id)
    profile = work.profiles.of(sent.mentor_id)
    shown = answer_cards.request_card(
        sent, mentee, topics_asked(sent, need.topics), profile.places if profile else 0, again=again
    )
    to_person(work, sent.mentor_id, shown, cause(sent, "sent"), now)
    for step, wait in (("remind", REMINDED_AFTER), ("expire", EXPIRES_AFTER)):
        work.due.put(Due(0, f"request.{step}", cause(sent, step), now + wait, sent.id, sent.mentor_id))
    return sent


def cause(request: Request, step: str) -> str:
    """What makes this step of a request happen once each time that it is sent."""
    return f"request:{request.id}:{step}" + (f":{request.sendings}" if request.sendings > 1 else "")


def send_next(work: Work, need_id: int, now: datetime) -> Request | None:
    """Ask the next one in line who can be asked now; those who can't be are passed over in silence."""
    if work.needs.get(need_id).state is not NeedState.OPEN:
        return None
    while queued := next_in_line(work.requests.where(need_id=need_id, state=RequestState.QUEUED)):
        if may_be_asked(work, queued.mentee_id, queued.mentor_id):
            return send(work, queued, RequestEvent.SEND, now)
        work.requests.save(moved(queued, RequestEvent.SETTLE, now))
    return None


def send_again(work: Work, request: Request, words: str, now: datetime) -> Request:
    """Ask the same mentor anew; StaleCard where the request no longer waits for that."""
    return send(work, replace(request, words=words), RequestEvent.ASK_AGAIN, now)


def drop_line(work: Work, need_id: int, now: datetime) -> int:
    """Ask nobody else in line; how many will not be asked."""
    line = work.requests.where(need_id=need_id, state=RequestState.QUEUED)
    for request in line:
        work.requests.save(moved(request, RequestEvent.WITHDRAW, now))
    return len(line)


def tell_and_move_on(
    work: Work,
    request: Request,
    said: tuple[Part | Line, ...],
    now: datetime,
    verbs: tuple[Button, ...] = (),
) -> None:
    """Tell the mentee what became of a request; whoever is next in line is asked at once."""
    after = send_next(work, request.need_id, now)
    more = work.requests.first(need_id=request.need_id, state=RequestState.QUEUED) is not None
    asked = (after, work.people.get(after.mentor_id)) if after else None
    shown = request_cards.news(said, request.need_id, asked, more=more, verbs=verbs)
    to_person(work, request.mentee_id, shown, cause(request, "news"), now)


def settle(work: Work, need_id: int, now: datetime) -> int:
    """Close every request of a need that still waits; how many mentors had one to answer."""
    waiting = work.requests.where(need_id=need_id, state=KEPT)
    for request in waiting:
        withdraw(work, request, RequestEvent.SETTLE, now)
    return sum(request.state is RequestState.SENT for request in waiting)


def withdraw(work: Work, request: Request, event: RequestEvent, now: datetime) -> Request:
    """Take a request back; a mentor who has it learns that there is nothing to answer, and no more."""
    closed = work.requests.save(moved(request, event, now))
    stop_clock(work, request)
    if request.state is RequestState.SENT:
        mentee = work.people.get(request.mentee_id)
        to_person(
            work, request.mentor_id, answer_cards.no_answer_needed(mentee), cause(request, "closed"), now
        )
    return closed


def stop_clock(work: Work, request: Request) -> None:
    """Nothing more falls due about this sending of a request."""
    for step in ("remind", "expire"):
        work.due.cancel(cause(request, step))


def keep_reask(work: Work, request: Request, at: datetime) -> None:
    """Put down the day on which the mentee is asked whether to ask this mentor again."""
    ask = Due(
        0, "request.ask_again", f"request:{request.id}:again:{at:%Y%m%d}", at, request.id, request.mentee_id
    )
    work.due.put(ask)
