"""What is shown: closed unions of parts and fields, in keys and never in prose.

A renderer matches every part without a default case, so a new part turns the type checker red in
every renderer at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

Blank: TypeAlias = "str | int | date | datetime | Line | tuple[Line, ...]"
"""What fills a blank of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A key of the words and what fills its blanks.

    A `str` is somebody's own words (never markup), a date or an instant is spoken in the reader's
    zone, a `Line` in the reader's language, a tuple of them as a list ("a, b and c").
    """

    key: str
    blanks: Mapping[str, Blank] = field(default_factory=dict)


def line(key: str, /, **blanks: Blank) -> Line:
    """A line by its key: `line("needs.goal", name="Amira")`."""
    return Line(key, blanks)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button or a form asks for: an action of `routes`, the id it is about, and a value."""

    action: str
    about: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a title, a quotation of somebody's own words, or a hint in small print."""

    line: Line
    style: Literal["plain", "title", "quote", "hint"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its name: (name, value)."""

    rows: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that ships with the product, by its file's name, and what it shows in words."""

    name: str
    alt: Line


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep: its name, its type and its whole text (an invitation, an export)."""

    name: str
    media_type: str
    text: str
    label: Line


@dataclass(frozen=True, slots=True)
class Invitation:
    """A proposed time to keep in one's calendar: `uid` stays when the time changes, `start` is an instant.

    `emails` are those of the people invited, the organiser's first, as far as they are known.
    """

    uid: str
    title: Line
    start: datetime
    minutes: int
    label: Line
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """One press, one answer; `chosen` marks an answer already given; `token` is set when it is bound."""

    label: Line
    press: Press
    style: Literal["plain", "primary", "danger"] = "plain"
    chosen: bool = False
    token: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A row of buttons, with what a screen reader says of the row."""

    buttons: tuple[Button, ...]
    label: Line | None = None


@dataclass(frozen=True, slots=True)
class Divider:
    """A pause between two ideas of one card."""


Part = Text | Facts | Picture | File | Invitation | Choices | Divider


@dataclass(frozen=True, slots=True)
class Card:
    """One message: its parts, top to bottom."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A person's own page, top to bottom; the same parts as a card."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that can be picked or ticked."""

    value: str
    label: Line


@dataclass(frozen=True, slots=True)
class Write:
    """A field for one's own words: `lines` tall, at most `limit` characters."""

    name: str
    label: Line
    value: str = ""
    hint: Line | None = None
    lines: int = 1
    limit: int = 300
    required: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A field where one option is picked."""

    name: str
    label: Line
    options: tuple[Option, ...]
    value: str = ""
    hint: Line | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A field where any number of options, up to `limit`, is ticked."""

    name: str
    label: Line
    options: tuple[Option, ...]
    values: tuple[str, ...] = ()
    hint: Line | None = None
    limit: int = 100
    required: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A field for a date, sent as ISO 8601 (2026-05-14)."""

    name: str
    label: Line
    value: str = ""
    hint: Line | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Attach:
    """A field for a text file; its whole text is sent."""

    name: str
    label: Line
    hint: Line | None = None
    required: bool = False


Field = Write | Pick | Tick | Day | Attach


@dataclass(frozen=True, slots=True)
class Form:
    """A dialog: what it asks, and the press that sending it means."""

    title: Line
    fields: tuple[Field, ...]
    submit: Press
    button: Line
    intro: tuple[Text, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a flow decided for the person who spoke.

    `show` are cards for them, `instead` takes the place of the card they pressed, `form` opens at
    once, `errors` go beside the fields of the form they sent, which is `sent`, `home` is their page.
    They read all of it in this `locale` and `zone`.
    """

    show: tuple[Card, ...] = ()
    instead: Card | None = None
    form: Form | None = None
    errors: Mapping[str, Line] = field(default_factory=dict)
    sent: Form | None = None
    home: Home | None = None
    locale: str = "en"
    zone: str = "UTC"


def card(*parts: Part | Line) -> Card:
    """A card of these parts; a bare line is a paragraph."""
    return Card(tuple(Text(part) if isinstance(part, Line) else part for part in parts))


def button(label: Line, action: str, about: int = 0, value: str = "", *, primary: bool = False) -> Button:
    """A button that asks for an action."""
    return Button(label, Press(action, about, value), "primary" if primary else "plain")


def buttons_of(parts: tuple[Part, ...]) -> Iterator[Button]:
    """Every button in these parts, in reading order."""
    for part in parts:
        if isinstance(part, Choices):
            yield from part.buttons
