"""Slack's other doors: uploads, downloads, response_urls, and the page where an app is allowed in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.slack.kept import Message, ResponseUrl
from tests.slack.methods.chat import blocks_of
from tests.slack.refusal import Refused
from tests.slack.workspace import Slack

USES = 5
SIGN_IN = "<!doctype html><title>Slack</title><p>Sign in to Slack"


class Doors:
    """Everything but the Web API; each is a handler of aiohttp's."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/upload/v1/{id}", self.upload),
            web.get("/files-pri/{id}/download/{name}", self.download),
            web.get("/files-pri/{id}/{name}", self.download),
            web.post("/actions/{key}", self.respond),
            web.get("/oauth/v2/authorize", self.authorize),
        ]

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file, raw or as a form's one file: as many as were announced."""
        file = self.slack.files.get(request.match_info["id"])
        if not file or file.content is not None:
            return web.Response(status=404, text="not found")
        if request.content_type == "multipart/form-data":
            parts = [part for part in (await request.post()).values() if isinstance(part, web.FileField)]
            content = parts[0].file.read() if parts else b""
        else:
            content = await request.read()
        if len(content) != file.length:
            return web.Response(status=400, text=f"{len(content)} bytes instead of {file.length}")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """A file's bytes; whoever may not have them gets the sign-in page, with 200, as at Slack's."""
        file = self.slack.files.get(request.match_info["id"])
        token = self.slack.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        good = token and not token.revoked and not (token.expires and self.slack.now() >= token.expires)
        here = token.installation if token and good else None
        if not here or "files:read" not in here.scopes:
            return web.Response(text=SIGN_IN, content_type="text/html")
        owner = self.slack.people.get(file.owner) if file else None
        if not file or file.content is None or not owner or not self.slack.reaches(here, owner.team):
            return web.Response(status=404, text="file_not_found")
        return web.Response(body=file.content, content_type=file.mimetype)

    async def respond(self, request: web.Request) -> web.Response:
        """An answer to an interaction (docs.slack.dev/interactivity/handling-user-interaction)."""
        found = self.slack.response_urls.get(request.match_info["key"])
        if not found or self.slack.now() > found.until:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if found.uses >= USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        try:
            said = json.loads(await request.read())
            if not isinstance(said, dict):
                raise Refused("invalid_payload")
            answered(self.slack, found, said)
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        except Refused as refused:
            return web.json_response(refused.body(), status=400)
        found.uses += 1
        return web.Response(text="ok")

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """The person whose browser this is (cookie `d`) lets the app in, or denies it (`deny=1`).

        `org=1`: they are of an enterprise, and let it into all its workspaces.
        """
        asked = request.query
        person = self.slack.people.get(request.cookies.get("d", ""))
        app = next((one for one in self.slack.apps.values() if one.client_id == asked.get("client_id")), None)
        if not app or not person or person.is_bot or person.deleted:
            return web.Response(status=200 if app else 400, text=SIGN_IN, content_type="text/html")
        redirect = asked.get("redirect_uri", "")
        if not any((redirect or base).startswith(base) for base in app.redirects):
            return web.Response(status=400, text="redirect_uri did not match any configured URIs")
        scopes = tuple(scope for scope in asked.get("scope", "").split(",") if scope)
        if not scopes or set(scopes) - set(app.scopes):
            return web.Response(status=400, text="invalid_scope")
        back: dict[str, str] = {"state": asked.get("state", "")}
        if asked.get("deny"):
            back["error"] = "access_denied"
        else:
            back["code"] = self.slack.secret("code")
            self.slack.codes[back["code"]] = (app, person, redirect, scopes, bool(asked.get("org")))
        raise web.HTTPFound(f"{redirect or app.redirects[0]}?{urlencode(back)}")


def answered(slack: Slack, at: ResponseUrl, said: dict[str, Any]) -> None:
    """What an app answers to an interaction comes to stand where it belongs."""
    conversation = slack.conversations[at.channel]
    old = conversation.messages.get(at.ts)
    if said.get("delete_original"):
        if old:
            old.deleted = True
        return
    content = {"text": str(said.get("text") or ""), "blocks": blocks_of(said.get("blocks"))}
    if not content["text"] and not content["blocks"]:
        raise Refused("no_text")
    if said.get("replace_original") and old:
        _replace(old, content)
        return
    here = slack.installed(at.app, conversation.team)
    only_for = "" if said.get("response_type") == "in_channel" else at.user
    mine = {"bot_id": here.bot_id, "app_id": at.app.id, "only_for": only_for}
    slack.post(conversation, here.bot.id, str(content["text"]), blocks=content["blocks"], **mine)


def _replace(old: Message, content: dict[str, Any]) -> None:
    old.text, old.blocks = content["text"], content["blocks"]
    old.edited = old.edited or old.ts
