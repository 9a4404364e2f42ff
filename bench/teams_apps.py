"""What `bench.teams` writes to: the product, the stock echo bot of the SDK, an echo over our own sender."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from adapters.teams.app import MESSAGES, Development
from adapters.teams.arrivals import Place
from adapters.teams.connector import Connector
from adapters.teams.hosts import Hosts
from adapters.teams.pace import Pace
from adapters.teams.seam import RAW, Ears, Transport
from bench.slack_apps import product

Answers = Callable[[dict[str, object]], Awaitable[object]]


async def stock() -> None:
    """The adapter and the connector client of the SDK's own samples; it looks at no token and has none."""
    nobody = PasswordServiceClientCredentialFactory("", "")
    adapter = CloudAdapterBase(BotFrameworkAuthenticationFactory.create(credential_factory=nobody))

    async def echo(context: TurnContext) -> None:
        await context.send_activity(f"You said {context.activity.text}")

    async def answer(activity: dict[str, object]) -> None:
        await adapter.process_activity("", Activity().deserialize(activity), echo)

    await _served(answer)


async def bare() -> None:
    """The SDK's turns with our transport and our sender: no token, no core, no store, no outbox."""
    async with aiohttp.ClientSession() as session:
        here = Hosts(frozenset(), frozenset({os.environ["TEAMS_SERVICE_HOSTS"]}))
        connector = Connector(session, Development(), here, Pace(lambda: time.monotonic() * 1e6))
        transport = Transport()

        class Echo(Ears):
            async def on_message_activity(self, turn_context: TurnContext) -> None:
                raw = turn_context.turn_state[RAW]
                place = Place(raw["serviceUrl"], "", raw["conversation"]["id"])
                await connector.send(place, {"type": "message", "text": f"You said {raw['text']}"})

        async def nothing(_activity: object) -> None:
            return None

        echo = Echo(nothing)
        await _served(lambda activity: transport.process(activity, echo))


async def _served(answer: Answers) -> None:
    async def messages(request: web.Request) -> web.Response:
        await answer(await request.json())
        return web.Response()

    served = web.Application()
    served.router.add_post(MESSAGES, messages)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["CONSTELLATION_PORT"])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run({"product": product, "stock": stock, "bare": bare}[sys.argv[1]]())
