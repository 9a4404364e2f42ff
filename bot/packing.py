"""Frozen dataclasses as JSON and back, so that a card can rest in the outbox.

What a field holds by default is left out, so a part that gains a field still reads its older cards.
"""

import json
from collections.abc import Callable
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
    return _written(value)


def unpacked(text: str) -> Any:
    """What `packed` packed; the caller knows the type."""
    return _rich(json.loads(text))


def unpacked_one(text: str, number: str) -> Any:
    """What stands at this number of a tuple that was packed; None where nothing does."""
    plain = json.loads(text)
    places = map(str, range(len(plain))) if isinstance(plain, list) else ()
    return _rich(plain[int(number)]) if number in places else None


def _default(field: "Field[Any]") -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _packer(kind: type) -> Callable[[Any], dict[str, Any]]:
    defaults = [(field.name, _default(field)) for field in fields(kind)]

    def pack(value: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {"_": kind.__name__}
        for name, default in defaults:
            own = getattr(value, name)
            if own is not default and own != default:
                plain[name] = {"_": "blanks", "of": own} if type(own) is dict else own
        return plain

    return pack


_PLAINLY: dict[type, Callable[[Any], dict[str, Any]]] = {
    **{kind: _packer(kind) for kind in _KINDS.values()},
    datetime: lambda value: {"_": "instant", "at": value.isoformat()},
    date: lambda value: {"_": "day", "on": value.isoformat()},
}
"""How each type that JSON does not know is packed."""

_written = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,  # what is frozen cannot hold itself
    separators=(",", ":"),
    default=lambda value: _PLAINLY[type(value)](value),
).encode


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple([_rich(item) for item in value])
    return _RICHLY[value.pop("_")](value) if isinstance(value, dict) else value


def _unpacker(kind: type) -> Callable[[dict[str, Any]], Any]:
    return lambda held: kind(**_each(held))


def _each(held: dict[str, Any]) -> dict[str, Any]:
    return {name: own if type(own) is str else _rich(own) for name, own in held.items()}


_RICHLY: dict[str, Callable[[dict[str, Any]], Any]] = {
    **{name: _unpacker(kind) for name, kind in _KINDS.items()},
    "blanks": lambda held: _each(held["of"]),
    "instant": lambda held: datetime.fromisoformat(held["at"]),
    "day": lambda held: date.fromisoformat(held["on"]),
}
"""What each mark was before it was packed."""
