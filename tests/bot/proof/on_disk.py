"""The same people over a real store: each turn is one job of the store's own thread, and is committed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from bot import conversation, nudges
from bot.cards import Outcome
from bot.outbox import Message
from bot.turns import Address, Event, Sender, Turn
from store.store import SqlStore
from tests.bot.flows.talk import Talk


class _Table:
    """One kind of rows of a store, asked from outside: each question is a job of its own."""

    def __init__(self, ask: Callable[[Callable[[Any], Any]], Any], name: str) -> None:
        self._ask, self._name = ask, name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return lambda *a, **k: self._ask(lambda work: getattr(getattr(work, self._name), method)(*a, **k))

    @property
    def messages(self) -> list[Message]:
        """Everything in the outbox, in order."""
        return self._ask(lambda work: work.messages.where())


class _Asked:
    """A unit of work as tests know it, over a store."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> _Table:
        return _Table(lambda job: self._store.submit("playground", "demo", job).result(), name)


class StoreTalk(Talk):
    """A programme in which people talk, kept in a store."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(_Asked(store))
        self.store = store

    def submit(self, sender: Sender, event: Event) -> Future[Outcome]:
        """One turn, on its way: it waits for its place in the store."""
        self.turns += 1
        self.now += timedelta(seconds=1)
        turn = Turn(f"turn-{self.turns}", Address("playground", "demo", sender.user), sender, event)
        now = self.now
        return self.store.submit("playground", "demo", lambda work: conversation.take(turn, work, now))

    def take(self, sender: Sender, event: Event) -> Outcome:
        return self.submit(sender, event).result()

    def later(self, **by: float) -> None:
        """Time passes; what falls due happens at its hour."""
        end = self.now + timedelta(**by)
        while (at := self._next_due()) and at <= end:
            self.now = max(self.now, at)
            self.store.submit(
                "playground", "demo", lambda work: nudges.put_due_in_outbox(work, self.now, self.calendar)
            ).result()
        self.now = end

    def _next_due(self):
        return min((row.next_at for row in self.work.dues.where(state="open")), default=None)
