"""Words as the ranking reads them: no accents, no case, whole words and the character n-grams inside them."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from bot.matching.shipped import table

READ = 2000
"""How many characters of a text are read; what a person needs has been said by then."""
GRAM_SIZES = (3, 4, 5)

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def plain(text: str) -> str:
    """A text as lower-case words without accents or signs, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text[:READ].casefold().translate(_LIGATURES))[: 2 * READ]
    letters = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = "".join(letters).split()
    return " ".join(_whole(words))


def _whole(words: list[str]) -> Iterator[str]:
    """The words, with French "j'ai" and "n'ai" kept whole, for "ai" alone means artificial intelligence."""
    before = ""
    for word in words:
        yield before + word if word == "ai" and before in ("j", "n") else word
        before = word


def grams(words: str) -> Iterator[str]:
    """Every run of 3 to 5 characters inside each word of a plain text, the word's edges marked by spaces."""
    for word in words.split():
        edged = f" {word[:40]} "
        for size in GRAM_SIZES:
            for start in range(max(1, len(edged) - size + 1)):
                yield edged[start : start + size]


def content(words: str) -> list[str]:
    """The words of a plain text that carry a meaning: three letters or more, and no filler."""
    return [word for word in words.split() if len(word) > 2 and word.isalpha() and word not in _filler()]


@cache
def _filler() -> frozenset[str]:
    return frozenset(table("matching/filler.toml")["words"])
