"""Simulated people: who they are, what they look for, what they offer, and what they remember."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from random import Random


@dataclass(frozen=True)
class Wish:
    """A need before it is told: its topic, the words for it, what good would look like, when it arises."""

    topic: str
    words: str
    goal: str
    lasting: bool
    at: datetime


@dataclass
class Character:
    """One simulated person and their memory; `seen` are the occasions to which they reacted already.

    Somebody `fresh` joins and then waits for a visitor to live their life; `words`, `speaks` and `meets` are
    what a mentor's profile says, where it is not made up.
    """

    user: str
    name: str
    locale: str
    zone: str
    role: str
    level: str = ""
    discipline: str = ""
    courtesy: str = ""
    offers: tuple[str, ...] = ()
    places: int = 0
    words: str = ""
    speaks: tuple[str, ...] = ()
    meets: str = ""
    fresh: bool = False
    rng: Random = field(default_factory=Random)
    arrives: datetime | None = None
    enrols: bool = True
    star: bool = False
    person_id: int = 0
    wishes: list[Wish] = field(default_factory=list)
    told: dict[int, Wish] = field(default_factory=dict)
    telling: Wish | None = None
    seen: set[tuple[object, ...]] = field(default_factory=set)
    gone: bool = False

    @property
    def email(self) -> str:
        """Their address on the roster."""
        return f"{self.user}@example.org"

    @property
    def is_mentor(self) -> bool:
        """Whether they are faculty."""
        return self.role == "faculty"

    def first_time(self, *occasion: object) -> bool:
        """Whether they have not reacted to this before; from now on they have."""
        new = occasion not in self.seen
        self.seen.add(occasion)
        return new

    def chance(self, share: float) -> bool:
        """Whether it happens to them this time."""
        return self.rng.random() < share


def slug(name: str) -> str:
    """A user id made of a name: "Léa Roy" becomes "lea-roy"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
