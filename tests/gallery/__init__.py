"""Every card, form and home that the product can show, short and as long as may be, for every platform.

    for piece in pieces():  # the same each time, read from album.jsonl
        blocks(piece.shown, [voice("fr", "America/Edmonton")])

The album is what the flows' own tests showed (tests.gallery.recording). test_gallery.py says when it is
out of date; `python -m tests.gallery` takes it anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.cards import Card, Form, Home, Line
from bot.handles import bound_card, bound_home
from bot.packing import unpacked
from tests.bot.flows.talk import lines_of
from tests.gallery.longest import longest

ALBUM = Path(__file__).parent / "album.jsonl"
TOKEN = "gallery-token-1234567x"
"""As long as a handle's own."""

Shown = Card | Home | Form


@dataclass(frozen=True)
class Piece:
    """Something that is shown to somebody, by a name that can be one of a file."""

    name: str
    shown: Shown


@cache
def pieces() -> tuple[Piece, ...]:
    """Everything that can be shown: as it was recorded, then each with the longest of words in it."""
    short = tuple(_named(bound(one) for one in _album() if not isinstance(one, Line)))
    return (*short, *(Piece(f"{piece.name}-longest", longest(piece.shown)) for piece in short))


@cache
def errors() -> tuple[Line, ...]:
    """Everything that can stand beside a field."""
    return tuple(one for one in _album() if isinstance(one, Line))


def bound(shown: Shown) -> Shown:
    """With tokens, as whatever is shown has them."""
    match shown:
        case Card():
            return bound_card(shown, TOKEN)
        case Home():
            return bound_home(shown, TOKEN)
        case Form():
            return replace(shown, token=TOKEN)


@cache
def _album() -> tuple[Shown | Line, ...]:
    return tuple(unpacked(text) for text in ALBUM.read_text("utf-8").splitlines())


def _named(every: Iterable[Shown]) -> Iterator[Piece]:
    """Each by its kind, its first words and its number among those alike: card-needs.title-2."""
    counts: Counter[str] = Counter()
    for shown in every:
        first = next((line.key for line in lines_of(shown)), "nothing")
        name = f"{type(shown).__name__.casefold()}-{first}"
        counts[name] += 1
        yield Piece(f"{name}-{counts[name]}", shown)
