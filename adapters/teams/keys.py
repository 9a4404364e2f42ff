"""The keys that sign for Teams: fetched, remembered for a day, and asked for again when a new one appears."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import structlog
from aiohttp import ClientError, ClientSession
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from adapters.teams.clouds import PUBLIC
from adapters.teams.replies import json_of

TIME_OUT = 5.0
"""How long (seconds) the keys may take to come."""

OLD = 24 * 3600.0
"""After how long known keys are asked for again."""

AGAIN = 60.0
"""How long nobody asks again, whatever comes in: unknown keys are cheap to make up."""

SOON = 5.0
"""How long nobody asks again when the keys could not be had."""

SHORTEST = 2048
"""The least bits of a key that is believed."""

log = structlog.get_logger("teams.keys")


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and the channels that it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """The keys of one issuer, by their ids; `clock` is a stopwatch in seconds."""

    def __init__(
        self,
        session: ClientSession,
        metadata: str = PUBLIC.metadata,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata = metadata
        self._clock = clock
        self._known: Mapping[str, Key] = {}
        self._asking = asyncio.Lock()
        self._not_before = float("-inf")
        self._old_at = float("-inf")

    async def find(self, kid: str) -> Key | None:
        """The key of this id; None where the issuer has none. What is known goes on while nobody answers."""
        if kid not in self._known or self._clock() >= self._old_at:
            async with self._asking:
                if self._clock() >= self._not_before:
                    await self._ask()
        return self._known.get(kid)

    async def _ask(self) -> None:
        self._not_before = self._clock() + SOON
        try:
            async with asyncio.timeout(TIME_OUT):
                known = _read(await self._published())
        except (ClientError, OSError, ValueError, KeyError, TypeError) as error:
            log.warning("keys_not_fetched", error=type(error).__name__)
            return
        self._known = known
        self._not_before = self._clock() + AGAIN
        self._old_at = self._clock() + OLD

    async def _published(self) -> Iterable[Mapping[str, Any]]:
        address = (await self._json(self._metadata))["jwks_uri"]
        origin = self._metadata.partition("://")[2].partition("/")[0]
        if not address.startswith(("https://", f"http://{origin}/")):
            raise ValueError("keys are fetched by https")
        published: Iterable[Mapping[str, Any]] = (await self._json(address))["keys"]
        return published

    async def _json(self, address: str) -> Any:
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError("no answer")
            return await json_of(response)


def _read(published: Iterable[Mapping[str, Any]]) -> Mapping[str, Key]:
    """The keys that can be believed; a ValueError where there is none."""
    known = {str(jwk["kid"]): key for jwk in published if (key := _key(jwk)) is not None}
    if not known:
        raise ValueError("no keys")
    return known


def _key(jwk: Mapping[str, Any]) -> Key | None:
    endorsements = jwk.get("endorsements")
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig" or not isinstance(endorsements, list):
        return None
    try:
        public = RSAAlgorithm.from_jwk(dict(jwk))
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < SHORTEST:
        return None
    return Key(public, frozenset(map(str, endorsements)))
