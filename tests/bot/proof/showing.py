"""What a chat platform can show: every text spoken in both languages, nothing longer than it holds."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.cards import Button, Card, Choices, Facts, File, Form, Home, Invitation, Line, Part, Picture, Text
from bot.routes import ACTIONS
from bot.words import LOCALES, Say, plain, speaker
from tests.bot.flows.talk import lines_of

MOST_PARTS = {Card: 50, Home: 100}
LONGEST_LABEL, LONGEST_TITLE, LONGEST_TEXT = 75, 24, 3_000
MOST_BUTTONS, MOST_OPTIONS = 25, 100


def iso(when: date | datetime, locale: str) -> str:
    return when.isoformat()


SPEAKERS: tuple[Say, ...] = tuple(speaker(locale, iso) for locale in LOCALES)


def said(held: object) -> Iterator[str]:
    """Every line in this, as each language says it."""
    for spoken in lines_of(held):
        for say in SPEAKERS:
            yield plain(say(spoken))


def faults(shown: Card | Home | Form) -> list[str]:
    """What a platform could not show of this; UnknownWord where a text has no words."""
    return list(_of_form(shown) if isinstance(shown, Form) else _of_parts(shown))


def _of_parts(shown: Card | Home) -> Iterator[str]:
    if len(shown.parts) > MOST_PARTS[type(shown)]:
        yield f"{len(shown.parts)} parts"
    for part in shown.parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Text(text):
            yield from _too_long(text, LONGEST_TEXT)
        case Facts(rows):
            for row in rows:
                for text in row:
                    yield from _too_long(text, LONGEST_TEXT)
        case Choices(buttons, label):
            if not 1 <= len(buttons) <= MOST_BUTTONS:
                yield f"{len(buttons)} buttons in a row"
            for button in buttons:
                yield from _of_button(button)
            if label:
                yield from _too_long(label, LONGEST_TEXT)
        case Picture(_, text) | File(_, _, _, text) | Invitation(label=text):
            yield from _too_long(text, LONGEST_TEXT)


def _of_button(button: Button) -> Iterator[str]:
    yield from _too_long(button.label, LONGEST_LABEL)
    if button.press.action not in ACTIONS:
        yield f"{button.press.action} leads nowhere"


def _of_form(form: Form) -> Iterator[str]:
    yield from _too_long(form.title, LONGEST_TITLE)
    yield from _too_long(form.button, LONGEST_TITLE)
    for field in form.fields:
        yield from _too_long(field.label, LONGEST_TEXT)
        options = getattr(field, "options", ())
        if len(options) > MOST_OPTIONS:
            yield f"{len(options)} options"
        for option in options:
            yield from _too_long(option.label, LONGEST_LABEL)
    if form.submit.action not in ACTIONS:
        yield f"{form.submit.action} leads nowhere"


def _too_long(line: Line, most: int) -> Iterator[str]:
    for say in SPEAKERS:
        text = plain(say(line))
        if not text.strip():
            yield f"{line.key} says nothing"
        if len(text) > most:
            yield f"{line.key} has {len(text)} characters of {most}: {text[:80]}"
