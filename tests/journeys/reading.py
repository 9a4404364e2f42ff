"""Adaptive Cards as a person reads them, and dialogs as a person fills them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from bot.turns import FieldValue
from tests.journeys.chat import Asked, Tap
from tests.teams import screen
from tests.teams.tenancy import Post

Json = dict[str, Any]

LOOKALIKES = str.maketrans("∗∼ˋˍ›", "*~`_>", "\u2060")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def kind(post: Post) -> str:
    """What a message holds: a card, a file, or nothing but text."""
    held = post.activity.get("attachments") or [{}]
    return str(held[0].get("contentType", ""))


def text(card: Json) -> str:
    """The card's words; a fact in one line with its name."""
    return "\n".join(_lines(card["body"]))


def tap(action: Json) -> Tap:
    """A button."""
    label = read(action["title"])
    return Tap(label.removeprefix("✓ "), action["data"]["token"], label.startswith("✓ "))


def asked(dialog: Json, title: str) -> Asked:
    """A dialog, with what its fields hold and the options they give."""
    values: dict[str, FieldValue] = {}
    options: dict[str, dict[str, str]] = {}
    for name, field in screen.inputs(dialog).items():
        many, _, plain = name.partition(":")
        held = str(field.get("value", ""))
        values[plain] = _values(held) if many == "many" else held
        if "choices" in field:
            options[plain] = {unquote(one["value"]): read(one["title"]) for one in field["choices"]}
    return Asked("", title, values, options)


def typed(dialog: Json, fields: Mapping[str, FieldValue]) -> Iterator[tuple[str, str]]:
    """What is put into each field."""
    for name in screen.inputs(dialog):
        value = fields.get(name.partition(":")[2], "")
        yield name, ",".join(map(_sealed, value)) if isinstance(value, tuple) else value


def errors(dialog: Json) -> dict[str, str]:
    """What is said to be amiss, by the field above it."""
    found: dict[str, str] = {}
    name = ""
    for part in screen.parts(dialog):
        if str(part.get("type")).startswith("Input."):
            name = part["id"].partition(":")[2]
        elif part.get("color") == "attention":
            found[name] = read(part["text"])
    return found


def read(words: str) -> str:
    """Words as they are read: marks are off, a look-alike is the sign that it stands for."""
    return BOLD.sub(r"\1", words).translate(LOOKALIKES)


def _lines(body: list[Json]) -> Iterator[str]:
    named = ""
    for part in body:
        match part:
            case {"type": "TextBlock", "weight": "bolder", "text": str(name), **rest} if "style" not in rest:
                named = f"{read(name)}: "
            case {"type": "TextBlock", "text": str(words)}:
                yield named + read(words)
                named = ""
            case {"type": "FactSet", "facts": list(facts)}:
                yield from (f"{read(one['title'])}: {read(one['value'])}" for one in facts)
            case {"type": "Container", "items": list(items)}:
                yield from _lines(items)
            case {"type": "ActionSet", "actions": list(actions)}:
                yield from (read(one["title"]) for one in actions if "url" in one)


def _values(held: str) -> tuple[str, ...]:
    return tuple(unquote(one) for one in held.split(",") if one)


def _sealed(value: str) -> str:
    return value.replace("%", "%25").replace(",", "%2C")
