"""How an app comes into a workspace, keeps its tokens fresh, and goes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fingers import Fingers
from tests.slack.kept import App, Person, Team
from tests.slack.server import Double, double

# slack_sdk 3.47 still signs oauth.v2.access with aiohttp's BasicAuth
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

START = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)
BACK = "http://127.0.0.1:1/slack/oauth_redirect"


@dataclass
class Here:
    double: Double
    app: App
    team: Team
    amira: Person
    clock: list[datetime]

    @property
    def client(self) -> AsyncWebClient:
        return AsyncWebClient(base_url=self.double.api, retry_handlers=[])

    async def asked(self, person: str, **more: str) -> tuple[int, dict[str, list[str]]]:
        """The page where an app is allowed in, as this person's browser gets it: status, what comes back."""
        query = {
            "client_id": self.app.client_id,
            "scope": "chat:write,im:write",
            "redirect_uri": BACK,
            "state": "s1",
        }
        url = f"{self.double.slack.address}/oauth/v2/authorize?{urlencode({**query, **more})}"
        cookie = {"Cookie": f"d={person}"}
        async with self.double.session.get(url, headers=cookie, allow_redirects=False) as answer:
            back = urlsplit(answer.headers.get("Location", ""))
            return answer.status, parse_qs(back.query)

    async def exchanged(self, **more: str) -> Any:
        secrets = {"client_id": self.app.client_id, "client_secret": self.app.client_secret}
        return await self.client.oauth_v2_access(**{**secrets, **more})


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    clock = [START]
    async with double(lambda: clock[0], limits=False) as made:
        app, team = App(rotates=True, redirects=(BACK,)), made.slack.team()
        made.slack.apps[app.id] = app
        yield Here(made, app, team, made.slack.person(team, "Amira Haddad"), clock)


async def test_a_person_lets_the_app_in_and_its_code_works_once(here: Here) -> None:
    status, back = await here.asked(here.amira.id)
    assert (status, back["state"]) == (302, ["s1"])
    (code,) = back["code"]
    told = await here.exchanged(code=code, redirect_uri=BACK)
    assert (told["team"]["id"], told["authed_user"]["id"]) == (here.team.id, here.amira.id)
    assert (told["scope"], told["token_type"], told["expires_in"]) == ("chat:write,im:write", "bot", 43_200)
    client = AsyncWebClient(told["access_token"], base_url=here.double.api)
    assert (await client.auth_test())["user_id"] == told["bot_user_id"]
    with pytest.raises(SlackApiError, match="invalid_code"):
        await here.exchanged(code=code, redirect_uri=BACK)


async def test_an_enterprise_lets_the_app_into_all_its_workspaces(here: Here) -> None:
    slack = here.double.slack
    one, other = (slack.team(name, enterprise="E0ALBERTA") for name in ("North Medicine", "South Medicine"))
    noor, lee = slack.person(one, "Noor"), slack.person(other, "Lee Chen")
    (code,) = (await here.asked(noor.id, org="1"))[1]["code"]
    told = await here.exchanged(code=code, redirect_uri=BACK)
    assert (told["team"], told["enterprise"]["id"], told["is_enterprise_install"]) == (
        None,
        "E0ALBERTA",
        True,
    )
    client = AsyncWebClient(told["access_token"], base_url=here.double.api, retry_handlers=[])
    assert (await client.auth_test())["is_enterprise_install"]
    assert (await client.conversations_open(users=lee.id))["ok"]
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.conversations_open(users=here.amira.id)


async def test_a_person_may_say_no(here: Here) -> None:
    _, back = await here.asked(here.amira.id, deny="1")
    assert back == {"state": ["s1"], "error": ["access_denied"]}


async def test_the_page_takes_the_apps_own_addresses_and_scopes_only(here: Here) -> None:
    assert (await here.asked(here.amira.id, redirect_uri="http://127.0.0.1:2/other"))[0] == 400
    assert (await here.asked(here.amira.id, scope="admin"))[0] == 400
    assert (await here.asked(here.amira.id, client_id="none"))[0] == 400
    assert (await here.asked("U0NOBODY"))[0] == 200


