"""A crowd of simulated people by the priors: names, levels, offers and needs, the same for the same seed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from random import Random

from adapters.simulated import wordlists
from adapters.simulated.people import Character, Wish, slug
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


def crowd(
    residents: int, mentors: int, priors: Priors, seed: str, taken: Iterable[str] = ()
) -> list[Character]:
    """Residents first, then faculty, each with a user id that nobody else has; the same for the same seed."""
    named = _names(Random(f"{seed}:names"), priors, set(taken))
    seeded = (Random(f"{seed}:person:{number}") for number in range(residents + mentors))
    roles = ["resident"] * residents + ["faculty"] * mentors
    return [_born(role, next(named), rng, priors) for role, rng in zip(roles, seeded, strict=True)]


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
