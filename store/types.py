"""Columns that hold what the core means: instants, sealed words, tuples, choices."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from store.seal import seal_of

Change = Callable[[Any], Any]


class _Kept(TypeDecorator[Any]):
    """A column that keeps a value otherwise than the core means it; nothing stays nothing.

    The ways in and out are told to SQLAlchemy whole: composed by it, they would take twice as long.
    """

    impl: Any = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Change:
        """The way from what the core means to what the driver takes."""
        return _of_something(self._keeps(dialect))

    def result_processor(self, dialect: Dialect, _coltype: object) -> Change:
        """The way from what the driver gives to what the core means."""
        return _of_something(self._means(dialect))

    def _keeps(self, dialect: Dialect) -> Change:
        raise NotImplementedError

    def _means(self, dialect: Dialect) -> Change:
        raise NotImplementedError


def _of_something(way: Change) -> Change:
    return lambda value: None if value is None else way(value)


class UtcDateTime(_Kept):
    """An aware instant in UTC, in and out; in SQLite a text without its zone, as SQLAlchemy writes it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def _keeps(self, dialect: Dialect) -> Change:
        return _written if dialect.name == "sqlite" else _in_utc

    def _means(self, dialect: Dialect) -> Change:
        return _read if dialect.name == "sqlite" else _in_utc


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return value.astimezone(UTC)


def _written(value: datetime) -> str:
    return _in_utc(value).isoformat(" ", "microseconds").removesuffix("+00:00")


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


class Sealed(_Kept):
    """Words that rest encrypted."""

    cache_ok = True

    def _keeps(self, dialect: Dialect) -> Change:
        return seal_of(dialect).sealed

    def _means(self, dialect: Dialect) -> Change:
        return seal_of(dialect).opened


class SealedJson(_Kept):
    """Answers by question, encrypted as one."""

    cache_ok = True

    def _keeps(self, dialect: Dialect) -> Change:
        sealed = seal_of(dialect).sealed
        return lambda value: sealed(_json(dict(value)) if value else "")

    def _means(self, dialect: Dialect) -> Change:
        opened = seal_of(dialect).opened
        return lambda value: json.loads(opened(value) or "{}")


class Veiled(_Kept):
    """An id that rests encrypted, alike each time, so that it can be looked for."""

    cache_ok = True

    def _keeps(self, dialect: Dialect) -> Change:
        seal = seal_of(dialect)
        return lambda value: seal.veils(value)[0]

    def _means(self, dialect: Dialect) -> Change:
        return seal_of(dialect).unveiled


class _Tuple(_Kept):
    cache_ok = True
    item: ClassVar[Callable[..., Any]]

    def _keeps(self, _dialect: Dialect) -> Change:
        return _json

    def _means(self, _dialect: Dialect) -> Change:
        item = type(self).item
        return lambda value: tuple(map(item, json.loads(value)))


class Strings(_Tuple):
    """A tuple of short texts, as JSON."""

    cache_ok = True
    item = str


class Ints(_Tuple):
    """A tuple of ids, as JSON."""

    cache_ok = True
    item = int


class Days(_Tuple):
    """A tuple of days, as JSON of ISO 8601."""

    cache_ok = True
    item = date.fromisoformat


class Choice(_Kept):
    """One of an enumeration's values, as its text."""

    impl = String
    cache_ok = True

    def __init__(self, of: type[StrEnum]) -> None:
        super().__init__()
        self.of = of

    def _keeps(self, _dialect: Dialect) -> Change:
        return str

    def _means(self, _dialect: Dialect) -> Change:
        return {value.value: value for value in self.of}.__getitem__


_json = json.JSONEncoder(ensure_ascii=False, default=str).encode