async def test_the_secrets_and_the_address_must_be_the_same(here: Here) -> None:
    (code,) = (await here.asked(here.amira.id))[1]["code"]
    for more, why in (
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"client_id": "wrong"}, "invalid_client_id"),
        ({"redirect_uri": "http://127.0.0.1:1/else"}, "bad_redirect_uri"),
    ):
        with pytest.raises(SlackApiError, match=why):
            await here.exchanged(**{"code": code, "redirect_uri": BACK, **more})


async def test_a_token_passes_and_a_refresh_token_works_once(here: Here) -> None:
    (code,) = (await here.asked(here.amira.id))[1]["code"]
    first = await here.exchanged(code=code, redirect_uri=BACK)
    here.clock[0] += timedelta(hours=12)
    old = AsyncWebClient(first["access_token"], base_url=here.double.api)
    with pytest.raises(SlackApiError, match="token_expired"):
        await old.auth_test()
    again = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = await here.exchanged(**again)
    assert second["refresh_token"] != first["refresh_token"]
    assert (await AsyncWebClient(second["access_token"], base_url=here.double.api).auth_test())["ok"]
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        await here.exchanged(**again)


async def test_an_app_that_goes_leaves_no_token_behind(here: Here) -> None:
    (code,) = (await here.asked(here.amira.id))[1]["code"]
    told = await here.exchanged(code=code, redirect_uri=BACK)
    client = AsyncWebClient(told["access_token"], base_url=here.double.api)
    await client.apps_uninstall(client_id=here.app.client_id, client_secret=here.app.client_secret)
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        await here.exchanged(grant_type="refresh_token", refresh_token=told["refresh_token"])


def test_the_products_own_manifest_makes_an_app() -> None:
    manifest = json.loads((Path(__file__).parents[2] / "manifest.json").read_text())
    app = App.described(manifest)
    assert "/mentor" in app.commands
    assert {"chat:write", "im:history"} <= set(app.scopes)
    assert "message.im" in app.events


def test_an_app_is_what_its_manifest_says() -> None:
    manifest = {
        "display_information": {"name": "Constellation"},
        "features": {
            "bot_user": {"display_name": "Constellation"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [{"command": "/mentor", "description": "x"}],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write"]}, "redirect_urls": [BACK]},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}, "token_rotation_enabled": True},
    }
    app = App.described(manifest, signing_secret="s")
    assert app == App(
        name="constellation", signing_secret="s", scopes=("chat:write",), events=("message.im",),
        redirects=(BACK,), rotates=True,
    )  # fmt: skip


async def test_a_person_is_led_from_the_apps_page_to_slacks_and_back(here: Here) -> None:
    async def install(request: web.Request) -> web.Response:
        asked = {"client_id": app.client_id, "scope": "chat:write", "redirect_uri": back, "state": "s1"}
        found = web.HTTPFound(f"{here.double.slack.address}/oauth/v2/authorize?{urlencode(asked)}")
        found.set_cookie("state", "s1")
        raise found

    async def returned(request: web.Request) -> web.Response:
        same = request.cookies.get("state") == request.query["state"]
        return web.Response(text=f"{same} {'code' in request.query}")

    served = web.Application()
    served.add_routes([web.get("/install", install), web.get("/back", returned)])
    async with TestServer(served) as server:
        back = str(server.make_url("/back"))
        app = replace(here.app, redirects=(back,))
        here.double.slack.apps[app.id] = app
        fingers = Fingers(here.double, app, str(server.make_url("")))
        page = str(server.make_url("/install"))
        assert await fingers.approves(here.amira.id, page) == (200, "True True")
        assert await fingers.approves(here.amira.id, page, deny=True) == (200, "True False")
