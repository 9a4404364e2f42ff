"""Who speaks to somebody in Slack: an instant is marked, so that Slack can say it in each reader's own time.

A marked instant is START, its timestamp, MIDDLE, our own words for it, END. The three are of Unicode's
private use, which anybody's own words are rid of here, so that no words can play at being an instant.
"""

import re
import unicodedata
from datetime import date, datetime
from functools import partial

from adapters.dates import dates
from bot.cards import Blank, Line
from bot.words import Dates, Say, speaker

START, MIDDLE, END = "\ue000", "\ue001", "\ue002"

INSTANT = re.compile(f"{START}(-?[0-9]+){MIDDLE}([^{START}{MIDDLE}{END}]*){END}")
"""A marked instant: its timestamp, and our own words for it."""

_USELESS = {"Cc", "Co", "Cs"}
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the words around them from right to left."""


def voice(locale: str, zone: str) -> Say:
    """Who speaks this locale ("en" or "fr") to a reader in this zone."""
    speak = speaker(locale, partial(_marked, dates(zone)))
    return lambda line: speak(_bare(line))


def _marked(ours: Dates, when: date | datetime, locale: str) -> str:
    said = ours(when, locale)
    return f"{START}{int(when.timestamp())}{MIDDLE}{said}{END}" if isinstance(when, datetime) else said


def _bare(line: Line) -> Line:
    return Line(line.key, {name: _clean(blank) for name, blank in line.blanks.items()})


def _clean(blank: Blank) -> Blank:
    match blank:
        case str():
            return blank if blank.isascii() and blank.isprintable() else "".join(filter(_shows, blank))
        case Line():
            return _bare(blank)
        case tuple():
            return tuple(_bare(item) for item in blank)
        case _:
            return blank


def _shows(letter: str) -> bool:
    """Whether a character may stand in words that are shown."""
    if letter in "\n\t":
        return True
    return letter not in _TURNING and unicodedata.category(letter) not in _USELESS
