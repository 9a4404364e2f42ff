"""The body of a request as an object, or the plain fact that it is none."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

DEEPEST = 32
"""How deep an activity may be nested."""


def read(raw: bytes) -> Mapping[str, Any] | None:
    """The JSON object in a body; None where it holds none, is too deep, or holds what is no text."""
    try:
        body = json.loads(raw.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and _is_sound(body) else None


def _is_sound(body: object) -> bool:
    level = [body]
    for _ in range(DEEPEST):
        within = [inner for value in level for inner in _inside(value)]
        if not all(_is_text(value) for value in within if isinstance(value, str)):
            return False
        level = [value for value in within if isinstance(value, dict | list)]
    return not level


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _is_text(value: str) -> bool:
    """Half a character (a lone surrogate) is none: neither a database nor a platform would take it."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _no_number(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")
