"""How a workspace installs the app: to Slack and back, proven to be the same browser, then let in."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import web

from adapters.pages.page import NAME, Link, Page, answered
from adapters.slack.api import SlackApi
from adapters.slack.grants import Grant, granted
from adapters.slack.installations import PLATFORM, Installations
from adapters.slack.settings import SlackSettings
from adapters.slack.verdicts import Taken
from bot.cards import Text, line

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "constellation_install"
LASTS = 600
"""Seconds within which an installation that was begun may be finished."""

SCOPES = (
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "im:write",
    "mpim:history",
    "mpim:write",
    "users:read",
    "users:read.email",
)
"""What the app asks for, and nothing it does not use; the manifest says the same."""

Welcome = Callable[[str, str, Grant], Awaitable[None]]
"""Greets whoever brought the app: their tenant, their id there, and what lets us speak to them."""

log = structlog.get_logger("slack")


class OAuth:
    """Leads a browser to Slack, and takes in what it comes back with."""

    def __init__(
        self,
        settings: SlackSettings,
        api: SlackApi,
        installations: Installations,
        welcome: Welcome,
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._api = api
        self._installations = installations
        self._welcome = welcome
        self._now = now

    def routes(self) -> Sequence[web.RouteDef]:
        """The two addresses of an installation."""
        return [web.get(INSTALL, self.begin), web.get(BACK, self.finish)]

    async def begin(self, request: web.Request) -> web.Response:
        """On to Slack, with a word that only this browser can bring back."""
        state = secrets.token_urlsafe(24)
        asked = {"client_id": self._settings.client_id, "scope": ",".join(SCOPES), "state": state}
        # Slack's pages stand beside its API: https://slack.com/api/ and https://slack.com/oauth/v2/authorize
        there = urljoin(self._settings.api_url, "../oauth/v2/authorize")
        response = web.Response(status=302, headers={"Location": f"{there}?{urlencode(asked)}"})
        response.set_cookie(
            COOKIE,
            state,
            max_age=LASTS,
            path=BACK,
            httponly=True,
            secure=_is_private(request),
            samesite="Lax",
        )
        return response

    async def finish(self, request: web.Request) -> web.Response:
        """Let the tenant in, and greet whoever installed the app; nobody else hears of it."""
        code, state = request.query.get("code", ""), request.query.get("state", "")
        known = request.cookies.get(COOKIE, "")
        same = bool(known) and hmac.compare_digest(known.encode(), state.encode("utf-8", "replace"))
        body = await self._exchanged(code) if same and code else None
        response = await self._let_in(request, body) if body else self._refused(request)
        response.del_cookie(COOKIE, path=BACK)
        return response

    async def _exchanged(self, code: str) -> Mapping[str, Any] | None:
        asked = {"client_id": self._settings.client_id, "client_secret": self._settings.client_secret}
        match await self._api.call("oauth.v2.access", code=code, **asked):
            case Taken(body):
                return body
            case verdict:
                log.warning("not_installed", platform=PLATFORM, reason=verdict.code)
                return None

    async def _let_in(self, request: web.Request, body: Mapping[str, Any]) -> web.Response:
        whole = body.get("is_enterprise_install") is True
        scope, installer = body.get("enterprise" if whole else "team"), body.get("authed_user")
        if not isinstance(scope, Mapping) or not isinstance(installer, Mapping):
            return self._refused(request)
        tenant, grant = str(scope.get("id", "")), granted(body, self._now())
        await self._installations.admit(tenant, str(scope.get("name") or ""), grant)
        await self._welcome(tenant, str(installer.get("id", "")), grant)
        log.info("installed", platform=PLATFORM)
        there = Link(line("slack.open"), f"slack://app?team={tenant}&id={grant.app}&tab=messages")
        return answered(request, Page(NAME, (Text(line("slack.installed")), there)))

    def _refused(self, request: web.Request) -> web.Response:
        again = Link(line("slack.again"), INSTALL)
        return answered(request, Page(NAME, (Text(line("slack.not_installed")), again)), status=400)


def _is_private(request: web.Request) -> bool:
    """Whether the browser speaks HTTPS, perhaps to a proxy before us."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"
