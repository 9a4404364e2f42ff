"""Socket Mode, spoken by slack_bolt's own client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.echo import echo
from tests.slack.fingers import Fingers
from tests.slack.kept import App, Person, Token
from tests.slack.server import Double, double
from tests.slack.socket import Link


@dataclass
class Here:
    double: Double
    app: App
    token: Token
    amira: Person
    fingers: Fingers
    heard: list[dict[str, Any]]
    handler: AsyncSocketModeHandler

    def texts(self) -> list[str]:
        return [seen.text for seen in self.fingers.eyes.messages(self.amira.id) if seen.by != self.amira.id]


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with double(limits=False) as made:
        app, slack = App(), made.slack
        team = slack.team()
        _, token = slack.install(app, team)
        bolt, heard = echo(made, app, token)
        handler = AsyncSocketModeHandler(
            bolt, slack.app_token(app).value, web_client=AsyncWebClient(base_url=made.api), ping_interval=1
        )
        amira = slack.person(team, "Amira Haddad")
        try:
            await handler.connect_async()
            await asyncio.wait_for(made.sockets.connected.wait(), 5)
            yield Here(made, app, token, amira, Fingers(made, app, patience=1), heard, handler)
        finally:
            await _closed(handler)


async def _closed(handler: AsyncSocketModeHandler) -> None:
    """Closes the client and waits for its tasks, which it leaves behind."""
    await handler.close_async()
    left = (handler.client.current_session_monitor, handler.client.message_receiver)
    for task in (*left, handler.client.message_processor):
        if task:
            task.cancel()
    await asyncio.gather(*filter(None, (*left, handler.client.message_processor)), return_exceptions=True)


async def until(true: Callable[[], bool]) -> None:
    """Waits for what happens elsewhere in this loop, five seconds at most."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


async def test_a_message_a_press_a_modal_and_a_command_go_by_the_socket(here: Here) -> None:
    ack = await here.fingers.says(here.amira.id, "hello")
    assert ack
    assert ack.good
    assert here.texts() == ["You said hello"]
    await here.fingers.opens_home(here.amira.id)
    await here.fingers.presses(here.amira.id, "home", "open")
    wrong = await here.fingers.submits(here.amira.id, {"goal": "wrong"})
    assert wrong.errors == {"goal": "Not that one."}
    await here.fingers.submits(here.amira.id, {"goal": "a grant"})
    assert not here.fingers.eyes.modal(here.amira.id, here.app)
    await here.fingers.types(here.amira.id, "/mentor help")
    assert here.texts()[-1] == "You said help"
    assert not here.fingers.troubles


async def test_what_was_not_acknowledged_comes_again(here: Here) -> None:
    here.fingers.delivery.patience = 0.3
    await here.fingers.says(here.amira.id, "again")
    await until(lambda: here.texts() == ["You said again"])
    assert [one["event_id"] for one in here.heard] == [here.heard[0]["event_id"]] * 2


async def test_a_connection_is_refreshed_and_the_next_message_arrives(here: Here) -> None:
    (old,) = here.double.sockets.links[here.app.id]
    await here.double.sockets.refresh(here.app)
    await steady(here, old)
    await here.fingers.says(here.amira.id, "still here")
    assert here.texts() == ["You said still here"]


async def test_a_connection_that_breaks_is_opened_again(here: Here) -> None:
    (old,) = here.double.sockets.links[here.app.id]
    await here.double.sockets.cut(here.app)
    await steady(here, old)
    await here.fingers.says(here.amira.id, "still here")
    assert here.texts() == ["You said still here"]


async def steady(here: Here, old: Link) -> None:
    """Waits until one other connection has stood for a while: the SDK's client opens one or two."""
    for _ in range(100):
        links = list(here.double.sockets.links[here.app.id])
        await asyncio.sleep(0.1)
        if len(links) == 1 and old not in links and links == here.double.sockets.links[here.app.id]:
            return
    raise AssertionError("no connection came to stay")


async def test_nobody_hears_without_a_connection(here: Here) -> None:
    await here.handler.close_async()
    await until(lambda: not here.double.sockets.links[here.app.id])
    await here.fingers.says(here.amira.id, "hello")
    assert not here.heard
    assert len(here.fingers.delivery.waiting) == 1


async def test_an_address_opens_one_socket_and_needs_an_app_level_token(here: Here) -> None:
    client = AsyncWebClient(base_url=here.double.api, retry_handlers=[])
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=here.token.value)
    url = (await client.apps_connections_open(app_token=here.double.slack.app_token(here.app).value))["url"]
    async with _socket(here.double, url) as socket:
        hello = await socket.receive_json()
    assert (hello["type"], hello["num_connections"]) == ("hello", 2)
    async with here.double.session.get(url.replace("ws", "http", 1)) as answer:
        assert answer.status == 408


@asynccontextmanager
async def _socket(made: Double, url: str) -> AsyncIterator[Any]:
    async with made.session.ws_connect(url) as socket:
        yield socket
