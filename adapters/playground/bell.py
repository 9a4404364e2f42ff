"""Wakes every open page when something has changed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rings for whoever listens; what has changed they look up themselves, so that nothing piles up."""

    def __init__(self) -> None:
        self.silenced = False
        self._listeners: set[asyncio.Event] = set()

    @contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        """An event that is set at every ring, until the listener leaves; clear it before looking."""
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def ring(self) -> None:
        """Something has changed."""
        for listener in self._listeners:
            listener.set()

    def silence(self) -> None:
        """The playground closes: everyone is woken for the last time."""
        self.silenced = True
        self.ring()
