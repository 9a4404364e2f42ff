"""Slack's socket: the app opens it, hears by it, and opens another as soon as Slack means to close it.

Our own, for Bolt's waits for ever on a token that opens nothing and on an address that is used up, and at
the end lets go of what it has heard and not answered.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from slack_bolt.response import BoltResponse

from adapters.front import NoWayIn
from adapters.slack.api import SlackApi
from adapters.slack.installations import PLATFORM
from adapters.slack.verdicts import Again, Doubt, Taken, Verdict

HEARTBEAT = 15.0
"""Seconds after which a connection that says nothing is asked whether it is there."""

PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before each attempt in a row to open a connection."""

LAST_ANSWERS = 5.0
"""Seconds that what is under way may take when we stop."""

Hear = Callable[[dict[str, Any]], Awaitable[BoltResponse]]

log = structlog.get_logger("slack")


@dataclass(eq=False)
class _Line:
    """One connection: whether Slack greeted us on it, and whether another is to be opened."""

    is_good: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Socket:
    """Hears what Slack delivers by a socket; what is not heard well is not acknowledged, and comes again."""

    def __init__(self, api: SlackApi, token: str, hear: Hear) -> None:
        self._api = api
        self._token = token
        self._hear = hear
        self._lines: set[asyncio.Task[None]] = set()
        self._under_way: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hear until the block ends, and answer what is under way; NoWayIn where the token opens nothing."""
        verdict = await self._asked()
        if not isinstance(verdict, Taken | Again | Doubt):
            raise NoWayIn(
                f"SLACK_APP_TOKEN cannot be used: Slack answers {verdict.code}; give the app-level token of"
                " this app, with the scope connections:write"
            )
        listening = asyncio.create_task(self._listen(verdict))
        try:
            yield
        finally:
            listening.cancel()
            await asyncio.wait([listening])
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=LAST_ANSWERS)
            await _ended(self._lines | self._under_way)

    async def _listen(self, verdict: Verdict) -> None:
        """One connection after another, each opened before the one before it ends."""
        vain = 0
        while True:
            line = _Line()
            match verdict:
                case Taken({"url": str(url)}):
                    _started(self._held(url, line), self._lines)
                    await line.over.wait()
                case _:
                    log.warning("no_socket", platform=PLATFORM, reason=getattr(verdict, "code", ""))
            vain = 0 if line.is_good else min(vain + 1, len(PAUSES) - 1)
            patience = verdict.after.total_seconds() if isinstance(verdict, Again) else 0
            await asyncio.sleep(max(PAUSES[vain], patience))
            verdict = await self._asked()

    async def _asked(self) -> Verdict:
        return await self._api.call("apps.connections.open", self._token)

    async def _held(self, url: str, line: _Line) -> None:
        """One connection, from its beginning to its end."""
        try:
            async with self._api.session.ws_connect(url, heartbeat=HEARTBEAT) as socket:
                async for message in socket:
                    if message.type is aiohttp.WSMsgType.TEXT:
                        self._take(_read(message.data), socket, line)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("socket_lost", platform=PLATFORM, error=type(error).__name__)
        finally:
            line.over.set()

    def _take(self, envelope: dict[str, Any], socket: aiohttp.ClientWebSocketResponse, line: _Line) -> None:
        match envelope:
            case {"type": "hello"}:
                line.is_good = True
            case {"type": "disconnect"}:
                line.over.set()
            case {"envelope_id": str(id), "payload": dict(payload)}:
                _started(self._answered(id, payload, socket), self._under_way)
            case _:
                return

    async def _answered(
        self, id: str, payload: dict[str, Any], socket: aiohttp.ClientWebSocketResponse
    ) -> None:
        answer = await self._hear(payload)
        if answer.status == 200:
            said = {"payload": json.loads(answer.body)} if answer.body else {}
            with suppress(
                aiohttp.ClientError, OSError
            ):  # what nobody heard of comes again, and changes nothing
                await socket.send_json({"envelope_id": id, **said})


def _read(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _started(what: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    task = asyncio.create_task(what)
    among.add(task)
    task.add_done_callback(among.discard)


async def _ended(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
