"""What somebody else told us, believed for a while, and never more of it than fits."""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Told = TypeVar("Told")


class Remembered(Generic[Key, Told]):
    """Remembers each answer for a while; when it is full, it begins anew."""

    def __init__(self, now: Callable[[], datetime], lasts: timedelta, most: int = 50_000) -> None:
        self._now = now
        self._lasts = lasts
        self._most = most
        self._kept: dict[Key, tuple[Told, datetime]] = {}

    async def told(self, key: Key, ask: Callable[[], Awaitable[Told]]) -> Told:
        """The answer that is still believed, else what asking gives; who raises is not remembered."""
        kept = self._kept.get(key)
        if kept and kept[1] > self._now():
            return kept[0]
        told = await ask()
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = told, self._now() + self._lasts
        return told

    def forget(self, key: Key) -> None:
        """Believe it no longer."""
        self._kept.pop(key, None)
