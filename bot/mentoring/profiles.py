"""A mentor's profile: what they offer, how, and how many places they have."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

MOST_PLACES = 10
"""The most places that one mentor may offer."""


class Availability(StrEnum):
    """Whether new requests may reach a mentor."""

    AVAILABLE = "available"
    LIMITED = "limited"
    PAUSED = "paused"


@dataclass(frozen=True)
class Profile:
    """What a mentor offers; `topics` are domains and challenges, `taken` never exceeds `capacity`."""

    id: int
    person_id: int
    topics: tuple[str, ...] = ()
    words: str = ""
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    meets: str = ""
    replies: str = ""
    capacity: int = 2
    taken: int = 0
    availability: Availability = Availability.AVAILABLE
    paused_until: datetime | None = None
    version: int = 1

    @property
    def places(self) -> int:
        """Places open now: none while paused, at most one while limited."""
        open_places = max(self.capacity - self.taken, 0)
        ceiling = {Availability.PAUSED: 0, Availability.LIMITED: 1, Availability.AVAILABLE: open_places}
        return min(open_places, ceiling[self.availability])


def paused(profile: Profile, until: datetime | None) -> Profile:
    """The profile closed to new requests, until an instant or until they say so."""
    return replace(profile, availability=Availability.PAUSED, paused_until=until)


def resumed(profile: Profile) -> Profile:
    """The profile open to new requests again."""
    return replace(profile, availability=Availability.AVAILABLE, paused_until=None)


def limited(profile: Profile) -> Profile:
    """The profile open to one new request at a time."""
    return replace(profile, availability=Availability.LIMITED, paused_until=None)


def offered(domains: Iterable[str], challenges: Iterable[str]) -> tuple[str, ...]:
    """The topics that these domains and their challenges make; other domains' challenges are left out."""
    chosen = tuple(challenges)
    return tuple(
        topic for domain in domains for topic in (domain, *(c for c in chosen if c.startswith(f"{domain}.")))
    )


def is_over(profile: Profile, now: datetime) -> bool:
    """Whether a pause with an end has come to it."""
    return (
        profile.availability is Availability.PAUSED
        and profile.paused_until is not None
        and profile.paused_until <= now
    )
