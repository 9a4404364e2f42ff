"""What speaks for each topic in a text: keywords, and the likelihood of its letters under the seed phrases.

A keyword is trusted as far as the seed phrases bear it out: "teaching hospital" says little of teaching."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from statistics import fmean

from bot.matching.keywords import HINT, KEYWORD, Keyword, Lexicon, keyword
from bot.matching.phrases import Phrases
from bot.matching.shipped import table
from bot.matching.topics import domain_of
from bot.matching.wording import plain

FURTHER = 0.6
"""What each further keyword of a topic counts for beside the one before it."""


def told_by_keywords(text: str) -> dict[str, float]:
    """The topics that keywords in a plain text tell, and how strongly: about 1 for one good keyword."""
    weights: dict[str, list[float]] = defaultdict(list)
    for one in _lexicon().found(text):
        weights[one.topic].append(_trust()[one])
    return {topic: _diminishing(found) for topic, found in weights.items()}


def told_by_letters(text: str) -> dict[str, float]:
    """How much likelier a plain text is under each topic's phrases than under the topics on average."""
    likelihoods = _phrases().likelihoods(text)
    middle = fmean(likelihoods.values()) if likelihoods else 0.0
    return {topic: one - middle for topic, one in likelihoods.items()}


def _diminishing(weights: list[float]) -> float:
    return sum(weight * FURTHER**place for place, weight in enumerate(sorted(weights, reverse=True)))


@cache
def _seeds() -> tuple[tuple[str, str], ...]:
    """Each seed phrase as its topic and its plain text."""
    seeds = table("matching/seeds.toml")
    return tuple((topic, plain(said)) for topic, one in seeds.items() for said in (*one["en"], *one["fr"]))


def _written() -> Iterator[Keyword]:
    for topic, one in table("matching/seeds.toml").items():
        yield from (keyword(topic, words, KEYWORD) for words in one["keywords"])
        yield from (keyword(topic, words, HINT) for words in one["hints"])


@cache
def _keywords() -> tuple[Keyword, ...]:
    return tuple(_written())


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_keywords())


@cache
def _phrases() -> Phrases:
    """The seed phrases, and each keyword as a phrase of its own."""
    told = ((one.topic, plain(" ".join(one.words))) for one in _keywords() if one.weight >= KEYWORD)
    return Phrases((*_seeds(), *told))


@cache
def _trust() -> dict[Keyword, float]:
    """Each keyword's weight, less where the seed phrases of other topics use it and where topics share it."""
    right: Counter[Keyword] = Counter()
    seen: Counter[Keyword] = Counter()
    for topic, text in _seeds():
        for one in _lexicon().found(text):
            seen[one] += 10
            right[one] += _tenths_right(one.topic, topic)
    sharers = Counter(one.words for one in _keywords())
    return {one: _trusted(one, right[one], seen[one], sharers[one.words]) for one in _keywords()}


def _trusted(one: Keyword, right: int, seen: int, sharers: int) -> float:
    """Before any evidence, a keyword is taken to be right seven times in ten."""
    return float(one.weight * (right + 7) / (seen + 10) / sharers**0.5)


def _tenths_right(told: str, meant: str) -> int:
    """A keyword is right about its own topic, and more right than wrong about another of its domain."""
    return 10 if told == meant else 6 if domain_of(told) == domain_of(meant) else 0
