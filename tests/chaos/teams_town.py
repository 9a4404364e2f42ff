"""A tenant with people in it, and the product's process, which lives there one life after the other."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.settings import Settings
from adapters.teams.app import MESSAGES
from adapters.teams.settings import TeamsSettings
from bot.cards import card, line
from bot.outbox import Message
from bot.packing import packed
from bot.ports import Work
from bot.post import own_room
from tests.chaos import teams_child
from tests.chaos.clock import SharedClock
from tests.chaos.count import Kept, Wrong, wrong
from tests.chaos.crowd import A_NEED, LOOKED_BACK, NEED, SAID, Crowd
from tests.chaos.furnishing import people
from tests.chaos.ledger import mark
from tests.chaos.lives import Life, Lives
from tests.chaos.teams_wire import Ledger, Slowly, Wire
from tests.chaos.town import LATENCY, MONDAY, Town
from tests.journeys.conftest import Chat
from tests.journeys.teams import QUICK, TeamsChat
from tests.teams import screen
from tests.teams.double import APP_ID, Teams
from tests.teams.fingers import Fingers
from tests.teams.patience import patience
from tests.teams.tenancy import TENANT, Person, Post

EVERY = timedelta(seconds=20)
"""How often a question falls due."""

ASKED_ONCE = "checkin:"


class TeamsCrowd(Crowd):
    """The same people, with the fingers that one has in Teams."""

    fingers: Any

    async def _says(self, user: str, chance: random.Random) -> None:
        await self.fingers.say(self._who(user), chance.choice(SAID))

    async def _needs(self, user: str, chance: random.Random) -> None:
        await self.fingers.say(self._who(user), NEED)

    async def _opens_home(self, user: str, chance: random.Random) -> None:
        await self.fingers.say(self._who(user), "home")

    async def _asks(self, user: str, chance: random.Random) -> None:
        await self.fingers.say(self._who(user), "/mentor help")

    async def _opens(self, user: str, chance: random.Random) -> None:
        """Nothing is asked of a mentor here that opens anything."""
        await self._says(user, chance)

    async def _fills(self, user: str, chance: random.Random) -> None:
        """Open the dialog, fill it and send it; close it where its answer never came."""
        if pressed := await self._pressed(user, A_NEED):
            answer, post = pressed
            if answer.dialog:
                await self.fingers.submit(self._who(user), answer.dialog, {"one:words": NEED}, post=post)

    async def _presses(self, user: str, label: str) -> None:
        await self._pressed(user, label)

    async def _pressed(self, user: str, label: str) -> tuple[Any, Post] | None:
        """Press the newest button with this label, where one is near."""
        person, teams = self._who(user), self.fingers.teams
        for post in islice(reversed(teams.tenancy.personal(person).posts), LOOKED_BACK):
            shown = teams.card(person, post)
            if any(one.get("title") == label for one in screen.actions(shown)):
                return await self.fingers.press(person, post, label), post
        return None

    def _who(self, user: str) -> Person:
        person: Person = self.fingers.teams.tenancy.people[user]
        return person


@dataclass
class There:
    """Teams, as far as a town has to know it."""

    teams: Teams
    faults: Slowly

    @property
    def under_way(self) -> int:
        return self.teams.connector.under_way


@dataclass
class TeamsTown(Town):
    """Everything that a run needs; `due` are the causes of questions that are asked once at most."""

    there: Any
    ledger: Any
    fingers: Any
    wire: Any

    async def begin(self) -> Life | None:
        life = await super().begin()
        if life:
            self.wire.url = f"http://127.0.0.1:{life.port}{MESSAGES}"
        return life

    def crowd(self) -> TeamsCrowd:
        everybody = list(self.there.teams.tenancy.people)
        return TeamsCrowd(self.wire, self.wire, everybody, frozenset(), random.Random(self.chance.random()))

    def wrong(self) -> Wrong:
        """The count, by what is promised in Teams.

        A question is asked once, or it waits for the coordinator; anything else may be said again where
        it was in doubt, once for each time that it was tried.
        """
        kept, times, tried = self.kept(), self.ledger.times(), self.tried()
        # Questions were put there for later, and let others pass until then: their order is nobody's.
        others = replace(kept, messages=tuple(row for row in kept.messages if row.cause not in self.due))
        found = wrong(others, self.before, self.ledger, self.wire, self.due)
        waits = {row.cause for row in kept.messages if row.state == "dead" and row.cause in self.due}
        most = {cause: 1 if cause in self.due else tried.get(cause, 0) for cause in found.doubled}
        return replace(
            found,
            lost=tuple(cause for cause in found.lost if cause not in waits),
            doubled=tuple(cause for cause in found.doubled if times[mark(cause)] > most[cause]),
        )

    def tried(self) -> dict[str, int]:
        """How often each message was tried."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as file:
            return dict(file.execute("SELECT cause, attempts FROM outbox"))

    def waiting_for_the_coordinator(self) -> int:
        return sum(row.state == "dead" for row in self.kept().messages)


@asynccontextmanager
async def teams_town(folder: Path, *, seed: int, dues: int, fault: str = "") -> AsyncIterator[TeamsTown]:
    """A tenant where everybody has joined, and so many questions are going to fall due."""
    chance, began = random.Random(seed), (folder / "clock", MONDAY)
    clock = SharedClock(*began)
    async with Teams(now=clock).running() as there:
        there.connector.unlimited = True
        there.login.now = lambda: datetime.now(UTC)
        teams = TeamsSettings(
            app_id=APP_ID,
            app_password=there.login.secret,
            tenant_id=TENANT,
            openid_metadata_url=there.metadata_url,
            login_url=there.url,
            service_hosts=frozenset({there.host}),
            pace=QUICK,
        )
        settings = Settings(var=folder / "var", teams=teams, tick_seconds=0.2)
        database = settings.var / "constellation.db"
        before, due = await _furnished(there, clock, settings, database, dues)
        slowly = there.connector.faults = Slowly(seed, 2 * LATENCY)
        wire = Wire(there)
        lives = Lives(settings, began, folder / "log", fault, teams_child.live)
        ledger = Ledger(there.connector)
        try:
            yield TeamsTown(
                There(there, slowly), clock, database, lives, chance, wire, wire, ledger, due, before
            )
        finally:
            await lives.none_left()
            await wire.close()


async def _furnished(
    there: Teams, clock: SharedClock, settings: Settings, database: Path, dues: int
) -> tuple[Kept, list[str]]:
    async with serve.house(settings, clock) as home, TestServer(home.app) as served:
        fingers = Fingers(there, str(served.make_url(MESSAGES)))
        try:
            with patience(home.fronts["teams"]):
                await people(Chat(TeamsChat(home, clock, there, fingers)), pairs=False)  # type: ignore[arg-type]
        finally:
            await fingers.close()
        before = Kept.read(database, clock())
        job = home.store.submit("teams", TENANT, lambda work: _planned(work, dues, clock()))
        return before, await asyncio.wrap_future(job)


def _planned(work: Work, dues: int, now: datetime) -> list[str]:
    """The causes of so many questions to everybody in turn, due one after the other."""
    ids = [person.id for person in work.people.where()]
    content = packed(card(line("help.title")))
    causes = [f"{ASKED_ONCE}{9_000 + number}" for number in range(dues)]
    for number, cause in enumerate(causes):
        someone = ids[number % len(ids)]
        at = now + number * EVERY
        assert work.outbox.put(Message(0, cause, (someone,), own_room(someone), content, at))
    return causes
