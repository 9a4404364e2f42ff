"""The token that the bot speaks to Teams with: fetched once an hour, however many wait for it."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiohttp import ClientError, ClientSession

from adapters.teams.credentials import Asked, Credentials
from adapters.teams.replies import json_of

TIME_OUT = 2.0
"""How long (seconds) the login may take."""

MARGIN = 300.0
"""How long (seconds) before its end a token is fetched anew."""

SHORTLY = timedelta(seconds=15)
"""When to ask again where the login is away for a while."""

LATER = timedelta(minutes=5)
"""When to ask again where the login knows us and says no: somebody must look first."""

_REASONS = frozenset(
    {
        *("invalid_client", "unauthorized_client", "invalid_request", "invalid_scope"),
        *("invalid_grant", "unsupported_grant_type", "invalid_resource"),
    }
)

log = structlog.get_logger("teams.tokens")


class NoToken(Exception):
    """There is no token now; `reason` is a code, `after` when to ask again."""

    def __init__(self, reason: str, after: timedelta) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Tokens:
    """Our token, good for a while; `clock` is a stopwatch in seconds."""

    def __init__(
        self,
        session: ClientSession,
        credentials: Credentials,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._credentials = credentials
        self._now = now
        self._clock = clock
        self._fetching = asyncio.Lock()
        self._token = ""
        self._ends = 0.0
        self._refused: NoToken | None = None
        self._rests_until = 0.0

    async def bearer(self) -> str:
        """A token that is good for a while yet; NoToken where there is none."""
        if not self._is_good_for(MARGIN):
            async with self._fetching:
                if not self._is_good_for(MARGIN):
                    await self._renew()
        return self._token

    def forget(self, token: str) -> None:
        """Teams did not take this token: the next call fetches another."""
        if token == self._token:
            self._token = ""

    async def _renew(self) -> None:
        """Another token; while the login says no, the old one serves as long as it is good."""
        try:
            if self._refused is not None and self._clock() < self._rests_until:
                raise self._refused
            self._refused = None
            await self._fetch()
        except NoToken as refused:
            if self._refused is None:
                log.warning("no_token", reason=refused.reason, seconds=refused.after.total_seconds())
                self._refused = NoToken(refused.reason, refused.after)
                self._rests_until = self._clock() + refused.after.total_seconds()
            if not self._is_good_for(0):
                raise

    async def _fetch(self) -> None:
        asked, began = self._credentials.asked(self._now()), self._clock()
        try:
            async with asyncio.timeout(TIME_OUT):
                status, said = await self._said(asked)
        except (ClientError, OSError):
            raise NoToken("login_away", SHORTLY) from None
        if status != 200:
            raise _refusal(status, said)
        try:
            self._token, lasts = str(said["access_token"]), float(said["expires_in"])
        except (KeyError, TypeError, ValueError):
            raise NoToken("login_unclear", SHORTLY) from None
        self._ends = began + max(
            lasts, MARGIN + 60
        )  # a token that has no time left would be fetched each time

    async def _said(self, asked: Asked) -> tuple[int, Any]:
        method = "GET" if asked.form is None else "POST"
        async with self._session.request(
            method,
            asked.url,
            data=asked.form,
            params=asked.query or None,
            headers=asked.headers,
            allow_redirects=False,
        ) as response:
            said = None
            with suppress(ValueError):
                said = await json_of(response)
            return response.status, said

    def _is_good_for(self, seconds: float) -> bool:
        return bool(self._token) and self._clock() + seconds < self._ends


def _refusal(status: int, said: Any) -> NoToken:
    if status == 429 or status >= 500:
        return NoToken("login_away", SHORTLY)
    error = said.get("error") if isinstance(said, Mapping) else None
    return NoToken(f"login_{error}" if error in _REASONS else "login_refused", LATER)
