"""Buttons in rows that a phone shows whole, each in every reader's language."""

from collections.abc import Sequence

from adapters.teams.elements import OPENS_DIALOG, Json, action, submit
from adapters.teams.markdown import inert, shortened
from adapters.teams.opening import opens
from bot.cards import Button, Choices, Line
from bot.words import Say, plain

PRESS = "press"
"""The verb of a button, beside its token."""

MOST_IN_ROW = 6
"""Buttons of one set that Teams shows; it hides the rest behind three dots, or for good."""

WIDEST_ROW, AROUND, LETTER = 296, 36, 7.5
"""Pixels of a row on a narrow phone, around a button's label, and of a letter: rows do not wrap in Teams."""

MOST_IN_LABEL = 75
"""Characters of a button's label in one language."""

SCALE_WIDTH = 2
"""Buttons whose labels are all this short (1 2 3 4 5) are a scale, and each says what it rates."""


def rows(choices: Choices, says: Sequence[Say]) -> list[Json]:
    """A row of choices, in as many sets of buttons as it takes."""
    labels = [labelled(button.label, says) for button in choices.buttons]
    scale = choices.label and all(len(label) <= SCALE_WIDTH for label in labels)
    rated = f"{labelled(choices.label, says)} " if choices.label and scale else ""
    pressed = zip(choices.buttons, labels, strict=True)
    actions = [_button(button, label, f"{rated}{label}" if rated else "") for button, label in pressed]
    sets = [{"type": "ActionSet", "actions": row} for row in _wrapped(actions)]
    return [*sets[:1], *({**row, "spacing": "small"} for row in sets[1:])]


def labelled(line: Line, says: Sequence[Say]) -> str:
    """A label in every reader's language: "Yes · Oui"."""
    said = (plain(shortened(say(line), MOST_IN_LABEL)) for say in says)
    return " · ".join(dict.fromkeys(inert(label) for label in said))


def _wrapped(actions: Sequence[Json]) -> list[list[Json]]:
    """The buttons in rows that a phone shows whole."""
    sets: list[list[Json]] = []
    room = 0.0
    for button in actions:
        width = _width(button["title"])
        if width > room or len(sets[-1]) == MOST_IN_ROW:
            sets.append([])
            room = WIDEST_ROW
        sets[-1].append(button)
        room -= width
    return sets


def _width(title: str) -> float:
    return AROUND + LETTER * len(title)


def _button(button: Button, label: str, tooltip: str) -> Json:
    """A button; what is too long for a phone is told whole beside the pointer, and to a screen reader."""
    title = f"✓ {label}" if button.chosen else label
    long = title if _width(title) > WIDEST_ROW else ""
    data = {"token": button.token}
    if opens(button.press):
        return submit(title, {**data, **OPENS_DIALOG}, button.style, tooltip or long)
    return action(PRESS, title, data, button.style, tooltip or long)
