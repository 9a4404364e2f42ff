"""How alike the words of a need and of a profile are: the share of the need's letters that the profile has.

Letters, not words, so that "négociation" is like "negotiating" and a misspelling costs little. A character
3-5-gram counts by its rarity among the profiles compared. A profile is kept as one plain string and searched:
an index of every gram of every profile would take gigabytes where this takes megabytes."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain
from math import log

from bot.matching.wording import GRAM_SIZES, content, grams, plain

TELLING = 12
"""How many words of a need are compared: its longest, which tell most."""
STEM = 6
"""How many letters of a word find it again with another ending."""
USUAL_LENGTH = 200
"""The length, in characters, at which a profile is neither favoured nor held back."""


def recorded(words: str) -> str:
    """A profile's words as they are kept for comparing."""
    return f" {plain(words)} "


def telling_words(words: str) -> set[str]:
    """The stems of the words of a text that carry a meaning."""
    return {word[:STEM] for word in content(plain(words))}


class Likeness:
    """The words of one need, ready to be compared with many profiles."""

    def __init__(self, words: str) -> None:
        telling = sorted(set(content(plain(words))), key=lambda word: (-len(word), word))[:TELLING]
        self._grams = sorted(set(grams(" ".join(telling))))
        self._longer: dict[str, list[str]] = {gram: [] for gram in self._grams if len(gram) == GRAM_SIZES[0]}
        for gram in self._grams:
            if len(gram) > GRAM_SIZES[0]:
                self._longer[gram[: GRAM_SIZES[0]]].append(gram)

    def to(self, profiles: Mapping[int, str]) -> dict[int, float]:
        """For each profile, how alike it is: 0 for nothing in common, about 1 when it says the same."""
        shared = {mentor_id: self._shared(text) for mentor_id, text in profiles.items()}
        weights = self._rarity(shared.values())
        whole = sum(weights.values()) or 1.0
        return {
            mentor_id: sum(map(weights.__getitem__, found)) / whole * _held_back(profiles[mentor_id])
            for mentor_id, found in shared.items()
        }

    def _shared(self, text: str) -> list[str]:
        """The grams that a profile has; a longer one is looked for only where its beginning stands."""
        found = [gram for gram in self._longer if gram in text]
        return found + [longer for gram in found for longer in self._longer[gram] if longer in text]

    def _rarity(self, shared: Collection[list[str]]) -> dict[str, float]:
        users = Counter(chain.from_iterable(shared))
        return {gram: log((len(shared) + 1) / (users[gram] + 0.5)) ** 2 for gram in self._grams}


def _held_back(profile: str) -> float:
    """Long profiles have more of everything: a little less for each, a little more for short ones."""
    return float((USUAL_LENGTH / max(len(profile), USUAL_LENGTH / 4)) ** 0.25)
