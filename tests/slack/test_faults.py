"""What goes wrong on the way to the double: before Slack has it, or after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.faults import Kind
from tests.slack.kept import App, Conversation
from tests.slack.server import Double, double


@dataclass
class Here:
    double: Double
    client: AsyncWebClient
    im: Conversation

    async def posts(self) -> str:
        """How posting a message ends."""
        try:
            await self.client.chat_postMessage(channel=self.im.id, text="x")
        except SlackApiError as refused:
            return str(getattr(refused.response, "status_code", "unread"))  # the SDK hands on what it had
        except (ClientError, TimeoutError) as broken:
            return type(broken).__name__
        return "ok"

    @property
    def stand(self) -> int:
        return len(self.im.messages)


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with double(limits=False) as made:
        slack = made.slack
        team = slack.team()
        _, token = slack.install(App(), team)
        client = AsyncWebClient(token.value, base_url=made.api, retry_handlers=[], timeout=1)
        opened = await client.conversations_open(users=slack.person(team, "Amira Haddad").id)
        yield Here(made, client, slack.conversations[opened["channel"]["id"]])


@pytest.mark.parametrize("kind", ["429", "500", "503", "dropped before"])
async def test_what_slack_never_got_does_not_stand(here: Here, kind: Kind) -> None:
    here.double.faults.order("chat.postMessage", kind)
    assert await here.posts() != "ok"
    assert here.stand == 0
    assert await here.posts() == "ok"
    assert here.stand == 1


@pytest.mark.parametrize("kind", ["dropped after", "garbage", "500 after"])
async def test_what_slack_got_stands_though_the_answer_is_lost(here: Here, kind: Kind) -> None:
    here.double.faults.order("chat.postMessage", kind)
    assert await here.posts() != "ok"
    assert here.stand == 1


async def test_a_dropped_connection_is_one_to_the_caller(here: Here) -> None:
    here.double.faults.order("chat.postMessage", "dropped after", 2)
    assert [await here.posts() for _ in range(3)] == ["ServerDisconnectedError"] * 2 + ["ok"]


async def test_a_slow_answer_comes_too_late_for_the_impatient_and_the_message_stands(here: Here) -> None:
    here.client.timeout = 0.05  # type: ignore[assignment]
    here.double.faults.order("chat.postMessage", "slow", seconds=0.1)
    assert await here.posts() == "TimeoutError"
    assert here.stand == 0
    await asyncio.sleep(0.1)
    assert here.stand == 1


async def test_how_long_to_wait_is_said(here: Here) -> None:
    here.double.faults.order("*", "429", seconds=7)
    with pytest.raises(SlackApiError) as caught:
        await here.client.auth_test()
    assert caught.value.response.headers["Retry-After"] == "7"


async def test_a_share_goes_wrong_the_same_way_for_the_same_seed(here: Here) -> None:
    runs = []
    for seed in (7, 7, 8):
        here.double.faults.often(0.3, seed)
        runs.append([await here.posts() for _ in range(60)])
    assert runs[0] == runs[1] != runs[2]
    assert 8 <= sum(end != "ok" for end in runs[0]) <= 30
    here.double.faults.calm()
    assert await here.posts() == "ok"
