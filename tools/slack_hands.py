"""People's fingers and eyes in the emulated Slack, as a platform that journeys can be told on.

The emulator has neither slash commands nor interactions: what Slack would send when somebody types or presses
is made here, as docs.slack.dev describes it, signed with the app's secret. Triggers, conversations, messages
and views are the emulator's own.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession

from bot.turns import FieldValue
from tests.journeys.chat import Reply, Seen
from tools.slack_eyes import asked, seen, state
from tools.slack_interpreter import Interpreter, Json

WHISPER = "whisper"


@dataclass(frozen=True)
class Installed:
    """The app as it was let in: what oauth.v2.access told."""

    token: str
    app: str
    team: str
    bot: str


@dataclass
class Hands:
    """Everybody's hands; `people` by their address, `settled` waits until all that is on its way arrived."""

    app: str
    secret: str
    slack: Interpreter
    session: ClientSession
    installed: Installed
    people: Mapping[str, str]
    settled: Callable[[], Awaitable[None]]
    turns: int = 0

    def now(self) -> datetime:
        """The present: the emulator's clock cannot be moved."""
        return datetime.now(UTC)

    async def join(self, name: str, locale: str, email: str) -> str:  # noqa: ARG002 - the emulator has it
        """One of the people who are there opens the app for the first time."""
        user = self.people[email]
        self.slack.locales[user] = {"fr": "fr-CA"}.get(locale, "en-US")
        await self._opens(user, "messages")
        return user

    async def say(self, user: str, text: str) -> Reply:
        """Types into the conversation with the app; a command goes another way."""
        if text.startswith("/mentor"):
            return await self._types(user, text.removeprefix("/mentor").strip())
        said = {"type": "message", "channel_type": "im", "user": user, "text": text, "ts": self._ts()}
        return await self._happens(user, {**said, "channel": await self._dm(user)})

    async def open_home(self, user: str) -> Reply:
        """Opens the app's own page."""
        return await self._opens(user, "home")

    async def press(self, user: str, token: str, ref: str) -> Reply:
        """Presses a button, of a message or of the home."""
        pressed = {"action_id": token, "block_id": "b", "type": "button", "action_ts": self._ts()}
        return await self._interacts(user, {"type": "block_actions", "actions": [pressed], **self._in(ref)})

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply:
        """Sends the form that lies open."""
        views = reversed(self.slack.modals.values())
        view = next(view for view in views if view["private_metadata"] == token)
        held = {**view, "state": {"values": state(view, fields)}}
        return await self._interacts(user, {"type": "view_submission", "view": held}, view)

    async def seen(self, user: str) -> list[Seen]:
        """Everything in the conversations that they share with the app, and what only they were shown."""
        rooms = [room for room, members in self.slack.rooms.items() if user in members]
        messages = [(row["ts"], room, row) for room in rooms for row in await self._history(room)]
        told = [seen(f"{room}:{ts}", row["blocks"]) for ts, room, row in sorted(messages) if "blocks" in row]
        return told + self._whispered(user)

    def _whispered(self, user: str) -> list[Seen]:
        told = [one["blocks"] for one in self.slack.whispers.get(user, []) if "blocks" in one]
        return [seen(f"{WHISPER}{at}", blocks) for at, blocks in enumerate(told)]

    async def later(self, by: timedelta) -> None:
        """Time cannot be moved here."""
        raise NotImplementedError(f"the emulator's clock stands where it is, not {by} later")

    def _in(self, ref: str) -> Json:
        room, _, ts = ref.partition(":")
        if ref.startswith(WHISPER):
            return {"container": {"type": "message", "is_ephemeral": True}}
        if not ts:
            return {"container": {"type": "view"}, "view": {"type": "home", "id": ref}}
        container = {"type": "message", "message_ts": ts, "channel_id": room, "is_ephemeral": False}
        return {"container": container, "channel": {"id": room}, "message": {"type": "message", "ts": ts}}

    async def _opens(self, user: str, tab: str) -> Reply:
        opened = {"type": "app_home_opened", "user": user, "channel": await self._dm(user), "tab": tab}
        return await self._happens(user, opened)

    async def _happens(self, user: str, event: Json) -> Reply:
        """An event, as the Events API tells it."""
        here = self.installed
        allowed = {"team_id": here.team, "user_id": here.bot, "is_bot": True, "enterprise_id": None}
        told = {
            "type": "event_callback",
            "team_id": here.team,
            "api_app_id": here.app,
            "event": {"event_ts": self._ts(), "team": here.team, **event},
            "event_id": f"Ev{self.turns}",
            "event_time": int(time.time()),
            "authorizations": [{**allowed, "is_enterprise_install": False}],
        }
        return await self._sent(user, json.dumps(told).encode(), "application/json")

    async def _types(self, user: str, text: str) -> Reply:
        """A slash command, as its request is written."""
        here = self.installed
        told = {
            "command": "/mentor",
            "text": text,
            "user_id": user,
            "team_id": here.team,
            "api_app_id": here.app,
            "channel_id": await self._dm(user),
            "channel_name": "directmessage",
            "is_enterprise_install": "false",
            "trigger_id": await self._trigger(user),
            "response_url": self._answer_at(user),
        }
        return await self._sent(user, urlencode(told).encode(), "application/x-www-form-urlencoded")

    async def _interacts(self, user: str, payload: Json, view: Json | None = None) -> Reply:
        """A press or a sent form, as its request is written."""
        here = self.installed
        told = {
            "user": {"id": user, "team_id": here.team},
            "team": {"id": here.team, "domain": "emulated"},
            "api_app_id": here.app,
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": await self._trigger(user),
            "response_url": self._answer_at(user),
            **payload,
        }
        body = urlencode({"payload": json.dumps(told)}).encode()
        return await self._sent(user, body, "application/x-www-form-urlencoded", view)

    async def _sent(self, user: str, body: bytes, kind: str, view: Json | None = None) -> Reply:
        """Signed and delivered; then what came of it."""
        self.turns += 1
        open_before = set(self.slack.modals)
        stamp = str(int(time.time()))
        base = b"v0:" + stamp.encode() + b":" + body
        signature = "v0=" + hmac.new(self.secret.encode(), base, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }
        async with self.session.post(f"{self.app}/slack/events", data=body, headers=headers) as answer:
            assert answer.status == 200, f"{answer.status}: {await answer.text()}"
            text = await answer.text()
        told: Json = json.loads(text) if text.startswith("{") else {}
        await self.settled()
        return self._reply(user, told, view, [id for id in self.slack.modals if id not in open_before])

    def _reply(self, user: str, told: Json, view: Json | None, opened: list[str]) -> Reply:
        if "blocks" in told:
            self.slack.whispers.setdefault(user, []).append(told)
        if view and told.get("response_action") in ("update", "push"):
            self.slack.modals[view["id"]] = {**view, **told["view"]}
            opened = [view["id"]]
        home = self.slack.homes.get(user)
        return Reply(
            form=asked(self.slack.modals[opened[-1]]) if opened else None,
            errors=told.get("errors", {}),
            home=seen(home["id"], home["blocks"]) if home else None,
        )

    async def _trigger(self, user: str) -> str:
        told = await self._call("views.generateTriggerId", user_id=user)
        return str(told["trigger_id"])

    async def _dm(self, user: str) -> str:
        told = await self._call("conversations.open", users=user)
        return str(told["channel"]["id"])

    async def _history(self, room: str) -> list[Json]:
        told = await self._call("conversations.history", channel=room, limit=999)
        found: list[Json] = told["messages"]
        return found

    async def _call(self, method: str, **arguments: Any) -> Json:
        """A call of the emulator's, by the app's token, through the interpreter."""
        told = await self.slack.call(method, arguments, f"Bearer {self.installed.token}")
        assert told["ok"], f"{method}: {told}"
        return told

    def _answer_at(self, user: str) -> str:
        return f"{self.slack.address}/whisper/{user}"

    def _ts(self) -> str:
        return f"{time.time():.6f}"
