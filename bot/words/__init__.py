"""The words of the product, English and French side by side, one TOML a flow.

A key is the file's name and the table's: `needs.goal`. A table holds `en` and `fr`; each is a text,
or `{one = "…", other = "…"}` chosen by the blank `n`. `{name}` is a blank, `**bold**` is ours alone.
In French `{name:le}`, `{name:a}` and `{name:de}` name a person within a sentence (« la Dre Roy », « au
Dr Roy », « d’Amira »), `{name:Le}` begins one; « de » or « que » before a blank is elided where it must be.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from bot.cards import Blank, Line
from bot.errors import UnknownWord

LOCALES = ("en", "fr")

Plural = str | Mapping[str, str]
Dates = Callable[[date | datetime, str], str]
"""Speaks a day or an instant in a locale: `dates(when, "fr")`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, to be escaped by the renderer; bold only where our own words say so."""

    text: str
    bold: bool = False


Say = Callable[[Line], tuple[Span, ...]]
"""Speaks a line in one reader's language and zone."""

_BOLD = re.compile(r"\*\*")
_BLANK = re.compile(r"(?:(?<!\w)(de|que|De|Que) )?\{(\w+)(?::(\w+))?\}(\.(?!\.))?")
_VOWELS = tuple("aàâeéèêëiîïoôuùûyAÀÂEÉÈÊËIÎÏOÔUÙÛY")


def speaker(locale: str, dates: Dates) -> Say:
    """Who speaks this locale ("en" or "fr"), with days and instants in the reader's own zone."""

    def say(line: Line) -> tuple[Span, ...]:
        pieces = _BOLD.split(_template(line, locale))
        return tuple(
            Span(_BLANK.sub(lambda blank: filled(line, *blank.groups()), piece), bold=bool(place % 2))
            for place, piece in enumerate(pieces)
            if piece
        )

    def filled(line: Line, before: str | None, blank: str, case: str | None, stop: str | None) -> str:
        said = spoken(line, blank, case)
        said = said[:1].upper() + said[1:] if case and case.istitle() else said
        said += "" if said.endswith(".") else stop or ""  # "4 p.m." ends the sentence too
        if before is None:
            return said
        return f"{before[:-1]}’{said}" if locale == "fr" and said.startswith(_VOWELS) else f"{before} {said}"

    def spoken(line: Line, blank: str, case: str | None) -> str:
        try:
            value = line.blanks[blank]
        except KeyError:
            raise UnknownWord(f"{line.key}: the blank {{{blank}}} was left empty") from None
        if case:
            value = _declined(value, case.lower())
        match value:
            case Line():
                return plain(say(value))
            case tuple():
                return _listed([plain(say(item)) for item in value], locale)
            case date():
                return dates(value, locale)
            case _:
                return str(value)

    return say


def plain(spans: tuple[Span, ...]) -> str:
    """The bare text, for notifications and screen readers."""
    return "".join(span.text for span in spans)


@cache
def every_key() -> Mapping[str, Mapping[str, Plural]]:
    """Every key of every TOML with its texts by locale."""
    keys: dict[str, Mapping[str, Plural]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            keys |= _flat(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
    return keys


def _flat(prefix: str, table: Mapping[str, Any]) -> dict[str, Mapping[str, Plural]]:
    if any(_is_text(table.get(locale)) for locale in LOCALES):
        return {prefix: table}
    found: dict[str, Mapping[str, Plural]] = {}
    for name, inner in table.items():
        if isinstance(inner, Mapping):
            found |= _flat(f"{prefix}.{name}", inner)
    return found


def _is_text(value: object) -> bool:
    """Whether this is a text or a plural; a table may hold keys that are named like languages."""
    return isinstance(value, str) or (isinstance(value, Mapping) and "other" in value)


def _declined(value: Blank, case: str) -> Line:
    """A person's name in this case; whatever has no case of its own is named as it stands."""
    if isinstance(value, Line) and f"{value.key}_{case}" in every_key():
        return Line(f"{value.key}_{case}", value.blanks)
    return Line(f"names.plain_{case}", {"name": value})


def _template(line: Line, locale: str) -> str:
    try:
        text = every_key()[line.key][locale]
    except KeyError:
        raise UnknownWord(f"no words for {line.key!r} in {locale!r}: add them to bot/words") from None
    return text if isinstance(text, str) else text[_number(line.blanks.get("n", 0), locale)]


def _number(n: object, locale: str) -> str:
    """Which form a number takes: one is singular, and in French zero is too."""
    singular = n in (0, 1) if locale == "fr" else n == 1
    return "one" if singular else "other"


def _listed(items: list[str], locale: str) -> str:
    """Several as one: `a, b and c` or `a, b et c`."""
    last = {"en": " and ", "fr": " et "}[locale]
    return last.join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
