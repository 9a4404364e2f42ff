"""Columns that hold what the core means: instants, sealed words, tuples, choices."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from store.seal import seal_of


class _Kept(TypeDecorator[Any]):
    """A column that keeps a value otherwise than the core means it; nothing stays nothing."""

    impl: Any = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value as the column keeps it."""
        return None if value is None else self._kept(value, dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value as the core means it."""
        return None if value is None else self._meant(value, dialect)

    def _kept(self, value: Any, dialect: Dialect) -> Any:
        raise NotImplementedError

    def _meant(self, value: Any, dialect: Dialect) -> Any:
        raise NotImplementedError


class UtcDateTime(_Kept):
    """An aware instant in UTC, in and out; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def _kept(self, value: datetime, dialect: Dialect) -> datetime:
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def _meant(self, value: datetime, _dialect: Dialect) -> datetime:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(_Kept):
    """Words that rest encrypted."""

    cache_ok = True

    def _kept(self, value: str, dialect: Dialect) -> str:
        return seal_of(dialect).sealed(value)

    def _meant(self, value: str, dialect: Dialect) -> str:
        return seal_of(dialect).opened(value)


class SealedJson(_Kept):
    """Answers by question, encrypted as one."""

    cache_ok = True

    def _kept(self, value: Any, dialect: Dialect) -> str:
        return seal_of(dialect).sealed(json.dumps(dict(value), ensure_ascii=False) if value else "")

    def _meant(self, value: str, dialect: Dialect) -> Any:
        return json.loads(seal_of(dialect).opened(value) or "{}")


class Veiled(_Kept):
    """An id that rests encrypted, alike each time, so that it can be looked for."""

    cache_ok = True

    def _kept(self, value: int, dialect: Dialect) -> str:
        return seal_of(dialect).veils(value)[0]

    def _meant(self, value: str, dialect: Dialect) -> int:
        return seal_of(dialect).unveiled(value)


class _Tuple(_Kept):
    cache_ok = True
    item: ClassVar[Callable[..., Any]]

    def _kept(self, value: tuple[Any, ...], _dialect: Dialect) -> str:
        return json.dumps(value, ensure_ascii=False, default=str)

    def _meant(self, value: str, _dialect: Dialect) -> tuple[Any, ...]:
        return tuple(map(type(self).item, json.loads(value)))


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

    def _kept(self, value: StrEnum, _dialect: Dialect) -> str:
        return str(value)

    def _meant(self, value: str, _dialect: Dialect) -> StrEnum:
        return self.of(value)
