"""Stands between Constellation and the emulated Slack: what the one says is said as the other hears it.

The emulator (npm `emulate`) reads the arguments of a call from its body alone, while slack_sdk puts those of
some calls into the address; it knows no time zone and no language of a person; and it tells nobody which view
it showed to whom. So each call is passed on with all its arguments in its body, what users.info leaves out is
added, and the views are kept here, as the screen of whoever they were shown to.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

Json = dict[str, Any]

LEFT_OUT: Json = {
    "tz": "America/Edmonton",
    "tz_offset": -25200,
    "is_email_confirmed": True,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "is_stranger": False,
    "is_app_user": False,
}
"""What Slack tells of everybody, and the emulator of nobody."""


@dataclass
class Interpreter:
    """The emulator at `slack`, as Constellation finds it; `locales` by user, the others speak English."""

    slack: str
    session: ClientSession
    address: str = ""
    locales: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    modals: dict[str, Json] = field(default_factory=dict)
    let_in: Json = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    rooms: dict[str, set[str]] = field(default_factory=dict)
    whispers: dict[str, list[Json]] = field(default_factory=dict)

    def application(self) -> web.Application:
        """The interpreter as a server's application."""
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/api/{method}", self._called)
        app.router.add_post("/whisper/{user}", self._whispered)
        app.router.add_route("*", "/{path:.*}", self._passed)
        return app

    async def call(self, method: str, sent: Json, token: str = "") -> Json:
        """A call with these arguments, and what the emulator answers."""
        headers = {"Authorization": token} if token else {}
        async with self.session.post(f"{self.slack}/api/{method}", json=sent, headers=headers) as answer:
            missing = answer.status == 404  # the emulator does not have this method
            told: Json = await answer.json(content_type=None)
        if missing:
            return {"ok": False, "error": "unknown_method"}
        self._kept(method, sent, told)
        return told

    async def _called(self, request: web.Request) -> web.Response:
        sent = {**request.query, **await _arguments(request)}
        token = request.headers.get("Authorization", "")
        return web.json_response(await self.call(request.match_info["method"], sent, token))

    async def _whispered(self, request: web.Request) -> web.Response:
        """What an app answers to a press or a command, for one person's eyes."""
        self.whispers.setdefault(request.match_info["user"], []).append(await request.json())
        return web.Response(text="ok")

    def _kept(self, method: str, sent: Json, told: Json) -> None:
        """Add what is left out, and keep the view that somebody sees from now on."""
        if not told.get("ok"):
            return
        match method:
            case "users.info":
                user = told["user"]
                told["user"] = {**LEFT_OUT, "locale": self.locales.get(user["id"], "en-US"), **user}
            case "oauth.v2.access":
                self.let_in = told
            case "files.completeUploadExternal":
                self.files += [file["name"] for file in told["files"]]
            case "conversations.open":
                self.rooms[told["channel"]["id"]] = set(str(sent["users"]).split(","))
            case "chat.postEphemeral":
                self.whispers.setdefault(sent["user"], []).append(sent)
            case "views.publish":
                self.homes[sent["user_id"]] = told["view"]
            case "views.open" | "views.push" | "views.update":
                self.modals[told["view"]["id"]] = told["view"]
            case _:
                pass

    async def _passed(self, request: web.Request) -> web.Response:
        """Uploads, downloads and the pages of OAuth, as they are."""
        url = f"{self.slack}{request.rel_url}"
        headers = {
            name: value
            for name, value in request.headers.items()
            if name in ("Authorization", "Content-Type")
        }
        sent = await request.read()
        async with self.session.request(
            request.method, url, data=sent, headers=headers, allow_redirects=False
        ) as answer:
            kept = {
                name: value for name, value in answer.headers.items() if name in ("Location", "Content-Type")
            }
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)


async def _arguments(request: web.Request) -> Json:
    """The arguments in the body, whichever way they are written."""
    if request.content_type == "application/json":
        found: Json = json.loads(await request.read() or b"{}")
        return found
    return {name: str(value) for name, value in (await request.post()).items()}
