"""Words and short phrases that tell a topic, found in a plain text in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.matching.wording import plain

KEYWORD, HINT = 1.0, 0.35
PER_FURTHER_WORD = 0.3
"""What each further word of a phrase adds to its weight: "failed exam" says more than "exam"."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase that tells a topic; each of its words may stand for any ending."""

    topic: str
    words: tuple[str, ...]
    weight: float

    def stands_at(self, text: list[str], at: int) -> bool:
        """Whether the phrase begins at this word of a text."""
        here = text[at : at + len(self.words)]
        return len(here) == len(self.words) and all(map(_fits, self.words, here))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def keyword(topic: str, written: str, weight: float) -> Keyword:
    """A keyword as the seeds write it: accents and case do not count, a final * takes any ending."""
    words = tuple(" ".join(plain(word) + "*" * word.endswith("*") for word in written.split()).split())
    return Keyword(topic, words, weight * (1 + PER_FURTHER_WORD * (len(words) - 1)))


class Lexicon:
    """Every keyword, by how its first word begins, so that a text is read once."""

    def __init__(self, keywords: Iterable[Keyword]) -> None:
        self._whole: dict[str, list[Keyword]] = defaultdict(list)
        self._beginning: dict[str, list[Keyword]] = defaultdict(list)
        for one in keywords:
            first = one.words[0]
            index = self._beginning if first.endswith("*") else self._whole
            index[first.removesuffix("*")].append(one)

    def found(self, text: str) -> set[Keyword]:
        """The keywords that stand somewhere in a plain text."""
        words = text.split()
        return {
            one for at, word in enumerate(words) for one in self._starting(word) if one.stands_at(words, at)
        }

    def _starting(self, word: str) -> Iterator[Keyword]:
        yield from self._whole.get(word, ())
        for length in range(1, min(len(word), 20) + 1):
            yield from self._beginning.get(word[:length], ())
