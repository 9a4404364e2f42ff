"""A request: a mentee asks one mentor about one need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.life import after

EXPIRES_AFTER = timedelta(days=14)
REMINDED_AFTER = timedelta(days=5)
MOST_RANKED = 3


class RequestState(StrEnum):
    """Where a request is in its life; `queued` waits for the ones ranked before it."""

    QUEUED = "queued"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_NOW = "not_now"
    REDIRECTED = "redirected"
    ONE_MEETING = "one_meeting"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class RequestEvent(StrEnum):
    """What can happen to a request; `settle` closes it because another one was accepted."""

    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    NOT_NOW = "not_now"
    REDIRECT = "redirect"
    ONE_MEETING = "one_meeting"
    WITHDRAW = "withdraw"
    SETTLE = "settle"
    EXPIRE = "expire"
    ASK_AGAIN = "ask_again"


LIFE = {
    (RequestState.QUEUED, RequestEvent.SEND): RequestState.SENT,
    (RequestState.QUEUED, RequestEvent.WITHDRAW): RequestState.WITHDRAWN,
    (RequestState.QUEUED, RequestEvent.SETTLE): RequestState.WITHDRAWN,
    (RequestState.SENT, RequestEvent.ACCEPT): RequestState.ACCEPTED,
    (RequestState.SENT, RequestEvent.DECLINE): RequestState.DECLINED,
    (RequestState.SENT, RequestEvent.NOT_NOW): RequestState.NOT_NOW,
    (RequestState.SENT, RequestEvent.REDIRECT): RequestState.REDIRECTED,
    (RequestState.SENT, RequestEvent.ONE_MEETING): RequestState.ONE_MEETING,
    (RequestState.SENT, RequestEvent.WITHDRAW): RequestState.WITHDRAWN,
    (RequestState.SENT, RequestEvent.SETTLE): RequestState.WITHDRAWN,
    (RequestState.SENT, RequestEvent.EXPIRE): RequestState.EXPIRED,
    (RequestState.NOT_NOW, RequestEvent.ASK_AGAIN): RequestState.SENT,
    (RequestState.NOT_NOW, RequestEvent.WITHDRAW): RequestState.WITHDRAWN,
    (RequestState.NOT_NOW, RequestEvent.SETTLE): RequestState.WITHDRAWN,
}

OPEN = (RequestState.QUEUED, RequestState.SENT)


@dataclass(frozen=True)
class Request:
    """One request; `words` are what the mentee wrote to the mentor, `rank` its place in a cascade.

    `sendings` is how many times it was sent, `until` and `only_domain` what the mentor said of a later time.
    """

    id: int
    need_id: int
    mentee_id: int
    mentor_id: int
    words: str = ""
    rank: int = 1
    state: RequestState = RequestState.QUEUED
    created_at: datetime | None = None
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    until: datetime | None = None
    only_domain: str = ""
    colleague_id: int | None = None
    sendings: int = 0
    version: int = 1


def moved(request: Request, event: RequestEvent, now: datetime) -> Request:
    """The request after the event, with its date; StaleCard where its life has no such step."""
    state = after(LIFE, request.state, event)
    if state is RequestState.SENT:
        sendings = request.sendings + 1
        return replace(request, state=state, sent_at=now, answered_at=None, sendings=sendings)
    return replace(request, state=state, answered_at=now)


def next_in_line(requests: Iterable[Request]) -> Request | None:
    """The queued request that is ranked first, if any."""
    queued = (request for request in requests if request.state is RequestState.QUEUED)
    return min(queued, key=lambda request: (request.rank, request.id), default=None)


def topics_asked(request: Request, topics: tuple[str, ...]) -> tuple[str, ...]:
    """What the mentor is asked about: the need's topics, or only the one that they would talk about."""
    return (request.only_domain,) if request.only_domain in topics else topics
