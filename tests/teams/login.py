"""Where a bot gets the token that it speaks to the connector with: Entra's endpoint, and Azure's own two."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"
BY_JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LASTS = timedelta(hours=1)


class Login:
    """Gives tokens to one app that proves itself; `fetches` counts who asked, `faults` are answered first."""

    def __init__(self, app_id: str, tenant: str, now: Callable[[], datetime]) -> None:
        self.app_id, self.tenant, self.now = app_id, tenant, now
        self.secret = "the app's own secret"
        self.certificate: x509.Certificate | None = None
        self.identity_header = "the host's own header"
        self.fetches = 0
        self.faults: list[tuple[int, dict[str, Any]]] = []
        self.slow = 0.0
        self._given: dict[str, datetime] = {}
        self._assertions: set[str] = set()

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/{tenant}/oauth2/v2.0/token", self._entra),
            web.get("/metadata/identity/oauth2/token", self._imds),
            web.get("/msi/token", self._app_service),
        ]

    def accepts(self, authorization: str) -> bool:
        """Whether a connector lets this in."""
        scheme, _, token = authorization.partition(" ")
        return scheme == "Bearer" and self._given.get(token, self.now()) > self.now()

    def revoke_all(self) -> None:
        self._given.clear()

    async def _entra(self, request: web.Request) -> web.Response:
        if (fault := await self._fault()) is not None:
            return fault
        form = await request.post()
        if request.match_info["tenant"] != self.tenant:
            return _refused("invalid_request", 400)
        if form.get("grant_type") != "client_credentials":
            return _refused("unsupported_grant_type", 400)
        if form.get("scope") != SCOPE:
            return _refused("invalid_scope", 400)
        if form.get("client_id") != self.app_id:
            return _refused("unauthorized_client", 400)
        if not (form.get("client_secret") == self.secret or self._is_asserted(dict(form), request)):
            return _refused("invalid_client", 401)
        return self._give(int(LASTS.total_seconds()))

    def _is_asserted(self, form: dict[str, Any], request: web.Request) -> bool:
        """Signed with the certificate's key, for this endpoint, short-lived, used once."""
        if self.certificate is None or form.get("client_assertion_type") != BY_JWT:
            return False
        token = str(form.get("client_assertion"))
        der = self.certificate.public_bytes(Encoding.DER)
        thumb = urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()
        if jwt.get_unverified_header(token).get("x5t#S256") != thumb:
            return False
        try:
            claims = jwt.decode(
                token,
                self.certificate.public_key(),
                algorithms=["PS256"],
                audience=f"http://{request.host}{request.path}",
                issuer=self.app_id,
                options={
                    "require": ["aud", "iss", "sub", "exp", "nbf", "jti"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError:
            return False
        now = self.now().timestamp()
        fresh = claims["nbf"] <= now < claims["exp"] <= now + 600 and claims["jti"] not in self._assertions
        self._assertions.add(claims["jti"])
        return fresh and claims["sub"] == self.app_id

    async def _imds(self, request: web.Request) -> web.Response:
        return await self._identity(request, request.headers.get("Metadata") == "true", "2018-02-01")

    async def _app_service(self, request: web.Request) -> web.Response:
        known = request.headers.get("X-IDENTITY-HEADER") == self.identity_header
        return await self._identity(request, known, "2019-08-01")

    async def _identity(self, request: web.Request, known: bool, version: str) -> web.Response:
        if (fault := await self._fault()) is not None:
            return fault
        wanted = {"api-version": version, "resource": RESOURCE, "client_id": self.app_id}
        if not known or dict(request.query) != wanted:
            return _refused("invalid_request", 400)
        return self._give(str(int(LASTS.total_seconds())))  # Azure writes the seconds as text

    async def _fault(self) -> web.Response | None:
        self.fetches += 1
        await asyncio.sleep(self.slow)
        if not self.faults:
            return None
        status, body = self.faults.pop(0)
        return web.json_response(body, status=status)

    def _give(self, lasts: int | str) -> web.Response:
        token = f"connector.{secrets.token_urlsafe(24)}"
        self._given[token] = self.now() + LASTS
        facts = {"token_type": "Bearer", "expires_in": lasts, "access_token": token}
        return web.json_response(facts)


def _refused(error: str, status: int) -> web.Response:
    words = {"error": error, "error_description": f"AADSTS0: {error}", "error_codes": [0]}
    return web.json_response(words, status=status)
