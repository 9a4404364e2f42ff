"""Cards and homes as Adaptive Cards 1.5, in each reader's words: pure, plain dictionaries.

Days and instants come from our own words, not from `{{DATE(…)}}`: the reader's zone is known, phones
speak the device's zone and language, and no format of theirs says « jeudi 14 mai, 16 h ».
"""

from collections.abc import Sequence
from itertools import groupby

from adapters.teams.beside import Attached, attached, fallback
from adapters.teams.elements import PAUSE, Json, block, fits, text, whole
from adapters.teams.markdown import lines, marked_up, shortened
from adapters.teams.meetings import meeting_link
from adapters.teams.rows import PRESS, labelled, rows
from bot.cards import Card, Choices, Divider, Facts, File, Home, Invitation, Part, Picture, Text
from bot.words import Say, Span, plain

__all__ = ["PRESS", "Attached", "attached", "card", "fallback"]

Says = Sequence[Say]

SHORT_NAME, SHORT_FACT = 36, 68
"""Characters of a fact's name, and of the name and its value, that read well side by side on a phone."""

LENGTHS = (4_000, 2_000, 1_000, 500, 250, 120, 60, 30)
"""How long one text may be, in characters: the first by which the card fits."""


def card(shown: Card | Home, says: Says) -> Json:
    """The card, each text in every reader's language; what does not fit is shortened at a word."""
    summary = fallback(shown, says)
    for most in LENGTHS:
        made = whole(_body(shown.parts, says, most), summary)
        if fits(made):
            return made
    for kept in range(len(shown.parts) - 2, -1, -1):  # only a page of very many rows comes to this
        cut = [*_body(shown.parts[:kept], says, LENGTHS[-1]), *block((Span("…"),), "hint")]
        made = whole([*cut, *_body(shown.parts[-1:], says, LENGTHS[-1])], summary)
        if fits(made):
            return made
    return made


def _body(parts: Sequence[Part], says: Says, most: int) -> list[Json]:
    """Every text once a language, a line between them; what is pressed once, with every label."""
    body: list[Json] = []
    for pressed, run in groupby(parts, lambda part: isinstance(part, Choices | Invitation)):
        together = tuple(run)
        for place, readers in enumerate([says] if pressed else [(say,) for say in says]):
            body += [PAUSE] if place else []
            body += [element for part in together for element in _shown(part, readers, most)]
    return body


def _shown(part: Part, says: Says, most: int) -> list[Json]:
    match part:
        case Text(line, style):
            return text(shortened(says[0](line), most), style)
        case Facts(pairs):
            return _facts([(says[0](name), shortened(says[0](value), most)) for name, value in pairs])
        case Picture(alt=alt):  # a card can show what has a public address alone
            return block(shortened(says[0](alt), most), "hint")
        case File():
            return []
        case Invitation(label=label):
            opened = {"type": "Action.OpenUrl", "title": labelled(label, says)}
            return [{"type": "ActionSet", "actions": [{**opened, "url": meeting_link(part, says[0])}]}]
        case Choices():
            return rows(part, says)
        case Divider():
            return [PAUSE]


def _facts(pairs: list[tuple[tuple[Span, ...], tuple[Span, ...]]]) -> list[Json]:
    if all(_is_short(name, value) for name, value in pairs):
        facts = [{"title": _line(name), "value": _line(value)} for name, value in pairs]
        return [{"type": "FactSet", "facts": facts}] if facts else []
    return [
        element
        for name, value in pairs
        for element in (*block(name, weight="bolder"), *block(value, spacing="none"))
    ]


def _is_short(name: tuple[Span, ...], value: tuple[Span, ...]) -> bool:
    one_line = len(lines(name)) == len(lines(value)) == 1
    return one_line and len(plain(name)) <= SHORT_NAME and len(plain(name) + plain(value)) <= SHORT_FACT


def _line(said: tuple[Span, ...]) -> str:
    ((line, _),) = lines(said)
    return marked_up(line)
