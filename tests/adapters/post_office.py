"""A store, a platform and a courier between them: what the courier's tests work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.courier import Courier
from bot.cards import card, line
from bot.mentoring.people import Account, Person
from bot.mentoring.programmes import Programme
from bot.outbox import Message
from bot.packing import packed
from store.deliveries import Deliveries
from store.store import SqlStore
from tests.fakes_messenger import FakeMessenger

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CARD = packed(card(line("help.first")))


@dataclass
class PostOffice:
    """One programme with some people ("u1", "u2" …), its platform, and a present that stands still."""

    store: SqlStore
    messenger: FakeMessenger
    programme_id: int
    now: datetime = NOW

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.store)

    def work(self, job: Callable[[Any], Any]) -> Any:
        return self.store.submit_to(self.programme_id, job).result(10)

    def put(
        self, cause: str, *people: int, at: datetime | None = None, room: str = "", replaces: str = ""
    ) -> None:
        name = room or "p:" + "+".join(map(str, people))
        message = Message(0, cause, people, name, CARD, at or self.now, replaces)
        assert self.work(lambda work: work.outbox.put(message))

    def message(self, cause: str) -> Message:
        return self.work(lambda work: work.messages.first(cause=cause))

    def courier(self) -> Courier:
        return Courier(self.deliveries, {"playground": self.messenger}, lambda: self.now)

    async def drain(self, courier: Courier | None = None) -> None:
        await (courier or self.courier()).drain()

    async def live(self, lasting: timedelta, step: timedelta = timedelta(seconds=10)) -> None:
        """Time goes by, and a courier looks at each step of it."""
        courier, end = self.courier(), self.now + lasting
        while self.now <= end:
            await courier.drain()
            self.now += step

    def causes(self, *users: str) -> list[str]:
        return [shown.cause for shown in self.messenger.shown(*users)]


def post_office(store: SqlStore, people: int = 2) -> PostOffice:
    """A post office of the programme "Demo" in this store."""
    programme_id = store.set_up(Programme(0, "Demo"), "playground", "demo").result(10)
    office = PostOffice(store, FakeMessenger(), programme_id)
    for number in range(1, people + 1):
        office.work(lambda work, number=number: _move_in(work, number))
    return office


def _move_in(work: Any, number: int) -> None:
    person = work.people.add(Person(0, f"Person {number}", joined_at=NOW))
    work.accounts.add(Account(0, person.id, "playground", "demo", f"u{number}", f"u{number}"))
