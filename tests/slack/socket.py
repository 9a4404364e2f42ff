"""Socket Mode: what Slack sends comes over a WebSocket that the app has opened.

docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.slack.acks import Ack, Kind
from tests.slack.kept import App
from tests.slack.workspace import Slack

MOST = 10
"""Connections of one app at the same time."""


@dataclass(eq=False)
class Link:
    """One connection, and the envelopes that went by it and are not acknowledged."""

    socket: web.WebSocketResponse
    pending: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    def heard(self, text: str) -> None:
        """An acknowledgement; whatever else an app says is not for anyone."""
        try:
            said = json.loads(text)
        except ValueError:
            return
        waiting = self.pending.pop(said.get("envelope_id", ""), None) if isinstance(said, dict) else None
        if waiting and not waiting.done():
            waiting.set_result(said.get("payload"))

    def lost(self) -> None:
        """The connection is gone; whoever waits for an acknowledgement hears so."""
        for waiting in self.pending.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError())
        self.pending.clear()


class Sockets:
    """Every open connection, by app."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.links: dict[str, list[Link]] = defaultdict(list)
        self.numbers = count(1)
        self.connected = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket, for a ticket of apps.connections.open; each ticket opens one."""
        app = self.slack.tickets.pop(request.query.get("ticket", ""), None)
        if not app:
            return web.Response(status=408, text="link has expired")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link, links = Link(socket), self.links[app.id]
        if len(links) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        links.append(link)
        try:
            await socket.send_json(self._hello(app, len(links)))
            self.connected.set()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    link.heard(message.data)
        finally:
            links.remove(link)
            link.lost()
        return socket

    async def send(
        self,
        app: App,
        kind: Kind,
        payload: Mapping[str, Any],
        patience: float,
        retry: int = 0,
        reason: str = "",
    ) -> Ack:
        """One envelope by the connections in turn, and the acknowledgement of it."""
        links = [link for link in self.links[app.id] if not link.socket.closed]
        if not links:
            return Ack(0, trouble="no_socket")
        number = next(self.numbers)
        link = links[number % len(links)]
        id = f"00000000-0000-4000-8000-{number:012d}"
        waiting = link.pending[id] = asyncio.get_running_loop().create_future()
        try:
            await link.socket.send_json(_envelope(id, kind, payload, retry, reason))
            return Ack(200, await asyncio.wait_for(waiting, patience))
        except TimeoutError:
            return Ack(0, trouble="timeout")
        except ConnectionError:
            return Ack(0, trouble="connection_failed")
        finally:
            link.pending.pop(id, None)

    async def refresh(self, app: App, reason: str = "refresh_requested") -> None:
        """Tells every connection that it will be closed (`warning`), or closes it."""
        if reason != "link_disabled":
            self.connected.clear()
        for link in list(self.links[app.id]):
            info = {"host": "applink-double"}
            await link.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": info})
            if reason != "warning":
                await link.socket.close(code=WSCloseCode.GOING_AWAY)

    async def cut(self, app: App) -> None:
        """Every connection breaks, with no word."""
        self.connected.clear()
        for link in list(self.links[app.id]):
            link.lost()
            await link.socket.close(code=WSCloseCode.ABNORMAL_CLOSURE)

    async def close(self, _: web.Application) -> None:
        """Slack goes away."""
        for links in list(self.links.values()):
            for link in list(links):
                await link.socket.close(code=WSCloseCode.GOING_AWAY)

    def _hello(self, app: App, connections: int) -> dict[str, Any]:
        info = {"host": "applink-double", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": connections,
            "debug_info": info,
            "connection_info": {"app_id": app.id},
        }


def _envelope(id: str, kind: Kind, payload: Mapping[str, Any], retry: int, reason: str) -> dict[str, Any]:
    answers = kind == "slash_commands" or payload.get("type") == "view_submission"
    made = {"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": answers}
    return made | ({"retry_attempt": retry, "retry_reason": reason} if kind == "events_api" else {})
