"""A Teams on loopback: the issuer of tokens, the login, the connector, and people's screens."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.teams.connector import BASE, Connector
from tests.teams.issuer import Issuer
from tests.teams.login import Login
from tests.teams.tenancy import TENANT, Person, Post, Tenancy
from tests.teams.uploads import Uploads
from tests.teams.validity import ADAPTIVE

APP_ID = "11111111-2222-4333-8444-555555555555"


class Teams:
    """Everything at one address (`host`, "127.0.0.1:port"); `now` is the present of tokens."""

    def __init__(
        self,
        app_id: str = APP_ID,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app_id, self.now = app_id, now
        self.tenancy, self.uploads = Tenancy(), Uploads()
        self.issuer = Issuer(app_id, now)
        self.login = Login(app_id, TENANT, now)
        self.connector = Connector(self.tenancy, self.login, clock)
        self._redrawn: dict[tuple[str, str, int], dict[str, Any]] = {}
        self.host = ""

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def service_url(self) -> str:
        return f"{self.url}{BASE}/"

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def seen(self, person: Person) -> list[Post]:
        """What the app wrote in the conversations of this person, the oldest first."""
        places = self.tenancy.conversations.values()
        posts = [post for there in places if person.user in there.members for post in there.posts]
        return sorted(posts, key=lambda post: int(post.id))

    def card(self, person: Person, post: Post) -> dict[str, Any]:
        """The card of a message as this person sees it: theirs alone where a press was answered with one."""
        found = [
            one["content"] for one in post.activity.get("attachments", []) if one["contentType"] == ADAPTIVE
        ]
        assert len(found) == 1, f"{len(found)} cards in a message"
        return self._redrawn.get((person.user, post.id, post.versions), found[0])

    def redraw(self, person: Person, post: Post, card: dict[str, Any]) -> None:
        """Show this person another card in the message's place, until the app changes the message."""
        self._redrawn[(person.user, post.id, post.versions)] = card

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Teams]:
        app = web.Application(client_max_size=2**20)
        for part in (self.issuer, self.login, self.connector, self.uploads):
            app.add_routes(part.routes)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.host = f"127.0.0.1:{runner.addresses[0][1]}"
            self.uploads.base = self.url
            yield self
        finally:
            await runner.cleanup()
