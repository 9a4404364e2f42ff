"""Which mentors fit a need best: shared topics and like words, among everyone who has a place.

score = z(topics shared, over the root of how many the mentor declared) + z(likeness of words) + half z(what
the mentor's own words speak of). The root keeps "tick every box" from paying; the last term hears, across
languages, what a mentor says and did not tick. Scores order a list; nobody sees them."""

from collections.abc import Callable, Collection, Set
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nlargest, nsmallest
from math import sqrt
from operator import mul

from bot.matching.domains import A_KEYWORD, understood
from bot.matching.likeness import Likeness
from bot.matching.pool import Offer, Pool, weighed

__all__ = ["Fit", "Offer", "Pool", "Wish", "lot", "ranked", "weighed"]

LIKE_ENOUGH = 0.2
"""The likeness of words without which a mentor who shares no topic is not suggested."""
EVERYONE = 200
"""Up to how many mentors can be reached for each of them to be compared word by word."""
COMPARED = 40
"""In a larger one: how many who share most are compared, and how many who use the rarest words."""
STIR, PRIME = 0x9E3779B97F4A7C15, 2_147_483_647
"""Numbers that spread a quick lot evenly, where thousands are drawn from."""
SPOKEN = 0.5
"""What the topics that a mentor's own words speak of count for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mentee looks for; `seed` settles ties, the same way each time for the same need."""

    topics: frozenset[str]
    words: str
    languages: frozenset[str]
    discipline: str
    seed: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A mentor, and the score that places them in the list."""

    mentor_id: int
    score: float


def ranked(pool: Pool, wish: Wish, barred: Set[int] = frozenset()) -> list[Fit]:
    """The mentors who fit a wish, best first; empty when nobody does, so that it can be said."""
    topics = wish.topics or frozenset(understood(wish.words))
    among = pool.reachable(wish.languages, barred)
    shared = pool.sharing(topics, among)
    compared = _worth_comparing(pool, wish, topics, shared, among)
    like = Likeness(wish.words).to(pool.profiles(compared))
    speaks = {one: pool.speaks_of(one, topics) for one in compared}
    fitting = [
        one for one in compared if one in shared or like[one] >= LIKE_ENOUGH or speaks[one] >= A_KEYWORD
    ]
    by_topic = _standing(shared.values(), len(among))
    by_words = _standing(like.values(), len(compared))
    by_speech = _standing(speaks.values(), len(compared))
    fits = (
        Fit(
            one,
            _rounded(by_topic(shared.get(one, 0.0)), by_words(like[one]), SPOKEN * by_speech(speaks[one])),
        )
        for one in fitting
    )
    return sorted(fits, key=lambda fit: (-fit.score, lot(wish.seed, fit.mentor_id)))


def _rounded(*scores: float) -> float:
    """To three decimals: what is closer is a tie."""
    return round(sum(scores), 3)


def lot(seed: str, mentor_id: int) -> int:
    """A number that settles a tie: as good as chance, and the same each time."""
    return int.from_bytes(blake2b(f"{seed}:{mentor_id}".encode(), digest_size=8).digest())


def _worth_comparing(
    pool: Pool, wish: Wish, topics: Set[str], shared: dict[int, float], among: Set[int]
) -> Set[int]:
    """Everyone in a small programme; in a large one, who shares most and who uses its rarest words."""
    if len(among) <= EVERYONE:
        return among
    speaking = pool.speaking(topics, wish.words, among, COMPARED)
    return speaking | _sharing_most(shared, speaking, wish.seed)


def _sharing_most(shared: dict[int, float], speaking: Set[int], seed: str) -> set[int]:
    """Who shares most with the need; where many share as much, those who also speak of it, then by lot."""
    least = min(nlargest(COMPARED, shared.values()), default=0.0)
    above = {one for one, much in shared.items() if much > least}
    level = (one for one, much in shared.items() if much == least and one not in speaking)
    stir = lot(seed, 0)
    return above.union(nsmallest(COMPARED - len(above), level, key=lambda one: (one * STIR ^ stir) % PRIME))


def _standing(values: Collection[float], many: int) -> Callable[[float], float]:
    """How far a value stands from the middle of many, in standard deviations; values not listed are zero."""
    middle = sum(values) / max(1, many)
    spread = sqrt(max(0.0, sum(map(mul, values, values)) / max(1, many) - middle * middle))
    return lambda value: (value - middle) / spread if spread > 1e-9 else 0.0
