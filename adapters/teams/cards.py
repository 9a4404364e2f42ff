"""Cards and homes as Adaptive Cards 1.5, in each reader's words: pure, plain dictionaries.

Days and instants come from our own words, not from `{{DATE(…)}}`: the reader's zone is known, phones
speak the device's zone and language, and no format of theirs says « jeudi 14 mai, 16 h ».
"""

from collections.abc import Sequence
from itertools import groupby

from adapters.teams.beside import Attached, attached, fallback
from adapters.teams.elements import PAUSE, Json, action, block, fits, text, whole
from adapters.teams.markdown import inert, lines, marked_up, shortened
from adapters.teams.meetings import meeting_link
from bot.cards import Button, Card, Choices, Divider, Facts, File, Home, Invitation, Line, Part, Picture, Text
from bot.words import Say, Span, plain

__all__ = ["PRESS", "Attached", "attached", "card", "fallback"]

Says = Sequence[Say]

MOST_IN_ROW = 6
"""Buttons of one set that Teams shows; it hides the rest behind three dots, or for good."""

WIDEST_ROW, AROUND, LETTER = 296, 36, 7.5
"""Pixels of a row on a narrow phone, around a button's label, and of a letter: rows do not wrap in Teams."""

MOST_IN_LABEL = 75
"""Characters of a button's label in one language."""

SHORT_NAME, SHORT_FACT = 36, 68
"""Characters of a fact's name, and of the name and its value, that read well side by side on a phone."""

SCALE_WIDTH = 2
"""Buttons whose labels are all this short (1 2 3 4 5) are a scale, and each says what it rates."""

LENGTHS = (4_000, 2_000, 1_000, 500, 250, 120, 60, 30)
"""How long one text may be, in characters: the first by which the card fits."""

PRESS = "press"
"""The verb of a button, beside its token."""


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
        case Facts(rows):
            return _facts([(says[0](name), shortened(says[0](value), most)) for name, value in rows])
        case Picture(alt=alt):  # a card can show what has a public address alone
            return block(shortened(says[0](alt), most), "hint")
        case File():
            return []
        case Invitation(label=label):
            opened = {"type": "Action.OpenUrl", "title": _label(label, says)}
            return [{"type": "ActionSet", "actions": [{**opened, "url": meeting_link(part, says[0])}]}]
        case Choices():
            return _rows(part, says)
        case Divider():
            return [PAUSE]


def _facts(rows: list[tuple[tuple[Span, ...], tuple[Span, ...]]]) -> list[Json]:
    if all(_is_short(name, value) for name, value in rows):
        facts = [{"title": _line(name), "value": _line(value)} for name, value in rows]
        return [{"type": "FactSet", "facts": facts}] if facts else []
    return [
        element
        for name, value in rows
        for element in (*block(name, weight="bolder"), *block(value, spacing="none"))
    ]


def _is_short(name: tuple[Span, ...], value: tuple[Span, ...]) -> bool:
    one_line = len(lines(name)) == len(lines(value)) == 1
    return one_line and len(plain(name)) <= SHORT_NAME and len(plain(name) + plain(value)) <= SHORT_FACT


def _line(said: tuple[Span, ...]) -> str:
    ((line, _),) = lines(said)
    return marked_up(line)


def _rows(choices: Choices, says: Says) -> list[Json]:
    labels = [_label(button.label, says) for button in choices.buttons]
    scale = choices.label and all(len(label) <= SCALE_WIDTH for label in labels)
    rated = f"{_label(choices.label, says)} " if choices.label and scale else ""
    pressed = zip(choices.buttons, labels, strict=True)
    actions = [_button(button, label, f"{rated}{label}" if rated else "") for button, label in pressed]
    rows = [{"type": "ActionSet", "actions": row} for row in _wrapped(actions)]
    return [*rows[:1], *({**row, "spacing": "small"} for row in rows[1:])]


def _wrapped(actions: Sequence[Json]) -> list[list[Json]]:
    """The buttons in rows that a phone shows whole."""
    rows: list[list[Json]] = []
    room = 0.0
    for button in actions:
        width = _width(button["title"])
        if width > room or len(rows[-1]) == MOST_IN_ROW:
            rows.append([])
            room = WIDEST_ROW
        rows[-1].append(button)
        room -= width
    return rows


def _width(title: str) -> float:
    return AROUND + LETTER * len(title)


def _button(button: Button, label: str, tooltip: str) -> Json:
    """A button; what is too long for a phone is told whole beside the pointer, and to a screen reader."""
    title = f"✓ {label}" if button.chosen else label
    long = title if _width(title) > WIDEST_ROW else ""
    return action(PRESS, title, {"token": button.token}, button.style, tooltip or long)


def _label(line: Line, says: Says) -> str:
    """A label in every reader's language: "Yes · Oui"."""
    said = (plain(shortened(say(line), MOST_IN_LABEL)) for say in says)
    return " · ".join(dict.fromkeys(inert(label) for label in said))
