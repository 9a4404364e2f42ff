"""An app that hears activities on loopback: what tests put in the place of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

PATH = "/api/messages"


@dataclass
class Ear:
    """Everything that was heard; the next answers may be ordered (`waits` seconds before them)."""

    url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.heard.append(await request.json())
        self.headers.append(request.headers)
        if self.waits:
            await asyncio.sleep(self.waits.pop(0))
        return self.answers.pop(0) if self.answers else web.Response()


@asynccontextmanager
async def listening(
    take: Callable[[web.Request], Awaitable[web.StreamResponse]], largest: int = 2**20
) -> AsyncIterator[str]:
    """Serve one path; its address."""
    app = web.Application(client_max_size=largest)
    app.add_routes([web.post(PATH, take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, max_field_size=65536)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    finally:
        await runner.cleanup()
