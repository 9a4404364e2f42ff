"""The gate with a door before it: who comes in is counted, who is turned away gets an app's answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web

from adapters.teams.gate import LARGEST, Gate
from adapters.teams.hosts import Hosts
from adapters.teams.keys import Keys
from adapters.teams.turned_away import TurnedAway
from tests.teams import activities
from tests.teams.double import APP_ID, Teams
from tests.teams.listening import listening
from tests.teams.tenancy import TENANT

SERVICE = "https://smba.trafficmanager.net/amer/"
Headers = Sequence[tuple[str, str]]


class Moment:
    """A present that only a test moves on; its stopwatch is the same."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def clock(self) -> float:
        return self.instant.timestamp()

    def passes(self, by: timedelta) -> None:
        self.instant += by


class Doorway:
    """A Teams, a gate that knows its keys, and everything that came in."""

    def __init__(self, teams: Teams, gate: Gate, moment: Moment, session: aiohttp.ClientSession) -> None:
        self.teams, self.gate, self.moment, self.session = teams, gate, moment, session
        self.amira = teams.tenancy.arrive("Amira Haddad")
        self.came_in: list[Any] = []
        self.keys: Keys
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        try:
            raw = await request.read()
            self.came_in.append(await self.gate.activity(request.headers, raw, request.remote or ""))
        except TurnedAway as turned:
            return web.Response(status=turned.status, text=turned.text, content_type="application/json")
        return web.Response()

    def activity(self, service: str = SERVICE, **changes: Any) -> dict[str, Any]:
        """Something that Amira says; a change to None leaves a part out."""
        there = self.teams.tenancy.personal(self.amira)
        now = self.moment.now()
        common = activities.activity("message", "1", APP_ID, service, self.amira, there, now)
        whole = {**activities.said(common, "a private matter"), **changes}
        return {name: value for name, value in whole.items() if value is not None}

    async def knock(self, raw: bytes, *tokens: str, headers: Headers = ()) -> tuple[int, str]:
        """The answer to a request with these tokens."""
        signed = [("Authorization", f"Bearer {token}") for token in tokens]
        async with self.session.post(self.url, data=raw, headers=[*signed, *headers]) as response:
            return response.status, await response.text()

    async def says(self, activity: dict[str, Any], token: str = "") -> tuple[int, str]:
        """The answer to an activity, with a good token where no other is given."""
        good = token or self.teams.issuer.token(activity.get("serviceUrl", SERVICE))
        return await self.knock(json.dumps(activity).encode(), good)


@asynccontextmanager
async def doorway(**changes: Any) -> AsyncIterator[Doorway]:
    moment = Moment()
    teams = Teams(now=moment.now)
    async with teams.running(), aiohttp.ClientSession() as session:
        keys = Keys(session, teams.metadata_url, moment.clock)
        settings = {"hosts": Hosts(), "tenants": {TENANT}, **changes}
        gate = Gate(settings.pop("app_id", APP_ID), keys, moment.now, **settings)
        door = Doorway(teams, gate, moment, session)
        door.keys = keys
        async with listening(door.take, largest=2 * LARGEST) as door.url:
            yield door
