"""The double, served on 127.0.0.1: what `https://slack.com` is to an app."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession, web

from tests.slack.asking import admitted, arguments
from tests.slack.doors import Doors
from tests.slack.faults import Fault, Faults
from tests.slack.kept import Installation
from tests.slack.limits import Limits
from tests.slack.methods import METHODS, Call
from tests.slack.refusal import Refused
from tests.slack.socket import Sockets
from tests.slack.workspace import Slack

BODY_LIMIT = 1_200_000_000


def real_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Double:
    """Slack's state, the rules of its Web API, and the mishaps on the way there.

    `under_way` is how many calls are heard and not yet over.
    """

    slack: Slack
    limits: Limits
    sockets: Sockets
    faults: Faults = field(default_factory=Faults)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    under_way: int = 0
    session: ClientSession = field(init=False)

    @property
    def api(self) -> str:
        """The base address for an SDK: what `https://slack.com/api/` is."""
        return f"{self.slack.address}/api/"

    async def call(self, request: web.Request) -> web.StreamResponse:
        """A call of the Web API, and whatever goes wrong with it."""
        self.under_way += 1
        try:
            return await self._called(request)
        finally:
            self.under_way -= 1

    async def _called(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        if request.content_type != "multipart/form-data":
            await request.read()  # whoever hangs up now has been heard
        fault = self.faults.next(name)
        if fault and (instead := await _before(request, fault)):
            self.asked[name, fault.kind] += 1
            return instead
        answer = await self._answer(request, name)
        return await _after(request, fault, answer) if fault else answer

    async def _answer(self, request: web.Request, name: str) -> web.Response:
        try:
            body, wait = await self._told(request, name)
        except Refused as refused:
            body, wait = refused.body(), 0
        self.asked[name, body.get("error", "ok")] += 1
        if wait:
            return web.json_response(body, status=429, headers={"Retry-After": str(wait)})
        return web.json_response(body)

    async def _told(self, request: web.Request, name: str) -> tuple[dict[str, Any], int]:
        method = METHODS.get(name)
        if not method:
            raise Refused("unknown_method", req_method=name)
        args, shown = await arguments(request, method)
        token = admitted(self.slack, method, shown)
        here = token.installation if token else None
        key = (
            name,
            token.app.id if token else "",
            here.team if here else "",
            self._channel(name, args, here),
        )
        if wait := self.limits.wait(method.tier, *key):
            return {"ok": False, "error": "ratelimited"}, wait
        return {"ok": True, **method.run(Call(self.slack, args, token))}, 0

    def _channel(self, name: str, args: dict[str, Any], here: Installation | None) -> str:
        """The conversation that a message is for: a person's id counts with their DM."""
        if name != "chat.postMessage" or not here:
            return ""
        asked = str(args.get("channel", ""))
        return self.slack.members.get(frozenset((asked, here.bot.id)), asked)


async def _before(request: web.Request, fault: Fault) -> web.Response | None:
    """What goes wrong before Slack has the request."""
    if fault.kind == "429":
        wait = {"Retry-After": str(max(1, int(fault.seconds)))}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
    if fault.kind in ("500", "503"):
        return web.Response(status=int(fault.kind), text="<html>Something went wrong</html>")
    if fault.kind == "dropped before":
        return _dropped(request)
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    return None


async def _after(request: web.Request, fault: Fault, answer: web.Response) -> web.Response:
    """What goes wrong with the answer."""
    if fault.kind == "dropped after":
        return _dropped(request)
    if fault.kind == "garbage":
        return web.Response(text='{"ok": tru', content_type="application/json")
    if fault.kind == "500 after":
        return web.Response(status=500, text="<html>Something went wrong</html>")
    if fault.kind == "slow after":
        await asyncio.sleep(fault.seconds)
    return answer


def _dropped(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def double(
    now: Callable[[], datetime] = real_now,
    *,
    limits: bool = True,
    pace: Callable[[], float] = time.monotonic,
    history_delay: timedelta = timedelta(),
    seed: int = 1,
    port: int = 0,
) -> AsyncIterator[Double]:
    """An empty Slack, served until the block ends."""
    slack = Slack(now, seed, history_delay)
    made = Double(slack, Limits(pace, limits), Sockets(slack))
    app = web.Application(client_max_size=BODY_LIMIT)
    app.add_routes([web.route("*", "/api/{method}", made.call), *Doors(slack).routes()])
    app.router.add_get("/link/", made.sockets.serve)
    app.on_shutdown.append(made.sockets.close)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    host, bound = runner.addresses[0][:2]
    slack.address = f"http://{host}:{bound}"
    try:
        async with ClientSession() as made.session:
            yield made
    finally:
        await runner.cleanup()
