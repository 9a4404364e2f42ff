"""The two programs that `bench.slack` presses: the product, and a bare Bolt app with the same settings."""

import asyncio
import os
import re
import sys

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters import floods, logs, one_core, serve, settings

EVERYBODY = (1e9, 1.0)
"""A bench presses faster than people do: nobody is sent away for it."""


async def product() -> None:
    """`constellation serve`, as the environment sets it."""
    floods.Floods.__init__.__defaults__ = (EVERYBODY, EVERYBODY)
    logs.set_up("error", "console")
    one_core.stay()
    await serve.serve(settings.read())


async def bare() -> None:
    """Bolt alone: it verifies, finds the listener and acknowledges."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb-1")

    secret = os.environ.pop("SLACK_SIGNING_SECRET")
    os.environ.pop("SLACK_BOT_TOKEN", None)
    app = AsyncApp(signing_secret=secret, authorize=authorize, process_before_response=True)

    async def acknowledges(ack) -> None:  # type: ignore[no-untyped-def]
        await ack()

    app.action(re.compile(""))(acknowledges)

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.router.add_post("/slack/events", events)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["CONSTELLATION_PORT"])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run({"product": product, "bare": bare}[sys.argv[1]]())
