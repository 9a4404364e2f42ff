"""The product before a double of Slack: served, ended and served again on the same store."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from adapters import serve
from adapters.floods import Floods
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from bot.mentoring.programmes import Place
from bot.ports import Work
from store.places import Places
from tests.journeys.conftest import MONDAY, Chat
from tests.journeys.playground import StandingTime
from tests.journeys.slack import QUICK, Eyes, Slack
from tests.slack.fingers import Fingers
from tests.slack.kept import App, Installation, Person, Team
from tests.slack.server import Double, double
from tests.stores import KEY


@dataclass
class Served(Slack):
    """One process of ours, and the people who use it; `url` is where it listens."""

    url: str = ""

    @property
    def chat(self) -> Chat:
        return Chat(self)

    @property
    def front(self) -> Any:
        return self.home.fronts["slack"]

    def work(self, job: Callable[[Work], Any], tenant: str = "") -> Any:
        """What a job finds in the programme of a tenant (the first team's where none is named)."""
        return self.home.store.submit("slack", tenant or self.team.id, job).result(10)

    async def place(self, tenant: str = "") -> Place | None:
        """The place that a tenant is, in the store."""
        there: Any = Places(self.home.store)  # type: ignore[arg-type]  # the real one, here
        return await asyncio.wrap_future(there.find("slack", tenant or self.team.id))

    async def carries(self) -> None:
        """Whatever is due is carried."""
        await self.home.courier.drain()

    async def passes(self, by: timedelta) -> None:
        """Time passes at once, and what is due by then is done."""
        self.time.at += by
        await self.home.ticker.tick()
        await self.carries()

    async def installs(self, person: Person, **how: Any) -> tuple[int, str]:
        """Somebody brings the app to where they are."""
        return await self.fingers.approves(person.id, f"{self.url}/slack/install", **how)


@dataclass
class World:
    """A Slack, a clock that only a test moves, and the folder where our store is."""

    double: Double
    time: StandingTime
    folder: Path
    app: App = field(default_factory=App)

    def team(self, name: str = "Rockies Medicine", enterprise: str = "") -> Team:
        return self.double.slack.team(name, enterprise)

    def installed(self, team: Team, **how: Any) -> tuple[Installation, str]:
        """The app is in a workspace already; its token."""
        made, token = self.double.slack.install(self.app, team, **how)
        return made, token.value

    def settings(self, **changes: Any) -> SlackSettings:
        given = {"signing_secret": self.app.signing_secret, "api_url": self.double.api, "pace": QUICK}
        return SlackSettings(**{**given, **changes})

    def house(self, slack: SlackSettings) -> Any:
        return serve.house(Settings(var=self.folder, keys=(KEY,), slack=slack), self.time, synced=False)

    @asynccontextmanager
    async def one(self, **changes: Any) -> AsyncIterator[Served]:
        """Served for one workspace, whose token is set."""
        team = self.team()
        _, token = self.installed(team)
        async with self.serving(team, bot_token=token, **changes) as served:
            yield served

    @asynccontextmanager
    async def many(self, **app: Any) -> AsyncIterator[Served]:
        """Served for every workspace that installs the app."""
        port = unused_port()
        self.app = replace(self.app, redirects=(f"http://127.0.0.1:{port}/slack/oauth_redirect",), **app)
        self.double.slack.apps[self.app.id] = self.app
        async with self.serving(self.team(), port=port, **self.opens_many) as served:
            yield served

    @property
    def opens_many(self) -> dict[str, str]:
        return {"client_id": self.app.client_id, "client_secret": self.app.client_secret}

    @asynccontextmanager
    async def serving(
        self, team: Team, port: int | None = None, speeds: Any = None, **slack: Any
    ) -> AsyncIterator[Served]:
        """Served with these settings of Slack's, until the block ends; `speeds` are those of its buckets."""
        settings = self.settings(**slack)
        async with self.house(settings) as home:
            app = home.app if speeds is None else _at_other_speeds(home, speeds)
            async with TestServer(app, port=port) as there:
                url = str(there.make_url("/")).rstrip("/")
                fingers = Fingers(self.double, self.app, "" if settings.app_token else url, now=self.time)
                fingers.eyes = Eyes(self.double.slack)
                if settings.app_token:
                    await asyncio.wait_for(self.double.sockets.connected.wait(), 5)
                yield Served(home, self.time, self.double, fingers, team, url=url)


def _at_other_speeds(home: Any, speeds: dict[str, Any]) -> web.Application:
    app = web.Application()
    home.fronts["slack"].attach(app, home.take, Floods(**speeds))
    return app


@asynccontextmanager
async def world(folder: Path, empty: Path, **slack: Any) -> AsyncIterator[World]:
    """An empty Slack, and an empty store of ours."""
    shutil.copy(empty, folder / "constellation.db")
    time = StandingTime(MONDAY)
    async with double(time, **{"limits": False, **slack}) as there:
        yield World(there, time, folder)
