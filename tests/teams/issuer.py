"""The Bot Framework's side of a token: its OpenID metadata, its keys, and what it signs with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from tests.teams.signing import SigningKey, signing_key

ISSUER = "https://api.botframework.com"
LASTS = timedelta(hours=1)
MISSING = "the claim is left out"


class Issuer:
    """Signs tokens for one app; `fetches` counts how often somebody asked for its keys."""

    def __init__(self, app_id: str, now: Callable[[], datetime]) -> None:
        self.app_id, self.now = app_id, now
        self.keys: list[SigningKey] = [signing_key(1)]
        self.fetches = 0
        self.down = False
        self.slow = 0.0
        self.keys_url = ""
        self._last = 1

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/.well-known/openidconfiguration", self._metadata),
            web.get("/v1/.well-known/keys", self._keys),
        ]

    def rotate(self) -> SigningKey:
        """A new key takes the place of the old ones; the old one that signed last is given back."""
        old = self.keys[-1]
        self._last += 1
        self.keys = [signing_key(self._last)]
        return old

    def claims(self, service_url: str, **changes: Any) -> dict[str, Any]:
        """What a good token says, but for the changes; a change to MISSING leaves the claim out."""
        now = int(self.now().timestamp())
        lasts = int(LASTS.total_seconds())
        good = {
            "serviceurl": service_url,
            "nbf": now,
            "exp": now + lasts,
            "iss": ISSUER,
            "aud": self.app_id,
        }
        return {name: value for name, value in {**good, **changes}.items() if value is not MISSING}

    def token(self, service_url: str, *, key: SigningKey | None = None, **changes: Any) -> str:
        return (key or self.keys[-1]).signs(self.claims(service_url, **changes))

    async def _metadata(self, request: web.Request) -> web.Response:
        await self._weather()
        uri = self.keys_url or f"http://{request.host}/v1/.well-known/keys"
        algorithms: Collection[str] = ["RS256"]
        facts = {"issuer": ISSUER, "jwks_uri": uri, "id_token_signing_alg_values_supported": algorithms}
        return web.json_response(facts)

    async def _keys(self, _request: web.Request) -> web.Response:
        self.fetches += 1
        await self._weather()
        return web.json_response({"keys": [key.jwk for key in self.keys]})

    async def _weather(self) -> None:
        await asyncio.sleep(self.slow)
        if self.down:
            raise web.HTTPServiceUnavailable
