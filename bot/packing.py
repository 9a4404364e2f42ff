"""Frozen dataclasses as JSON and back, so that a card can rest in the outbox.

What a field holds by default is left out, so a part that gains a field still reads its older cards.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
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


def _plain(value: Any) -> Any:
    plainly = _PLAINLY.get(type(value))
    return plainly(value) if plainly else value


def _default(field: "Field[Any]") -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _packer(kind: type) -> Callable[[Any], dict[str, Any]]:
    defaults = [(field.name, _default(field)) for field in fields(kind)]

    def pack(value: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {"_": kind.__name__}
        for name, default in defaults:
            own = getattr(value, name)
            if own is not default and own != default:
                plain[name] = own if type(own) is str else _plain(own)
        return plain

    return pack


def _mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"_": "blanks", "of": {name: _plain(held) for name, held in value.items()}}


_PLAINLY: dict[type, Callable[[Any], Any]] = {
    **{kind: _packer(kind) for kind in _KINDS.values()},
    tuple: lambda value: [_plain(item) for item in value],
    dict: _mapping,
    datetime: lambda value: {"_": "instant", "at": value.isoformat()},
    date: lambda value: {"_": "day", "on": value.isoformat()},
}
"""How each type is packed; every other value is JSON already."""


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
