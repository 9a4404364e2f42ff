"""Files that somebody agreed to have: made again from the message that offered them, put where they said."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, Protocol

import aiohttp
import structlog

from adapters.messenger import Sent
from adapters.teams import cards
from adapters.teams.arrivals import Consent
from adapters.teams.calls import TIME_OUT
from adapters.teams.connector import Connector
from adapters.teams.voice import voice
from bot.cards import line
from bot.errors import UnknownPlace
from bot.outbox import Letter
from bot.packing import unpacked
from bot.words import plain

PLATFORM = "teams"
INFO = "application/vnd.microsoft.teams.card.file.info"

log = structlog.get_logger("teams")


class Letters(Protocol):
    """What is asked of the outbox (`store.deliveries`)."""

    def letter(self, platform: str, tenant: str, user: str, cause: str) -> "Future[Letter | None]":
        """A message that this person was sent; None where there is none of theirs, or not any more."""


class Files:
    """Puts a file into its reader's own drive, and says so; `may` says which addresses are drives."""

    def __init__(
        self,
        connector: Connector,
        session: aiohttp.ClientSession,
        letters: Letters,
        may: Callable[[str], bool],
    ) -> None:
        self._connector = connector
        self._session = session
        self._letters = letters
        self._may = may

    async def answered(self, consent: Consent) -> None:
        """Put the file there, or leave it; the card that asked gives way to what became of it."""
        letter = await self._letter(consent)
        if letter and not consent.upload:
            await self._instead(consent, _text("teams.declined", letter))
            return
        file = _offered(letter, consent.name) if letter else None
        put = file is not None and await self._put(consent.upload, file.text.encode())
        await self._instead(consent, _info(consent) if put else _text("teams.not_put", letter))

    async def _letter(self, consent: Consent) -> Letter | None:
        place = PLATFORM, consent.place.tenant
        try:
            return await asyncio.wrap_future(self._letters.letter(*place, consent.user, consent.cause))
        except UnknownPlace:
            return None

    async def _put(self, url: str, content: bytes) -> bool:
        """Whether the drive has it; our token stays here, the address alone lets it in."""
        if not self._may(url):
            return False
        headers = {"Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}"}
        try:
            async with self._session.put(
                url, data=content, headers=headers, timeout=TIME_OUT, allow_redirects=False
            ) as answered:
                return answered.status in (200, 201)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def _instead(self, consent: Consent, message: Mapping[str, Any]) -> None:
        answer = await self._connector.update(consent.place, consent.message, message)
        if not isinstance(answer, Sent):
            log.warning("not_shown", platform=PLATFORM, answer=type(answer).__name__)


def _offered(letter: Letter, name: str) -> cards.Attached | None:
    files = cards.attached(unpacked(letter.card), voice(letter.locale, letter.zone))
    return next((file for file in files if file.name == name), None)


def _text(key: str, letter: Letter | None) -> Mapping[str, Any]:
    say = voice(letter.locale, letter.zone) if letter else voice("en", "UTC")
    return {"type": "message", "text": plain(say(line(key)))}


def _info(consent: Consent) -> Mapping[str, Any]:
    """The card by which Teams opens a file that lies in somebody's drive."""
    shown = consent.shown
    content = {"uniqueId": shown.get("uniqueId"), "fileType": shown.get("fileType")}
    return {
        "type": "message",
        "attachments": [
            {
                "contentType": INFO,
                "name": consent.name,
                "contentUrl": shown.get("contentUrl"),
                "content": content,
            }
        ],
    }
