"""The development set: needs, mentors and who is right for whom, as the tests and the bench read them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from statistics import fmean

from bot.matching.domains import understood
from bot.matching.ranking import Offer, Pool, Wish, ranked
from bot.matching.topics import domain_of


@dataclass(frozen=True)
class LabelledNeed:
    says: str
    language: str
    topics: tuple[str, ...]
    fits: dict[int, int]
    set: str


@cache
def written() -> dict:
    return tomllib.loads(Path(__file__).with_name("needs_dev.toml").read_text(encoding="utf-8"))


@cache
def numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(written()["mentors"], start=1)}


@cache
def offers() -> tuple[Offer, ...]:
    mentors = written()["mentors"].items()
    return tuple(
        Offer(
            mentor_id=numbers()[name],
            topics=frozenset(mentor["topics"]),
            words=mentor["words"],
            discipline=mentor["discipline"],
            languages=frozenset(mentor["languages"]),
            places=2,
        )
        for name, mentor in mentors
    )


@cache
def needs() -> tuple[LabelledNeed, ...]:
    return tuple(
        LabelledNeed(
            says=need["says"],
            language=need["language"],
            topics=tuple(need["topics"]),
            fits={numbers()[name]: grade for name, grade in need.get("fits", {}).items()},
            set=need.get("set", "first"),
        )
        for need in written()["needs"]
    )


def right_at(need: LabelledNeed, most: int) -> float:
    """Whether one of the first topics proposed is in a domain that the need speaks of."""
    meant = {domain_of(topic) for topic in need.topics}
    return float(any(domain_of(topic) in meant for topic in understood(need.says)[:most]))


def suggested(pool: Pool, need: LabelledNeed, ticked: bool) -> list[int]:
    """Who is ranked for a need: as ticked by its writer, or as understood from the words alone."""
    topics = need.topics if ticked else understood(need.says)
    wish = Wish(frozenset(topics), need.says, frozenset({need.language}), "", need.says)
    return [fit.mentor_id for fit in ranked(pool, wish, frozenset())]


def ndcg(order: list[int], fits: dict[int, int], most: int = 5) -> float:
    """How near an order is to the best one, by the grades of its first places."""
    ideal = sorted(fits.values(), reverse=True)
    return _gain([fits.get(one, 0) for one in order[:most]]) / _gain(ideal[:most])


def recall(order: list[int], fits: dict[int, int], most: int = 5) -> float:
    """How many of those who are right (grade 2 or more) stand in the first places."""
    right = {one for one, grade in fits.items() if grade >= 2} or set(fits)
    return len(right & set(order[:most])) / min(most, len(right))


def mean(figures: list[float]) -> float:
    return fmean(figures)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
