"""A goodbye: thanks, the intention to move on, and a door left open."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.life import after

HOLD = timedelta(minutes=10)


class GoodbyeState(StrEnum):
    """Where a goodbye is in its life; `held` waits ten minutes for an undo."""

    DRAFT = "draft"
    HELD = "held"
    SENT = "sent"
    ANSWERED = "answered"
    UNDONE = "undone"


class GoodbyeEvent(StrEnum):
    """What can happen to a goodbye."""

    HOLD = "hold"
    SEND = "send"
    UNDO = "undo"
    ANSWER = "answer"


LIFE = {
    (GoodbyeState.DRAFT, GoodbyeEvent.HOLD): GoodbyeState.HELD,
    (GoodbyeState.DRAFT, GoodbyeEvent.UNDO): GoodbyeState.UNDONE,
    (GoodbyeState.HELD, GoodbyeEvent.SEND): GoodbyeState.SENT,
    (GoodbyeState.HELD, GoodbyeEvent.UNDO): GoodbyeState.DRAFT,
    (GoodbyeState.SENT, GoodbyeEvent.ANSWER): GoodbyeState.ANSWERED,
}


@dataclass(frozen=True)
class Goodbye:
    """One side's goodbye; `note` is in their own words (empty: without a note), `label` is private."""

    id: int
    mentorship_id: int
    from_id: int
    note: str = ""
    tone: str = "warm"
    door: str = "stay_in_touch"
    label: str = ""
    colleague_id: int | None = None
    reply: str = ""
    state: GoodbyeState = GoodbyeState.DRAFT
    send_at: datetime | None = None
    sent_at: datetime | None = None
    version: int = 1


def moved(goodbye: Goodbye, event: GoodbyeEvent, now: datetime) -> Goodbye:
    """The goodbye after the event, with its dates; StaleCard where its life has no such step."""
    state = after(LIFE, goodbye.state, event)
    match event:
        case GoodbyeEvent.HOLD:
            return replace(goodbye, state=state, send_at=now + HOLD)
        case GoodbyeEvent.SEND:
            return replace(goodbye, state=state, sent_at=now)
        case GoodbyeEvent.UNDO | GoodbyeEvent.ANSWER:
            return replace(goodbye, state=state)
