"""A need: what a mentee looks for help with, in their own words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.mentoring.life import after


class NeedState(StrEnum):
    """Where a need is in its life."""

    DRAFT = "draft"
    OPEN = "open"
    MET = "met"
    CLOSED = "closed"
    DORMANT = "dormant"


class NeedEvent(StrEnum):
    """What can happen to a need."""

    DECLARE = "declare"
    MEET = "meet"
    CLOSE = "close"
    REST = "rest"
    REOPEN = "reopen"


LIFE = {
    (NeedState.DRAFT, NeedEvent.DECLARE): NeedState.OPEN,
    (NeedState.DRAFT, NeedEvent.CLOSE): NeedState.CLOSED,
    (NeedState.OPEN, NeedEvent.MEET): NeedState.MET,
    (NeedState.OPEN, NeedEvent.CLOSE): NeedState.CLOSED,
    (NeedState.OPEN, NeedEvent.REST): NeedState.DORMANT,
    (NeedState.MET, NeedEvent.CLOSE): NeedState.CLOSED,
    (NeedState.MET, NeedEvent.REOPEN): NeedState.OPEN,
    (NeedState.CLOSED, NeedEvent.REOPEN): NeedState.OPEN,
    (NeedState.DORMANT, NeedEvent.REOPEN): NeedState.OPEN,
    (NeedState.DORMANT, NeedEvent.CLOSE): NeedState.CLOSED,
}


@dataclass(frozen=True)
class Need:
    """One need; `topics` are its domain and challenges, `words` what was typed, `goal` one line."""

    id: int
    mentee_id: int
    topics: tuple[str, ...] = ()
    words: str = ""
    goal: str = ""
    by: date | None = None
    lasting: bool = True
    state: NeedState = NeedState.DRAFT
    created_at: datetime | None = None
    unmatched_at: datetime | None = None
    version: int = 1

    @property
    def domain(self) -> str:
        """The domain of its first topic; empty while none is chosen."""
        return self.topics[0].split(".")[0] if self.topics else ""

    @property
    def is_precise(self) -> bool:
        """Whether it has a domain, at least one challenge and a goal."""
        return any("." in topic for topic in self.topics) and bool(self.goal)


def moved(need: Need, event: NeedEvent) -> Need:
    """The need after the event; StaleCard where its life has no such step."""
    return replace(need, state=after(LIFE, need.state, event))


def narrowed(domains: Iterable[str], challenges: Iterable[str]) -> tuple[str, ...]:
    """The topics of a need: for each domain its challenges, or the domain itself where none was ticked."""
    ticked = tuple(dict.fromkeys(challenges))
    kept = ((tuple(c for c in ticked if c.split(".")[0] == domain) or (domain,)) for domain in domains)
    return tuple(topic for topics in kept for topic in topics)


def domains_of(topics: Iterable[str]) -> tuple[str, ...]:
    """The domains of these topics, each once, in order."""
    return tuple(dict.fromkeys(topic.split(".")[0] for topic in topics))
