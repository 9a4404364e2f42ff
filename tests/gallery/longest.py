"""The same card with as much typed into it as its fields accept, of what is worst to show."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from bot.cards import Blank, Line, Write
from bot.flows.newcomers import LONGEST_NAME
from bot.forms import tidied

T = TypeVar("T")

TYPED = {
    "name": LONGEST_NAME,
    "email": 254,
    "text": 2_000,
    "where": 200,
    "meets": 120,
    "human": 200,
    "column": 2_000,
}
"""Blanks that hold somebody's words, and the most characters that each accepts."""

OURS = {"number", "minute", "columns"}
"""Blanks that hold a short text of our own."""

WORST = (
    "**bold** *b* _i_ ~s~ `c` [x](javascript:alert(1)) <!channel> <@U123|x> <at>all</at> {{DATE(1)}} & &amp; "
    "{name} > quote\\n# - 1. **open <b>b</b> | \\\\ https://x.example.org/a_b?c=d&e=f#g "
    "Ångström 👩\u200d👩\u200d👧\u200d👦 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤a =cmd|' /C calc'!A0 "
)


def longest(shown: T) -> T:
    """The same with the longest words in each of its blanks and fields."""
    filled: T = _filled(shown)
    return filled


def _filled(held: Any) -> Any:
    match held:
        case Line(key, blanks):
            return Line(key, {name: _blank(name, blank) for name, blank in blanks.items()})
        case Write(lines=lines, limit=limit):
            inner = replace(held, label=_filled(held.label), hint=_filled(held.hint))
            return replace(inner, value=words(limit, lines))
        case tuple():
            return tuple(_filled(item) for item in held)
        case _ if is_dataclass(held) and not isinstance(held, type):
            return replace(held, **{entry.name: _filled(getattr(held, entry.name)) for entry in fields(held)})
        case _:
            return held


def _blank(name: str, blank: Blank) -> Blank:
    if isinstance(blank, str):
        return words(TYPED[name], 1 if name == "name" else 9) if name in TYPED else blank
    filled: Blank = _filled(blank)
    return filled


@cache
def words(limit: int, lines: int) -> str:
    """The worst words that a field of so many characters and lines accepts."""
    text = tidied((f"{WORST}\n\n" * (limit // len(WORST) + 1))[:limit])
    return text if lines > 1 else " ".join(text.split())
