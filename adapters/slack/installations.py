"""What lets us speak in each tenant: kept sealed in the store, held for a while, renewed before it ends."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from math import inf
from typing import Protocol

import structlog

from adapters.slack.api import SlackApi
from adapters.slack.grants import Grant, renewed
from adapters.slack.settings import SlackSettings
from adapters.slack.verdicts import Taken, Uninstalled
from bot.errors import Conflict
from bot.mentoring.programmes import Place, Programme

PLATFORM = "slack"
HELD = timedelta(minutes=1)
"""How long another process may go on with what this one has changed."""

RENEWED_BEFORE = timedelta(minutes=30)
"""How long before its end a rotating token is renewed."""

log = structlog.get_logger("slack")


class Places(Protocol):
    """What is asked of the store (`store.places`)."""

    def find(self, platform: str, tenant: str) -> "Future[Place | None]":
        """The place that this tenant is, if a programme lives there."""

    def admit(self, programme: Programme, platform: str, tenant: str, holds: str) -> "Future[Place]":
        """The place, from now on with what it holds."""

    def renew(self, place: Place) -> "Future[Place]":
        """The place as it is given; Conflict where someone wrote it since it was read."""

    def wake(self, place: Place, now: datetime) -> "Future[None]":
        """What was tried in vain falls due now."""

    def part(self, platform: str, tenant: str, now: datetime) -> "Future[bool]":
        """Let a place be gone from now on; whether it was there."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A grant for a while; `in_vain` when it could not be renewed just now."""

    grant: Grant | None
    place: Place | None
    until: datetime
    in_vain: bool = False


class Installations:
    """The grants of every tenant, or the one of a single workspace, read from the settings."""

    def __init__(
        self, settings: SlackSettings, places: Places, api: SlackApi, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._places = places
        self._api = api
        self._now = now
        self._held: dict[str, _Held] = {}
        self._renewing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def grant(self, tenant: str) -> Grant | None:
        """What lets us speak there now; None where the app is not, or is no longer, installed."""
        held = self._held.get(tenant)
        if held is None or held.until <= self._now():
            held = await self._look(tenant)
        if held.in_vain or not self._is_ending(held.grant):
            return held.grant if self._is_alive(held.grant) else None
        async with self._renewing[tenant]:
            return await self._renewed(tenant)

    async def admit(self, tenant: str, name: str, grant: Grant) -> Place:
        """Let a tenant in, with a programme of its own where it has none yet."""
        kept = "" if self._settings.bot_token else json.dumps(asdict(grant))
        programme = Programme(0, name or "Constellation")
        before = await asyncio.wrap_future(self._places.find(PLATFORM, tenant))
        place = await asyncio.wrap_future(self._places.admit(programme, PLATFORM, tenant, kept))
        self._hold(tenant, grant, place)  # before anybody is woken: they would find no grant
        if before and before.gone_at:
            await asyncio.wrap_future(self._places.wake(place, self._now()))
        return place

    async def part(self, tenant: str, *, token: str = "", told: float = inf) -> None:
        """The app was taken away there: nothing is sent from now on.

        Unless that is of another token than the one we have, or was told before we were given it.
        """
        grant = (await self._look(tenant)).grant
        if grant and (token not in ("", grant.token) or told < grant.since):
            return
        self._held.pop(tenant, None)
        if await asyncio.wrap_future(self._places.part(PLATFORM, tenant, self._now())):
            log.info("uninstalled", platform=PLATFORM)

    async def _look(self, tenant: str) -> _Held:
        place = await asyncio.wrap_future(self._places.find(PLATFORM, tenant))
        here = place is not None and place.gone_at is None
        return self._hold(tenant, self._granted(place) if here and place else None, place)

    def _granted(self, place: Place) -> Grant | None:
        if place.holds:
            return Grant(**json.loads(place.holds))
        return Grant(self._settings.bot_token) if self._settings.bot_token else None

    def _hold(self, tenant: str, grant: Grant | None, place: Place | None) -> _Held:
        held = self._held[tenant] = _Held(grant, place, self._now() + HELD)
        return held

    async def _renewed(self, tenant: str) -> Grant | None:
        """A refresh token opens once: whoever waited here takes what the first one was given."""
        held = await self._look(tenant)
        if held.grant is None or held.place is None or not self._is_ending(held.grant):
            return held.grant
        match await self._refreshed(held.grant):
            case Taken(body):
                return await self._keep(tenant, held.place, renewed(held.grant, body, self._now()))
            case verdict:
                log.warning("token_not_renewed", platform=PLATFORM, reason=getattr(verdict, "code", ""))
                return await self._without(tenant, held.grant, is_refused=isinstance(verdict, Uninstalled))

    async def _without(self, tenant: str, grant: Grant, *, is_refused: bool) -> Grant | None:
        """What is left where nothing was given: what another process was, or the old token to its end."""
        held = await self._look(tenant)
        if held.grant != grant:
            return held.grant
        if is_refused and not self._is_alive(grant):
            await self.part(tenant)
            return None
        self._held[tenant] = replace(held, in_vain=True)
        return grant if self._is_alive(grant) else None

    def _is_ending(self, grant: Grant | None) -> bool:
        return grant is not None and grant.ends_within(RENEWED_BEFORE, self._now())

    def _is_alive(self, grant: Grant | None) -> bool:
        return grant is not None and not grant.ends_within(timedelta(0), self._now())

    async def _refreshed(self, grant: Grant) -> object:
        return await self._api.call(
            "oauth.v2.access",
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            grant_type="refresh_token",
            refresh_token=grant.refresh,
        )

    async def _keep(self, tenant: str, place: Place, fresh: Grant) -> Grant | None:
        try:
            kept = await asyncio.wrap_future(
                self._places.renew(replace(place, holds=json.dumps(asdict(fresh))))
            )
        except Conflict:  # another process renewed it, or the app was taken away meanwhile
            return (await self._look(tenant)).grant
        self._hold(tenant, fresh, kept)
        return fresh
