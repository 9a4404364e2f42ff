"""How likely the letters and words of a text are under each topic's phrases (naive Bayes over TF-IDF)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log, sqrt

from bot.matching.wording import grams

RARE = 0.01
"""What is added to every count, so that an unseen feature weighs little rather than everything."""


def features(text: str) -> Counter[str]:
    """The character 3-5-grams, words and pairs of words of a plain text, counted."""
    words = text.split()
    counted = Counter(grams(text))
    counted.update(f"={word}" for word in words)
    counted.update(f"={one} {two}" for one, two in pairwise(words))
    return counted


class Phrases:
    """What the phrases of each topic teach: a log-likelihood ratio for each feature."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        counted = [(topic, features(text)) for topic, text in phrases]
        self._rarity = _rarity([found for _, found in counted])
        totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for topic, found in counted:
            for feature, weight in self._weighed(found).items():
                totals[topic][feature] += weight
        self._learn(totals)

    def _learn(self, totals: Mapping[str, Mapping[str, float]]) -> None:
        overall: dict[str, float] = defaultdict(float)
        for seen in totals.values():
            for feature, weight in seen.items():
                overall[feature] += weight
        room = RARE * len(overall)
        everything = sum(overall.values()) + room * len(totals)
        anywhere = {feature: weight + RARE * len(totals) for feature, weight in overall.items()}
        self._unseen = {feature: log(weight / everything) for feature, weight in anywhere.items()}
        self._size = {topic: log(sum(seen.values()) + room) for topic, seen in totals.items()}
        self._seen: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for topic, seen in totals.items():
            for feature, weight in seen.items():
                self._seen[feature].append((topic, log(weight + RARE) - log(RARE)))

    def _weighed(self, found: Counter[str]) -> dict[str, float]:
        weights = {f: (1 + log(n)) * self._rarity[f] for f, n in found.items() if f in self._rarity}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}

    def likelihoods(self, text: str) -> dict[str, float]:
        """For each topic, how much likelier a text is there than anywhere; empty when none of it is known."""
        weights = self._weighed(features(text))
        if not weights:
            return {}
        common = sum(weight * (log(RARE) - self._unseen[feature]) for feature, weight in weights.items())
        mass = sum(weights.values())
        scores = {topic: common - mass * size for topic, size in self._size.items()}
        for feature, weight in weights.items():
            for topic, gain in self._seen[feature]:
                scores[topic] += weight * gain
        return scores


def _rarity(counted: list[Counter[str]]) -> dict[str, float]:
    documents = Counter(feature for found in counted for feature in found)
    return {feature: 1 + log((1 + len(counted)) / (1 + n)) for feature, n in documents.items()}
