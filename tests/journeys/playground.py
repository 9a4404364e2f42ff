"""The real playground as a platform: served over HTTP on this machine, spoken to as its page does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from aiohttp.test_utils import TestClient, TestServer

from adapters import serve
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.serve import House
from adapters.settings import Settings
from bot.turns import FieldValue
from tests.journeys import pages
from tests.journeys.appointed import appointed, supervising
from tests.journeys.chat import Reply, Seen

STEPS = (("weeks", timedelta(weeks=6)), ("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
"""How far the page's clock control moves time, by its name."""


@dataclass
class StandingTime:
    """What the machine's clock says: it moves on by twenty seconds with each turn."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Playground:
    """The served product: its own wiring, a real server on loopback, SQLite in a folder of its own."""

    home: House
    time: StandingTime
    web: TestClient[Any, Any]
    turns: int = 0
    gone: dict[str, list[Seen]] = field(default_factory=dict)
    read: dict[str, list[Seen]] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.home.clock.now()

    async def join(self, name: str, locale: str, email: str) -> str:
        """Comes in by the first page, which asks for no address."""
        self.read.clear()
        sent = {"name": name, "locale": locale, "zone": "America/Edmonton"}
        async with self.web.post("/join", data=sent, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
            user = unquote(answer.headers["Location"].removeprefix("/as/"))
        await self._settled()
        return user

    async def appoint(self, user: str) -> None:
        """Makes someone a coordinator, as a roster does."""
        job = self.home.store.submit(PLATFORM, TENANT, lambda work: appointed(work, user))
        await asyncio.wrap_future(job)

    async def supervise(self, mentor: str, mentee: str) -> None:
        """Makes someone the supervisor of somebody, as a roster does."""
        job = self.home.store.submit(PLATFORM, TENANT, lambda work: supervising(work, mentor, mentee))
        await asyncio.wrap_future(job)

    async def say(self, user: str, text: str) -> Reply:
        return await self._post(user, "say", text=text)

    async def press(self, user: str, token: str, ref: str) -> Reply:
        return await self._post(user, "press", token=token, message=ref if ref.isdecimal() else "")

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply:
        sent = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
        return await self._post(user, "submit", token=token, fields=sent)

    async def open_home(self, user: str) -> Reply:
        return await self._post(user, "open")

    async def later(self, by: timedelta) -> None:
        """Moves the page's clock; what is less than an hour passes by itself."""
        self.read.clear()
        for name, step in STEPS:
            while by >= step:
                async with self.web.post("/clock", data={"move": name}) as answer:
                    assert answer.status == 200, await answer.text()
                by -= step
        if by:
            self.time.at += by
            await self.home.ticker.tick()
            await self._settled()

    async def seen(self, user: str) -> list[Seen]:
        if user in self.gone:
            return self.gone[user]
        if user not in self.read:
            self.read[user] = await self._read(user)
        return self.read[user]

    async def _read(self, user: str) -> list[Seen]:
        page = await self._page(f"/as/{quote(user)}")
        (listed,) = page.all(data_conversations="")
        others = [link.attributes["href"] for link in listed.all("a") if "/in/" in link.attributes["href"]]
        every = [page, *[await self._page(path) for path in others]]
        found = sorted((row for one in every for row in pages.messages(one)), key=lambda row: row[0])
        return [seen for _, seen in found]

    async def _page(self, path: str) -> pages.Node:
        async with self.web.get(path) as answer:
            assert answer.status == 200, f"{path}: {answer.status}"
            return pages.read(await answer.text())

    async def _post(self, user: str, kind: str, **body: Any) -> Reply:
        self.turns += 1
        self.read.clear()
        self.time.at += timedelta(seconds=20)
        body["id"] = f"t{self.turns}"
        async with self.web.post(f"/as/{quote(user)}/{kind}", json=body) as answer:
            assert answer.status in (200, 422), await answer.text()
            told = await answer.json()
        await self._settled()
        if "gone" in told:
            self.gone[user] = [pages.card("farewell", pages.read(told["gone"]))]
        return _reply(told)

    async def _settled(self) -> None:
        """Whatever was put into the outbox is on the screen."""
        await self.home.courier.drain()


@asynccontextmanager
async def playground(folder: Path, now: datetime) -> AsyncIterator[Playground]:
    """An empty programme, served until the block ends."""
    time = StandingTime(now)
    async with (
        serve.house(Settings(var=folder, demo="none"), time) as home,
        TestClient(TestServer(home.app)) as web,
    ):
        yield Playground(home, time, web)


def _reply(told: Mapping[str, Any]) -> Reply:
    return Reply(
        form=pages.form(pages.read(told["form"])) if told.get("form") else None,
        errors=told.get("errors", {}),
        home=pages.card("home", pages.read(told["home"])) if told.get("home") else None,
    )
