"""Frozen dataclasses as JSON and back, so that a card can rest in the outbox.

What a field holds by default is left out, so a part that gains a field still reads its older cards.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from json.encoder import encode_basestring as quoted
from typing import Any

from bot import cards

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in vars(cards).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == cards.__name__
}


def packed(value: object) -> str:
    """A card, a press or a tuple of them as JSON text."""
    return _PACK.get(type(value), _as_json)(value)


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


def _packer(kind: type) -> Callable[[Any], str]:
    mark = f'{{"_":"{kind.__name__}"'
    known = [(field.name, f',"{field.name}":', _default(field)) for field in fields(kind)]

    def pack(value: Any) -> str:
        text = mark
        for name, key, default in known:
            own = getattr(value, name)
            if own is not default and own != default:
                text += key + _PACK.get(type(own), _as_json)(own)
        return text + "}"

    return pack


def _tuple(values: tuple[Any, ...]) -> str:
    return f"[{','.join([packed(value) for value in values])}]"


def _blanks(blanks: Mapping[str, Any]) -> str:
    named = [f"{quoted(name)}:{packed(own)}" for name, own in blanks.items()]
    return f'{{"_":"blanks","of":{{{",".join(named)}}}}}'


_as_json = json.JSONEncoder(ensure_ascii=False).encode

_PACK: dict[type, Callable[[Any], str]] = {
    **{kind: _packer(kind) for kind in _KINDS.values()},
    str: quoted,
    int: str,
    tuple: _tuple,
    dict: _blanks,
    datetime: lambda value: f'{{"_":"instant","at":"{value.isoformat()}"}}',
    date: lambda value: f'{{"_":"day","on":"{value.isoformat()}"}}',
}
"""How each type is packed; every other value is JSON already."""


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
