"""A small app made with slack_bolt, as a stranger to the double would write one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.kept import App, Token
from tests.slack.server import Double

ASKED: dict[str, Any] = {
    "type": "modal",
    "callback_id": "goal",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Your goal"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "goal",
            "label": {"type": "plain_text", "text": "What is it?"},
            "element": {"type": "plain_text_input", "action_id": "goal", "max_length": 20},
        },
        {
            "type": "input",
            "block_id": "how",
            "optional": True,
            "label": {"type": "plain_text", "text": "How?"},
            "element": {
                "type": "checkboxes",
                "action_id": "how",
                "options": [
                    {"text": {"type": "plain_text", "text": word}, "value": word} for word in ("talk", "walk")
                ],
            },
        },
        {
            "type": "input",
            "block_id": "file",
            "optional": True,
            "label": {"type": "plain_text", "text": "A file"},
            "element": {"type": "file_input", "action_id": "file", "filetypes": ["txt"], "max_files": 1},
        },
    ],
}


def buttons(*names: str) -> list[dict[str, Any]]:
    """A row of buttons called like their actions."""
    row = [
        {
            "type": "button",
            "action_id": name,
            "text": {"type": "plain_text", "text": name.title()},
            "value": "7",
        }
        for name in names
    ]
    return [{"type": "actions", "block_id": "row", "elements": row}]


def echo(double: Double, app: App, token: Token) -> tuple[AsyncApp, list[dict[str, Any]]]:
    """The app, and everything that it hears."""
    heard: list[dict[str, Any]] = []
    client = AsyncWebClient(token.value, base_url=double.api, retry_handlers=[])
    bolt = AsyncApp(signing_secret=app.signing_secret, client=client, process_before_response=True)

    @bolt.middleware
    async def hear(body: dict[str, Any], next: Any) -> None:
        heard.append(body)
        await next()

    @bolt.event("message")
    async def answer(event: dict[str, Any], say: Any) -> None:
        if "again" in event["text"] and len(heard) < 2:
            raise RuntimeError("not this time")
        await say(text=f"you said {event['text']}", blocks=_said(event["text"]))

    @bolt.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            view = {"type": "home", "blocks": [*_said("home"), *buttons("open")]}
            await client.views_publish(user_id=event["user"], view=view)

    @bolt.event("user_change")
    @bolt.event("team_join")
    @bolt.event("app_uninstalled")
    @bolt.event("tokens_revoked")
    async def noted() -> None:
        pass

    @bolt.action("open")
    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=ASKED)
        await ack()

    @bolt.action("done")
    async def done(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Done.", replace_original=True)

    @bolt.view("goal")
    async def take(ack: Any, view: dict[str, Any]) -> None:
        said = view["state"]["values"]["goal"]["goal"]["value"]
        if said == "wrong":
            await ack(response_action="errors", errors={"goal": "Not that one."})
        elif said == "push":
            await ack(response_action="push", view={**ASKED, "callback_id": "second"})
        else:
            await ack()

    @bolt.view_closed("goal")
    async def closed(ack: Any) -> None:
        await ack()

    @bolt.command("/mentor")
    async def command(ack: Any, command: dict[str, Any]) -> None:
        await ack(text=f"typed {command['text']}", blocks=[*_said(command["text"]), *buttons("open", "done")])

    @bolt.shortcut("help")
    async def short(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=ASKED)
        await ack()

    return bolt, heard


def _said(text: str) -> list[dict[str, Any]]:
    return [{"type": "section", "block_id": "said", "text": {"type": "mrkdwn", "text": f"*You said* {text}"}}]


@asynccontextmanager
async def served(bolt: AsyncApp) -> AsyncIterator[str]:
    """The app on loopback, and its address."""

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", events)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")
