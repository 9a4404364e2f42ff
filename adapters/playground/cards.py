"""Cards, homes and forms as plain dictionaries in one reader's words: pure, ready for the templates."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from adapters.invitations import calendar_text
from bot.cards import (
    Attach,
    Button,
    Card,
    Choices,
    Day,
    Divider,
    Facts,
    Field,
    File,
    Form,
    Home,
    Invitation,
    Option,
    Part,
    Pick,
    Picture,
    Text,
    Tick,
    Write,
)
from bot.words import Say, Span, plain

Json = dict[str, Any]

SCALE_WIDTH = 2
"""Buttons whose labels are all this short (1 2 3 4 5) stand together as a scale."""


def parts(shown: Card | Home, say: Say) -> list[Json]:
    """What a card or a home shows, top to bottom."""
    return [_part(part, say) for part in shown.parts]


def sections(shown: Home, say: Say) -> list[list[Json]]:
    """A home's parts, cut where a title begins a new section."""
    found: list[list[Json]] = [[]]
    for part in parts(shown, say):
        if part.get("style") == "title":
            found.append([])
        found[-1].append(part)
    return [section for section in found if section]


def bilingual(shown: Card, reader: Say, other: Say) -> tuple[list[Json], list[Json]]:
    """A joint card for its reader, and what the other one reads of it: the buttons stand once, first."""
    spoken = Card(tuple(part for part in shown.parts if not isinstance(part, Choices)))
    return parts(shown, reader), parts(spoken, other)


def form(asked: Form, say: Say) -> Json:
    """What a dialog asks, with the token that it is sent under."""
    return {
        "title": plain(say(asked.title)),
        "intro": [_part(text, say) for text in asked.intro],
        "fields": [_field(field, say) for field in asked.fields],
        "button": plain(say(asked.button)),
        "token": asked.token,
    }


def _part(part: Part, say: Say) -> Json:
    match part:
        case Text(line, style):
            return {"kind": "text", "style": style, "paragraphs": paragraphs(say(line))}
        case Facts(rows):
            return {
                "kind": "facts",
                "rows": [(plain(say(name)), paragraphs(say(value))) for name, value in rows],
            }
        case Picture(name, alt):
            return {"kind": "picture", "name": name, "alt": plain(say(alt))}
        case File(name, media_type, text, label):
            return _file(name, media_type, text, plain(say(label)))
        case Invitation():
            return _file("invitation.ics", "text/calendar", calendar_text(part, say), plain(say(part.label)))
        case Choices(buttons, label):
            return {
                "kind": "choices",
                "label": plain(say(label)) if label else "",
                "buttons": [_button(button, say) for button in buttons],
                "scale": len(buttons) > 1 and all(len(plain(say(b.label))) <= SCALE_WIDTH for b in buttons),
                "answered": any(button.chosen for button in buttons),
            }
        case Divider():
            return {"kind": "divider"}


def _button(button: Button, say: Say) -> Json:
    label = plain(say(button.label))
    return {"label": label, "style": button.style, "chosen": button.chosen, "token": button.token}


def _file(name: str, media_type: str, text: str, label: str) -> Json:
    """The whole file travels in its link, so that nothing is kept for a later download."""
    held = b64encode(text.encode()).decode()
    return {
        "kind": "file",
        "name": name,
        "label": label,
        "href": f"data:{media_type};charset=utf-8;base64,{held}",
    }


def _field(field: Field, say: Say) -> Json:
    asked = {
        "name": field.name,
        "label": plain(say(field.label)),
        "hint": plain(say(field.hint)) if field.hint else "",
        "required": field.required,
    }
    match field:
        case Write(value=value, lines=lines, limit=limit):
            return asked | {"kind": "write", "value": value, "lines": lines, "limit": limit}
        case Pick(options=options, value=value):
            return asked | {"kind": "pick", "options": _options(options, say, [value])}
        case Tick(options=options, values=values, limit=limit):
            return asked | {"kind": "tick", "options": _options(options, say, values), "limit": limit}
        case Day(value=value):
            return asked | {"kind": "day", "value": value}
        case Attach():
            return asked | {"kind": "attach"}


def _options(options: tuple[Option, ...], say: Say, chosen: Iterable[str]) -> list[Json]:
    return [
        {"value": option.value, "label": plain(say(option.label)), "chosen": option.value in chosen}
        for option in options
    ]


def paragraphs(spans: tuple[Span, ...]) -> list[list[Json]]:
    """Spans cut into paragraphs where a line ends."""
    found: list[list[Json]] = [[]]
    for span in spans:
        first, *later = span.text.split("\n")
        found[-1].append({"text": first, "bold": span.bold})
        found += [[{"text": text, "bold": span.bold}] for text in later]
    return [kept for kept in ([bit for bit in bits if bit["text"]] for bits in found) if kept]
