"""How well needs are understood and mentors ranked, with 95 % intervals, and what a suggestion costs."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import nlargest
from statistics import fmean

from bench.figures import in_turn, seconds, show
from bot.matching.domains import understood
from bot.matching.likeness import telling_words
from bot.matching.ranking import Offer, Pool, Wish, ranked, weighed
from bot.matching.topics import TOPICS, is_specific
from tests.bot.matching import development as dev

MENTORS = (1_000, 10_000, 100_000)
WISHES = 40
RESAMPLES = 2_000
MIB = 1 << 20


def main() -> None:
    """Print the quality on the development set, then the speeds."""
    _domains()
    _mentors()
    show("understanding one need", _ms(_each(lambda need: understood(need.says), dev.needs())))
    show(
        "understanding 1 MiB of text",
        _ms(seconds(lambda: understood("pregnant and negotiating " * (MIB // 25)))),
    )
    for many in MENTORS:
        _speed(many)


def _domains() -> None:
    for name in ("first", "held", "last"):
        for language in ("en", "fr"):
            chosen = [need for need in dev.needs() if (need.set, need.language) == (name, language)]
            for most in (1, 3):
                figures = [dev.right_at(need, most) for need in chosen]
                show(f"domain top-{most}, {name} set, {language}, n={len(chosen)}", *_with_interval(figures))


def _mentors() -> None:
    pool = Pool(dev.offers())
    chosen = [need for need in dev.needs() if need.fits]
    for ticked in (False, True):
        orders = [(dev.suggested(pool, need, ticked), need.fits) for need in chosen]
        how = "topics ticked" if ticked else "words alone"
        show(f"nDCG@5, {how}, n={len(chosen)}", *_with_interval([dev.ndcg(*one) for one in orders]))
        show(f"Recall@5, {how}", *_with_interval([dev.recall(*one) for one in orders]))


def _speed(many: int) -> None:
    """A suggestion beside the bare scan of the same posting lists: add up, take the five largest."""
    chance = random.Random(many)
    offers = [_offer(number, chance) for number in range(many)]
    pool = Pool(offers)
    lists = _posting_lists(offers)
    wishes = [_wish(number, chance) for number in range(WISHES)]
    took, bare = in_turn(
        lambda: [ranked(pool, wish, frozenset()) for wish in wishes],
        lambda: [_scan(lists, wish) for wish in wishes],
    )
    show(
        f"top five of {many:,}",
        _ms(took / WISHES),
        f"{took / bare:.2f} x the bare scan ({_ms(bare / WISHES)})",
    )


def _posting_lists(offers: Iterable[Offer]) -> dict[str, list[int]]:
    lists: dict[str, list[int]] = defaultdict(list)
    for offer in offers:
        for key in (*weighed(offer.topics), *(f"={word}" for word in telling_words(offer.words))):
            lists[key].append(offer.mentor_id)
    return lists


def _scan(lists: dict[str, list[int]], wish: Wish) -> list[int]:
    found: dict[int, float] = defaultdict(float)
    for key, weight in weighed(wish.topics).items():
        for mentor_id in lists.get(key, ()):
            found[mentor_id] += weight
    for word in telling_words(wish.words):
        for mentor_id in lists.get(f"={word}", ()):
            found[mentor_id] += 1.0
    return nlargest(5, found, key=found.__getitem__)


SPECIFIC = [topic for topic in TOPICS if is_specific(topic)]
SENTENCES = [sentence for offer in dev.offers() for sentence in offer.words.split(". ")]


def _offer(number: int, chance: random.Random) -> Offer:
    """A mentor who ticks a few challenges and writes about 300 characters."""
    topics = frozenset(chance.sample(SPECIFIC, chance.randint(2, 8)))
    words = ". ".join(chance.sample(SENTENCES, 4))[:300]
    languages = frozenset(chance.choice((["en"], ["fr"], ["en", "fr"])))
    return Offer(number, topics, words, "", languages, chance.randint(0, 3))


def _wish(number: int, chance: random.Random) -> Wish:
    need = chance.choice(dev.needs())
    return Wish(frozenset(need.topics), need.says, frozenset({need.language}), "", str(number))


def _with_interval(figures: list[float]) -> tuple[str, str]:
    """The mean, and where 95 % of the means of resampled sets fall."""
    chance = random.Random(7)
    means = sorted(fmean(chance.choices(figures, k=len(figures))) for _ in range(RESAMPLES))
    low, high = means[RESAMPLES // 40], means[-RESAMPLES // 40]
    return f"{fmean(figures):.2f}", f"[{low:.2f}, {high:.2f}]"


def _each(work: Callable[[dev.LabelledNeed], object], needs: tuple[dev.LabelledNeed, ...]) -> float:
    return seconds(lambda: [work(need) for need in needs]) / len(needs)


def _ms(took: float) -> str:
    return f"{took * 1e3:.2f} ms"
