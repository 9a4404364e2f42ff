"""The product before a double of Teams: served, ended and served again on the same store."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.floods import Floods
from adapters.settings import Settings
from adapters.teams.settings import TeamsSettings
from bot.errors import UnknownPlace
from bot.mentoring.people import Person as Member
from bot.ports import Work
from tests.journeys import reading
from tests.journeys.conftest import MONDAY, Chat
from tests.journeys.playground import StandingTime
from tests.journeys.teams import QUICK, TeamsChat
from tests.stores import KEY
from tests.teams import activities
from tests.teams.activities import Json
from tests.teams.double import APP_ID, Teams
from tests.teams.fingers import Delivered, Fingers
from tests.teams.patience import patience
from tests.teams.tenancy import TENANT, Conversation, Person, Post
from tests.teams.validity import ADAPTIVE


@dataclass
class Served(TeamsChat):
    """One process of ours, and the people who use it."""

    @property
    def chat(self) -> Chat:
        return Chat(self)

    @property
    def front(self) -> Any:
        return self.home.fronts["teams"]

    def work(self, job: Callable[[Work], Any]) -> Any:
        """What a job finds in the programme of the tenant."""
        return self.home.store.submit("teams", TENANT, job).result(10)

    def member(self, user: str) -> Member | None:
        """Whom the store knows by this name of Teams'."""

        def found(work: Work) -> Member | None:
            account = work.accounts.first(platform="teams", tenant=TENANT, user=user)
            return work.people.get(account.person_id) if account else None

        with suppress(UnknownPlace):
            member: Member | None = self.work(found)
            return member
        return None

    def arrive(self, name: str = "Amira Haddad", **what: Any) -> Person:
        """Somebody of the directory, who has done nothing yet."""
        person = self.teams.tenancy.arrive(name, **what)
        self.people[person.user] = person
        return person

    async def carries(self) -> None:
        """Whatever is due is carried."""
        await self.home.courier.drain()

    async def passes(self, by: timedelta) -> None:
        """Time passes at once, and what is due by then is done."""
        self.time.at += by
        await self.home.ticker.tick()
        await self.carries()

    async def told(self, person: Person) -> list[str]:
        """Everything that the app wrote to somebody, in all of their conversations, as they read it."""
        await self.carries()
        return [self.words(person, post) for post in self.teams.seen(person)]

    def words(self, person: Person, post: Post) -> str:
        """One message as its reader reads it."""
        if reading.kind(post) == ADAPTIVE:
            return reading.text(self.teams.card(person, post))
        return str(post.activity.get("text") or post.activity.get("summary", ""))

    def activity(
        self, person: Person, there: Conversation | None = None, kind: str = "message", **changes: Any
    ) -> Json:
        """An activity of this person's; a change to None leaves a part out."""
        place, now = there or self.teams.tenancy.personal(person), self.time()
        ref = self.teams.tenancy.new_id()
        common = activities.activity(kind, ref, APP_ID, self.teams.service_url, person, place, now)
        return {name: value for name, value in {**common, **changes}.items() if value is not None}

    async def delivers(self, activity: Json, **how: Any) -> Delivered:
        """Hand an activity over, and carry what follows."""
        delivered = await self.fingers.deliver(activity, **how)
        await self.carries()
        return delivered


@dataclass
class World:
    """A Teams, a clock that only a test moves, and the folder where our store is."""

    teams: Teams
    time: StandingTime
    folder: Path

    def settings(self, **changes: Any) -> TeamsSettings:
        given = {
            "app_id": APP_ID,
            "app_password": self.teams.login.secret,
            "tenant_id": TENANT,
            "openid_metadata_url": self.teams.metadata_url,
            "login_url": self.teams.url,
            "service_hosts": frozenset({self.teams.host}),
            "pace": QUICK,
        }
        return TeamsSettings(**{**given, **changes})

    @asynccontextmanager
    async def serving(self, floods: Floods | None = None, **changes: Any) -> AsyncIterator[Served]:
        """Served with these settings of Teams', until the block ends."""
        settings = Settings(var=self.folder, keys=(KEY,), teams=self.settings(**changes))
        async with serve.house(settings, self.time, synced=False) as home:
            app = home.app if floods is None else _with(home, floods)
            async with TestServer(app) as there:
                fingers = Fingers(self.teams, str(there.make_url("/api/messages")), patience=5)
                try:
                    with patience(home.fronts["teams"]):
                        yield Served(home, self.time, self.teams, fingers, dict(self.teams.tenancy.people))
                finally:
                    await fingers.close()


def _with(home: Any, floods: Floods) -> web.Application:
    app = web.Application()
    home.fronts["teams"].attach(app, home.take, floods)
    return app


@asynccontextmanager
async def world(folder: Path, empty: Path) -> AsyncIterator[World]:
    """An empty Teams, and an empty store of ours."""
    await asyncio.to_thread(shutil.copy, empty, folder / "constellation.db")
    time = StandingTime(MONDAY)
    async with Teams(now=time).running() as there:
        there.connector.unlimited = True
        there.login.now = lambda: datetime.now(UTC)  # an hour of ours does not end with an hour of the story
        yield World(there, time, folder)
