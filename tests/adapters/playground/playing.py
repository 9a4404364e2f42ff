"""A playground on loopback with a core that answers what it is told to, and a clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from adapters.playground.app import playground
from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.people import PlaygroundPerson
from adapters.playground.workspace import Workspace
from bot.cards import Card, Outcome
from bot.outbox import Reader
from bot.turns import Address, Turn

AMIRA = PlaygroundPerson(
    "amira", "Amira Haddad", "en", "America/Edmonton", ("resident",), "pgy4", "emergency_medicine"
)
LEA = PlaygroundPerson(
    "lea", "Léa Roy", "fr", "America/Edmonton", ("faculty",), "professor", "anesthesiology"
)
HELEN = PlaygroundPerson("helen", "Helen Ward", "en", "America/Edmonton", ("coordinator",))


@dataclass
class Clock:
    """Time that moves when it is asked to; `then` is what falls due."""

    at: datetime = datetime(2026, 5, 14, 22, tzinfo=UTC)
    due: list[tuple[str, Card]] = field(default_factory=list)
    messenger: PlaygroundMessenger | None = None

    def now(self) -> datetime:
        return self.at

    async def move(self, by: timedelta) -> None:
        self.at += by
        for user, card in self.due:
            assert self.messenger
            await self.messenger.send((reader(user),), card, f"due:{user}:{self.at}", "")


@dataclass
class Playing:
    """What a test holds: the page's client, what the core heard, and what it answers next."""

    workspace: Workspace
    clock: Clock
    messenger: PlaygroundMessenger
    people: list[PlaygroundPerson]
    heard: list[Turn] = field(default_factory=list)
    answers: list[Outcome] = field(default_factory=list)
    forgets: str = ""
    client: TestClient[Any, Any] = field(init=False)

    async def take(self, turn: Turn) -> Outcome:
        self.heard.append(turn)
        self.people[:] = [person for person in self.people if person.user != self.forgets]
        return self.answers.pop(0) if self.answers else Outcome()

    async def post(self, path: str, **body: Any) -> ClientResponse:
        return await self.client.post(path, json={"id": "1", **body})


def reader(user: str, locale: str = "en") -> Reader:
    return Reader(1, user, Address("playground", "demo", user), locale, "America/Edmonton")


@asynccontextmanager
async def playing(path: str) -> AsyncIterator[Playing]:
    """A playground that is served, until the test is over."""
    workspace, clock, people = Workspace(path), Clock(), [AMIRA, LEA, HELEN]
    messenger = clock.messenger = PlaygroundMessenger(workspace, clock.now)
    played = Playing(workspace, clock, messenger, people)

    async def everyone() -> list[PlaygroundPerson]:
        return people

    async with TestClient(TestServer(playground(played.take, workspace, clock, everyone))) as client:
        played.client = client
        yield played
    workspace.close()
