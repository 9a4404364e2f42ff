"""Who may speak to the bot as Teams: verified on the raw request, before anything of it is read further."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

import structlog
from multidict import MultiMapping

from adapters.teams import body
from adapters.teams.clouds import PUBLIC
from adapters.teams.development import is_own_machine
from adapters.teams.hosts import Hosts
from adapters.teams.keys import Key
from adapters.teams.signature import claims_of, kid_of, token_of
from adapters.teams.turned_away import Malformed, Refused, TooLarge, TurnedAway

LARGEST = 256 * 1024
"""The most bytes of a request."""

CHANNEL = "msteams"

log = structlog.get_logger("teams.gate")


class KeyRing(Protocol):
    """Where keys are looked up (`adapters.teams.keys.Keys`)."""

    async def find(self, kid: str) -> Key | None:
        """The key of this id, if the issuer has one."""


class Gate:
    """Lets Teams in, and nobody else; `tenants` are the only ones that may, where any are named.

    Without an `app_id` nothing is signed: that is for `development`, from this machine alone.
    """

    def __init__(
        self,
        app_id: str,
        keys: KeyRing,
        now: Callable[[], datetime],
        *,
        issuer: str = PUBLIC.issuer,
        hosts: Hosts | None = None,
        tenants: Collection[str] = (),
        development: bool = False,
    ) -> None:
        if not app_id and not development:
            raise ValueError("without the id of the app anybody could pass for Teams")
        self._app_id = app_id
        self._keys = keys
        self._now = now
        self._issuer = issuer
        self._hosts = hosts or Hosts()
        self._tenants = frozenset(tenants)

    async def activity(self, headers: MultiMapping[str], raw: bytes, remote: str = "") -> Mapping[str, Any]:
        """The activity in a request; TurnedAway where there is none that may come in.

        `remote` is the address of the peer. Nothing of the body is read before its token is believed.
        """
        try:
            return await self._let_in(headers, raw, remote)
        except TurnedAway as turned:
            log.info("turned_away", state=turned.status, reason=turned.reason)
            raise

    async def _let_in(self, headers: MultiMapping[str], raw: bytes, remote: str) -> Mapping[str, Any]:
        if len(raw) > LARGEST:
            raise TooLarge("size")
        if not self._app_id:
            return self._unsigned(headers, raw, remote)
        token = token_of(headers)
        key = await self._keys.find(kid_of(token))
        if key is None:
            raise Refused("unknown_key")
        claims = claims_of(token, key, self._app_id, self._issuer, self._now())
        if CHANNEL not in key.endorsements:
            raise Refused("endorsement")
        activity = _read(raw)
        if claims.get("serviceurl") != activity.get("serviceUrl"):
            raise Refused("service_url")
        return self._from_teams(activity)

    def _unsigned(self, headers: MultiMapping[str], raw: bytes, remote: str) -> Mapping[str, Any]:
        if not is_own_machine(headers, remote):
            raise Refused("not_this_machine")
        return self._from_teams(_read(raw))

    def _from_teams(self, activity: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._hosts.allow(activity.get("serviceUrl")):
            raise Refused("host")
        if activity.get("channelId") != CHANNEL:
            raise Refused("channel")
        if self._tenants and not _tenants(activity) <= self._tenants:
            raise Refused("tenant")
        return activity


def _read(raw: bytes) -> Mapping[str, Any]:
    activity = body.read(raw)
    if activity is None:
        raise Malformed("body")
    return activity


def _tenants(activity: Mapping[str, Any]) -> frozenset[str | None]:
    """Every tenant that an activity names; one that is not there is no tenant of anybody's."""
    data, conversation = _mapping(activity, "channelData"), _mapping(activity, "conversation")
    named = (_mapping(data, "tenant").get("id"), conversation.get("tenantId"))
    return frozenset(str(name) for name in named if name is not None) or frozenset({None})


def _mapping(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    held = holder.get(name)
    return held if isinstance(held, Mapping) else {}
