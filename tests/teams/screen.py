"""A card as a person's client shows it: its texts, its buttons, its fields and what they insist on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]
INSIDE = ("body", "items", "columns", "actions", "rows", "cells", "facts", "inlines")


def parts(card: object) -> Iterator[Json]:
    """Every element and action of a card, in reading order; fallbacks are not shown."""
    if isinstance(card, list):
        for each in card:
            yield from parts(each)
    elif isinstance(card, dict):
        yield card
        for name in INSIDE:
            yield from parts(card.get(name))


def texts(card: Json) -> list[str]:
    """What can be read on a card, buttons left out."""
    found: list[str] = []
    for part in parts(card):
        if part.get("type") in ("TextBlock", "TextRun"):
            found.append(str(part["text"]))
        elif "title" in part and "value" in part and "type" not in part:
            found.append(f"{part['title']} {part['value']}")
        elif str(part.get("type")).startswith("Input."):
            found.append(str(part.get("label", "")))
    return found


def actions(card: Json) -> list[Json]:
    """The buttons of a card, as a client of today shows them."""
    return [part for part in parts(card) if str(part.get("type")).startswith("Action.")]


def action(card: Json, title: str) -> Json:
    """The newest button with this title."""
    found = [one for one in actions(card) if one.get("title") == title and one.get("isEnabled", True)]
    assert found, f"no button {title!r}, only {[one.get('title') for one in actions(card)]}"
    return found[-1]


def inputs(card: Json) -> dict[str, Json]:
    """The fields of a card by their ids."""
    found = [part for part in parts(card) if str(part.get("type")).startswith("Input.")]
    named = {str(part["id"]): part for part in found}
    assert len(named) == len(found), "two fields of a card have the same id"
    return named


def values(card: Json) -> dict[str, str]:
    """What stands in the fields before anybody touches them."""
    return {name: str(field.get("value", "")) for name, field in inputs(card).items()}


def filled(card: Json, typed: Mapping[str, str]) -> tuple[Json, dict[str, str]]:
    """What a client sends along with a button, and what it tells the person instead of sending."""
    fields = inputs(card)
    assert typed.keys() <= fields.keys(), f"no fields {typed.keys() - fields.keys()}, only {[*fields]}"
    held = {**values(card), **typed}
    errors = {name: _complaint(field, held[name]) for name, field in fields.items()}
    return {name: value for name, value in held.items() if value}, {k: v for k, v in errors.items() if v}


def _complaint(field: Json, value: str) -> str:
    """Why a client does not take this value; "" where it does."""
    told = str(field.get("errorMessage") or "This field is not filled in as it should be.")
    if not value:
        return told if field.get("isRequired") else ""
    if len(value) > field.get("maxLength", len(value)):
        return told
    if field["type"] != "Input.ChoiceSet":
        return ""
    offered = {str(choice["value"]) for choice in field.get("choices", [])}
    chosen = value.split(",") if field.get("isMultiSelect") else [value]
    return "" if set(chosen) <= offered else told
