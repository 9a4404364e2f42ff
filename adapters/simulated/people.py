"""Simulated people: who they are, what they look for, what they offer, and what they remember."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random

from adapters.simulated import wordlists
from adapters.simulated.priors import DEMAND, LEVELS, OFFER, Priors
from bot.flows.options import challenges

DISCIPLINES = (
    "anesthesiology", "emergency_medicine", "family_medicine", "general_internal_medicine", "general_surgery",
    "obstetrics_and_gynecology", "pediatrics", "psychiatry", "radiology", "neurology", "cardiology",
    "orthopedic_surgery", "critical_care", "palliative_medicine", "social_work", "nursing",
)  # fmt: skip
RANKS = ("lecturer", "assistant_professor", "associate_professor", "professor")
ZONES = ("America/Edmonton",) * 8 + ("America/Vancouver", "America/Toronto")
PLACES = (0, 1, 2, 2, 2, 3, 3, 4, 5)
"""How places are spread when their mean is about two."""

TRIES = 20
"""How many names are drawn before one is given twice."""


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


def crowd(
    residents: int, mentors: int, priors: Priors, seed: str, taken: Iterable[str] = ()
) -> list[Character]:
    """Residents first, then faculty, each with a user id that nobody else has; the same for the same seed."""
    named = _names(Random(f"{seed}:names"), priors, set(taken))
    seeded = (Random(f"{seed}:person:{number}") for number in range(residents + mentors))
    roles = ["resident"] * residents + ["faculty"] * mentors
    return [_born(role, next(named), rng, priors) for role, rng in zip(roles, seeded, strict=True)]


def slug(name: str) -> str:
    """A user id made of a name: "Léa Roy" becomes "lea-roy"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _names(rng: Random, priors: Priors, taken: set[str]) -> Iterator[tuple[str, str, str, bool]]:
    """A user id, a name, a language, and whether it is a woman's; where names run out ids are numbered."""
    for number in count(1):
        for _ in range(TRIES):
            locale = "fr" if rng.random() < priors.french else "en"
            woman = rng.random() < priors.women
            first = rng.choice(wordlists.names(locale, "women" if woman else "others"))
            name = f"{first} {rng.choice(wordlists.family_names())}"
            if slug(name) not in taken:
                break
        user = slug(name) if slug(name) not in taken else f"{slug(name)}-{number}"
        taken.add(user)
        yield user, name, locale, woman


def _born(role: str, named: tuple[str, str, str, bool], rng: Random, priors: Priors) -> Character:
    user, name, locale, woman = named
    person = Character(user, name, locale, rng.choice(ZONES), role, rng=rng)
    person.discipline = rng.choice(DISCIPLINES[:14] if role == "resident" else DISCIPLINES)
    if role == "resident":
        person.level = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
        person.enrols = person.chance(priors.enrol)
    else:
        person.level = rng.choice(RANKS)
        person.courtesy = "dre" if woman and locale == "fr" else "dr"
        person.enrols = person.chance(priors.opt_in)
        person.places = min(5, round(rng.choice(PLACES) * priors.places / 2))
        person.offers = offered(rng, priors)
    return person


def offered(rng: Random, priors: Priors) -> tuple[str, ...]:
    """The topics that a mentor offers: some domains, most of their challenges."""
    shares = {domain: share for domain, share in OFFER.items() if domain != priors.domain_without_mentor}
    chosen = dict.fromkeys(rng.choices(list(shares), list(shares.values()), k=rng.randint(1, priors.domains)))
    return tuple(topic for domain in chosen for topic in challenges(domain) if rng.random() < 0.75) or tuple(
        challenges(next(iter(chosen)))
    )


def wish(person: Character, at: datetime, shares: dict[str, float] | None = None) -> Wish:
    """A need that arises in a person at an instant; `shares` weigh its domain."""
    shares = shares or dict(DEMAND)
    domain = person.rng.choices(list(shares), list(shares.values()))[0]
    topic = person.rng.choice([topic for topic in wordlists.needs() if topic.split(".")[0] == domain])
    entry = wordlists.needs()[topic]
    words, goal = person.rng.choice(entry[person.locale]), entry["goal"][person.locale]
    return Wish(topic, words, goal, person.chance(0.8), at)
