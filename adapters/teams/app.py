"""Teams, wired: the way in behind its gate, the way out with our own token."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import aiohttp
import structlog
from aiohttp import web

from adapters.floods import Floods, TooMuch
from adapters.front import Take
from adapters.last_look import last_look
from adapters.raw_body import raw_body
from adapters.teams.clouds import CLOUDS
from adapters.teams.connector import Connector
from adapters.teams.credentials import IMDS, Certificate, Credentials, ManagedIdentity, Secret
from adapters.teams.files import Files, Letters
from adapters.teams.gate import LARGEST, Gate
from adapters.teams.hearing import PLATFORM, Hearing
from adapters.teams.hosts import Hosts
from adapters.teams.keys import Keys
from adapters.teams.outbound import TeamsMessenger, Threads
from adapters.teams.pace import Pace
from adapters.teams.people import NobodyAnswers, People
from adapters.teams.rooms import Rooms
from adapters.teams.seam import Answer, Ears, Transport
from adapters.teams.settings import TeamsSettings
from adapters.teams.tokens import Tokens
from adapters.teams.turned_away import TooLarge, TurnedAway
from bot.cards import Outcome
from bot.errors import UnknownPlace
from bot.mentoring.programmes import Place, Programme
from bot.turns import Turn

MESSAGES = "/api/messages"

log = structlog.get_logger("teams")


class Places(Protocol):
    """What is asked of the store (`store.places`)."""

    def admit(self, programme: Programme, platform: str, tenant: str, holds: str) -> "Future[Place]":
        """The place, from now on with what it holds; a new one with a new programme."""


class Sendings(Letters, Threads, Protocol):
    """What is asked of the outbox (`store.letters`)."""


class Development:
    """In place of our token, while developing: nobody on this machine asks for one."""

    async def bearer(self) -> str:
        """A word that opens nothing."""
        return "development"

    def forget(self, token: str) -> None:
        """There is nothing to forget."""


class Teams:
    """One bot, in the tenants that may come in."""

    def __init__(
        self, settings: TeamsSettings, places: Places, letters: Sendings, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._places = places
        self._session = aiohttp.ClientSession(trace_configs=[last_look()])
        self._cloud = CLOUDS[settings.cloud]
        hosts = Hosts(settings.hosts or self._cloud.hosts, settings.loopback)
        metadata = settings.openid_metadata_url or self._cloud.metadata
        self._gate = Gate(
            settings.app_id,
            Keys(self._session, metadata),
            now,
            issuer=self._cloud.issuer,
            hosts=hosts,
            tenants=settings.allowed,
            development=settings.dev,
        )
        tokens = Tokens(self._session, self._credentials(), now) if settings.app_id else Development()
        self._connector = Connector(self._session, tokens, hosts, _pace(settings.pace))
        bot = f"28:{settings.app_id}"
        self._people = People(self._connector, now)
        self._rooms = Rooms(self._connector, bot, now)
        self._files = Files(self._connector, self._session, letters, settings.is_drive)
        self.messenger = TeamsMessenger(self._connector, letters, bot, settings.service_url)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._session.close()

    def attach(self, app: web.Application, take: Take, floods: Floods | None = None) -> None:
        """Serve Teams from this application; `take` hears each turn."""
        hearing = Hearing(
            self._connector,
            self._people,
            self._rooms,
            self._files,
            self._with_a_programme(take),
            floods or Floods(),
            groups=self._settings.groups,
        )
        app.router.add_post(MESSAGES, self._messages(Ears(hearing.hear)))
        app.on_startup.append(self._settle)

    async def _settle(self, _app: web.Application) -> None:
        """Each tenant that is named has a programme from the first start on, so that it can be prepared."""
        for tenant in sorted(self._settings.allowed):
            await self._admit(tenant)

    async def _admit(self, tenant: str) -> None:
        await asyncio.wrap_future(self._places.admit(Programme(0, "Constellation"), PLATFORM, tenant, ""))

    def _messages(self, ears: Ears) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        transport = Transport()

        async def messages(request: web.Request) -> web.StreamResponse:
            try:
                raw = await raw_body(request, LARGEST)
                if raw is None:
                    raise TooLarge("size")
                activity = await self._gate.activity(request.headers, raw, request.remote or "")
                return await _answered(transport.process(activity, ears))
            except TurnedAway as turned:
                return web.Response(status=turned.status, text=turned.text, content_type="application/json")

        return messages

    def _with_a_programme(self, take: Take) -> Take:
        """Where no tenant is named, each has a programme from its first turn on."""

        async def taken(turn: Turn) -> Outcome:
            try:
                return await take(turn)
            except UnknownPlace:
                await self._admit(turn.address.tenant)
                return await take(turn)

        return taken

    def _credentials(self) -> Credentials:
        set_ = self._settings
        cloud = replace(self._cloud, login=set_.login_url.rstrip("/")) if set_.login_url else self._cloud
        if set_.managed_identity:
            endpoint, header = os.environ.get("IDENTITY_ENDPOINT"), os.environ.get("IDENTITY_HEADER", "")
            return ManagedIdentity(set_.app_id, endpoint or IMDS, header if endpoint else "", cloud)
        if set_.certificate:
            pem = set_.certificate.read_bytes()
            return Certificate(set_.app_id, set_.tenant_id, pem, pem, cloud)
        return Secret(set_.app_id, set_.tenant_id, set_.app_password, cloud)


def _pace(times: float) -> Pace:
    """Teams' own pace, or so many times it."""
    return Pace(lambda: time.monotonic() * times, lambda seconds: asyncio.sleep(seconds / times))


async def _answered(processing: Awaitable[Answer]) -> web.StreamResponse:
    """What is committed is answered; what is not comes again."""
    try:
        status, body = await processing
    except TooMuch:
        return web.Response(status=429)
    except TurnedAway as turned:
        log.info("turned_away", state=turned.status, reason=turned.reason)
        raise
    except NobodyAnswers:
        log.warning("nobody_answers", platform=PLATFORM)
        return web.Response(status=503)
    except Exception:  # nothing was committed: Teams is told so
        log.exception("turn_raised", platform=PLATFORM)
        return web.Response(status=500)
    return web.Response(status=status) if body is None else web.json_response(body, status=status)
