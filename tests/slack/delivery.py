"""How what Slack sends reaches the app: signed, over HTTP or a socket, again when nobody answered."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientTimeout

from tests.slack.acks import Ack, Kind
from tests.slack.kept import App
from tests.slack.server import Double

RETRIES = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""When an event is sent again (docs.slack.dev/apis/events-api#retries)."""

ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Waiting:
    """An event that is sent again later."""

    at: datetime
    payload: Mapping[str, Any]
    number: int
    reason: str


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    signed = hmac.new(secret.encode(), b":".join((b"v0", timestamp.encode(), body)), hashlib.sha256)
    return f"v0={signed.hexdigest()}"


def encoded(kind: Kind, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """The raw body, and its type: events are JSON, the others forms."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


@dataclass
class Delivery:
    """The way to one app; `now` is what the signature is dated with.

    `sent` are the latest requests as they went out: `post(*sent[-1])` is a replay of one.
    """

    double: Double
    app: App
    url: str
    secret: str
    now: Callable[[], datetime]
    patience: float = ACK_SECONDS
    waiting: list[Waiting] = field(default_factory=list)
    sent: deque[tuple[bytes, dict[str, str]]] = field(default_factory=lambda: deque(maxlen=1_000))

    async def event(self, payload: Mapping[str, Any]) -> Ack:
        """An event, and at once a second time when there was no good answer; the rest by `later`."""
        ack = await self.send("events_api", payload)
        for number, wait in enumerate(RETRIES, 1):
            if ack.good or ack.headers.get("X-Slack-No-Retry") == "1":
                break
            if wait:
                self.waiting.append(Waiting(self.now() + wait, payload, number, ack.trouble))
                break
            ack = await self.send("events_api", payload, number, ack.trouble)
        return ack

    async def later(self) -> int:
        """Sends again what is due by now; how many were sent."""
        due = [one for one in self.waiting if one.at <= self.now()]
        self.waiting = [one for one in self.waiting if one not in due]
        for one in due:
            ack = await self.send("events_api", one.payload, one.number, one.reason)
            if not ack.good and one.number < len(RETRIES):
                at = self.now() + RETRIES[one.number]
                self.waiting.append(Waiting(at, one.payload, one.number + 1, ack.trouble))
        return len(due)

    async def send(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0, reason: str = "") -> Ack:
        """Delivers once, by the socket when the app has one."""
        if not self.url:
            return await self.double.sockets.send(self.app, kind, payload, self.patience, retry, reason)
        body, media_type = encoded(kind, payload)
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        headers = {**self.headers(body, media_type), **again}
        self.sent.append((body, headers))
        return await self.post(body, headers)

    def headers(self, body: bytes, media_type: str) -> dict[str, str]:
        """What Slack puts on a request."""
        timestamp = str(int(self.now().timestamp()))
        return {
            "Content-Type": media_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.secret, timestamp, body),
        }

    async def post(self, body: bytes, headers: Mapping[str, str]) -> Ack:
        """One request to the app, and three seconds for its answer."""
        limit = ClientTimeout(total=self.patience)
        try:
            sent = self.double.session.post(self.url, data=body, headers=headers, timeout=limit)
            async with sent as answer:
                text = await answer.text()
                trouble = "" if 200 <= answer.status < 300 else "http_error"
                return Ack(answer.status, _read(text), trouble, answer.headers)
        except TimeoutError:
            return Ack(0, trouble="http_timeout")
        except ClientError:
            return Ack(0, trouble="connection_failed")


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
