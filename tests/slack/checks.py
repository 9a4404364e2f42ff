"""Small checks of JSON, each of which says what is wrong and where; tables are made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Fault = tuple[str, str]
"""What is wrong, and the JSON pointer to it."""

Check = Callable[[Any, str], Iterator[Fault]]


def string(most: int, least: int = 1, like: str = "") -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield "must provide a string", at
        elif len(value) < least:
            yield f"must be more than {least - 1} characters", at
        elif len(value) > most:
            yield f"must be less than {most + 1} characters", at
        elif like and not re.fullmatch(like, value):
            yield f"must match pattern {like}", at

    return check


def number(least: int, most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield "must provide an integer", at
        elif not least <= value <= most:
            yield f"must be between {least} and {most}", at

    return check


def flag(value: Any, at: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield "must provide a boolean", at


def anything(value: Any, at: str) -> Iterator[Fault]:
    yield from ()


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if value not in allowed:
            yield f"must be one of: {', '.join(allowed)}", at

    return check


def many(check_one: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield "must provide an array", at
            return
        if len(value) > most:
            yield f"no more than {most} items allowed", at
        if len(value) < least:
            yield f"no less than {least} items allowed", at
        for place, item in enumerate(value):
            yield from check_one(item, f"{at}/{place}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "must provide an object", at
            return
        yield from ((f"missing required field: {name}", at) for name in required if value.get(name) is None)
        yield from ((f"invalid additional property: {name}", at) for name in value if name not in known)
        for name, item in value.items():
            if name in known and item is not None:
                yield from known[name](item, f"{at}/{name}")

    return check


def typed(table: Mapping[str, Check], also: Check = anything) -> Check:
    """An object whose `type` says which row of the table it has to fit; `also` looks at what fits."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "must provide an object", at
        elif not isinstance(value.get("type"), str) or value["type"] not in table:
            yield f"unsupported type: {value.get('type')}", f"{at}/type"
        else:
            found = list(table[value["type"]](value, at))
            yield from found or also(value, at)

    return check
