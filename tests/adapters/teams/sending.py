"""A bot that speaks to a Teams on loopback: its token, its pace, its connector, and Amira who added it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp

from adapters.teams.clouds import PUBLIC, Cloud
from adapters.teams.connector import Connector, Place
from adapters.teams.credentials import Credentials, Secret
from adapters.teams.hosts import Hosts
from adapters.teams.pace import Pace
from adapters.teams.tokens import Tokens
from tests.adapters.teams.doorway import Moment
from tests.teams.double import APP_ID, Teams
from tests.teams.tenancy import TENANT

BOT = f"28:{APP_ID}"
TEXT = {"type": "message", "text": "hello"}


class Sending:
    """`place` is Amira's own conversation with the bot."""

    def __init__(
        self, teams: Teams, moment: Moment, session: aiohttp.ClientSession, slept: list[float]
    ) -> None:
        self.teams, self.moment, self.session, self.slept = teams, moment, session, slept
        self.hosts = Hosts(loopback=[teams.host])
        self.amira = teams.tenancy.arrive("Amira Haddad")
        self.there = teams.tenancy.personal(self.amira)
        teams.connector.installed.add(self.amira.user)
        self.place = Place(teams.service_url, TENANT, self.there.id)
        self.log_in(Secret(APP_ID, TENANT, teams.login.secret, self.cloud))

    @property
    def cloud(self) -> Cloud:
        """The public cloud, with its login on loopback."""
        return replace(PUBLIC, metadata=self.teams.metadata_url, login=self.teams.url)

    @property
    def shown(self) -> list[str]:
        return [post.activity["text"] for post in self.teams.seen(self.amira)]

    def log_in(self, credentials: Credentials) -> None:
        self.tokens = Tokens(self.session, credentials, self.moment.now, self.moment.clock)
        self.connect()

    def connect(self, **changes: Any) -> Connector:
        pace = Pace(self.moment.clock, self._sleep)
        whole = {"hosts": self.hosts, "pace": pace, **changes}
        self.connector = Connector(self.session, self.tokens, **whole)
        return self.connector

    async def _sleep(self, seconds: float) -> None:
        """Time that a test need not wait for."""
        self.slept.append(seconds)
        self.moment.passes(timedelta(seconds=seconds))


@asynccontextmanager
async def sending() -> AsyncIterator[Sending]:
    moment = Moment()
    teams = Teams(now=moment.now, clock=moment.clock)
    async with teams.running(), aiohttp.ClientSession() as session:
        yield Sending(teams, moment, session, [])
