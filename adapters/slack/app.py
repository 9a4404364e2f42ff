"""Slack, wired: one way out, and two ways in, over HTTP and by Socket Mode."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.floods import Floods
from adapters.front import NoWayIn, Take
from adapters.last_look import last_look
from adapters.raw_body import raw_body
from adapters.slack.api import SlackApi
from adapters.slack.bolt import asked, bolt
from adapters.slack.conversations import Conversations
from adapters.slack.gate import MOST_BYTES, Malformed, NotSlack, admitted
from adapters.slack.grants import Grant
from adapters.slack.hearing import Hearing
from adapters.slack.installations import PLATFORM, Installations, Places
from adapters.slack.lifecycle import Lifecycle
from adapters.slack.oauth import OAuth
from adapters.slack.outbound import SlackMessenger
from adapters.slack.pace import Pace
from adapters.slack.patience import patiently
from adapters.slack.people import NobodyAnswers, People
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import Socket
from adapters.slack.verdicts import Again, Doubt, Taken
from bot.turns import Address, Joined, Turn

EVENTS = "/slack/events"

log = structlog.get_logger("slack")


class Slack:
    """One app in every workspace that installed it, or in the one whose token is set."""

    def __init__(self, settings: SlackSettings, places: Places, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(), trace_configs=[last_look()]
        )
        self._api = SlackApi(self._session, settings.api_url)
        self._installations = Installations(settings, places, self._api, now)
        self._people = People(self._api, now)
        self._conversations = Conversations(self._api)
        self.messenger = SlackMessenger(
            self._api, self._installations, self._conversations, Pace(settings.pace)
        )

    async def close(self) -> None:
        """Let go of every connection."""
        await self._session.close()

    def attach(self, app: web.Application, take: Take, floods: Floods | None = None) -> None:
        """Serve Slack from this application; `take` hears each turn."""
        hearing = Hearing(
            self._api, self._installations, self._people, self._conversations, take, floods or Floods()
        )
        lifecycle = Lifecycle(self._installations, self._people, take)
        client = AsyncWebClient(base_url=self._settings.api_url, session=self._session, retry_handlers=[])
        listening = bolt(hearing, lifecycle, client)
        if self._settings.signing_secret:
            app.router.add_post(EVENTS, self._over_http(listening))
        if self._settings.installs:
            welcome = self._welcome(take)
            oauth = OAuth(self._settings, self._api, self._installations, welcome, self._now)
            app.add_routes(oauth.routes())
        app.cleanup_ctx.append(self._open(listening))

    def _over_http(self, listening: AsyncApp) -> Callable[[web.Request], Any]:
        async def events(request: web.Request) -> web.StreamResponse:
            try:
                raw = await raw_body(request, MOST_BYTES)
                if raw is None:
                    raise NotSlack
                body = admitted(raw, request.headers, self._settings.signing_secret, self._now())
            except NotSlack:
                return web.Response(status=401)
            except Malformed:
                return web.Response(status=400)
            if body.get("type") == "url_verification":
                return web.Response(text=str(body.get("challenge", "")))
            return await to_aiohttp_response(await asked(listening, body))

        return events

    def _open(self, listening: AsyncApp) -> Callable[[web.Application], AsyncIterator[None]]:
        async def opened(_app: web.Application) -> AsyncIterator[None]:
            if self._settings.bot_token:
                await self._let_in()
            async with self._socket(listening):
                yield

        return opened

    def _socket(self, listening: AsyncApp) -> AbstractAsyncContextManager[None]:
        token = self._settings.app_token
        return Socket(self._api, token, partial(asked, listening)).open() if token else nullcontext()

    async def _let_in(self) -> None:
        """The workspace whose token is set has a programme from the first start on."""
        match await patiently(partial(self._api.call, "auth.test", self._settings.bot_token)):
            case Taken({"team_id": str(team), **told}):
                tenant = str(told.get("enterprise_id")) if told.get("is_enterprise_install") else team
                grant = Grant(self._settings.bot_token, str(told.get("user_id", "")))
                await self._installations.admit(tenant, str(told.get("team", "")), grant)
            case Again(code=code) | Doubt(code):
                raise NoWayIn(f"Slack cannot be asked ({code}): look at the network, and start again")
            case verdict:
                code = getattr(verdict, "code", "")
                raise NoWayIn(f"SLACK_BOT_TOKEN cannot be used: Slack answers {code}; install the app again")

    def _welcome(self, take: Take) -> Callable[[str, str, Grant], Any]:
        async def welcome(tenant: str, user: str, grant: Grant) -> None:
            with suppress(NobodyAnswers):
                sender = await self._people.sender(tenant, user, grant.token)
                if sender:
                    turn = f"installed:{tenant}:{user}:{self._now().timestamp()}"
                    await take(Turn(turn, Address(PLATFORM, tenant, ""), sender, Joined(brought=True)))

        return welcome
