"""Frozen dataclasses as JSON and back, so that a card can rest in the outbox."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from bot import cards

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in vars(cards).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == cards.__name__
}


def packed(value: object) -> str:
    """A card, a press or a tuple of them as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """What `packed` packed; the caller knows the type."""
    return _rich(json.loads(text))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {"_": type(value).__name__, **{f.name: _plain(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, datetime):
        return {"_": "instant", "at": value.isoformat()}
    if isinstance(value, date):
        return {"_": "day", "on": value.isoformat()}
    if isinstance(value, Mapping):
        return {"_": "blanks", "of": {name: _plain(held) for name, held in value.items()}}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if not isinstance(value, dict):
        return value
    match value.pop("_"):
        case "instant":
            return datetime.fromisoformat(value["at"])
        case "day":
            return date.fromisoformat(value["on"])
        case "blanks":
            return {name: _rich(held) for name, held in value["of"].items()}
        case kind:
            return _KINDS[kind](**{name: _rich(held) for name, held in value.items()})
