"""Teams' way out: a card becomes a message, which Teams cannot be asked about afterwards."""

import asyncio
from concurrent.futures import Future
from typing import Any, Protocol

from adapters.messenger import CannotAsk, FindAnswer, May, SendAnswer, Sent, Undeliverable, always
from adapters.teams import cards
from adapters.teams.arrivals import place_of
from adapters.teams.connector import Connector, Place
from adapters.teams.voice import voices
from bot.cards import Card
from bot.outbox import Reader

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"

ASKED_ONCE = ("checkin:", "drift.")
"""How the causes begin that are never sent again while in doubt: a question is not asked twice."""

GONE = (Undeliverable("no_message"), Undeliverable("not_there"))
"""What Teams answers where the message whose place is taken is not there any more."""


APART = "|"
"""Between a conversation of several and a message there, in our name for that message."""


class Threads(Protocol):
    """What is asked of the outbox (`store.letters`)."""

    def thread(self, platform: str, tenant: str, cause: str) -> "Future[str]":
        """How we call the newest message where the one with this cause goes; "" for none."""


class TeamsMessenger:
    """Posts into each reader's conversation with the app, or into the group of several."""

    def __init__(self, connector: Connector, threads: Threads, bot: str, service_url: str) -> None:
        self._connector = connector
        self._threads = threads
        self._bot = bot
        self._service_url = service_url
        self._opened: dict[tuple[str, frozenset[str]], str] = {}

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        """Post the card, or let it take an earlier one's place."""
        connector = self._connector.only_while(may)
        place = await self._place(connector, to, cause)
        if not isinstance(place, Place):
            return place
        answer = await _shown(connector, place, to, card, cause, replaces.rpartition(APART)[2])
        if len(to) > 1 and isinstance(answer, Sent):
            return Sent(f"{place.conversation}{APART}{answer.sent_as}")
        return answer

    async def find(
        self,
        to: tuple[Reader, ...],  # noqa: ARG002 - it cannot be asked
        cause: str,
        replaces: str,  # noqa: ARG002
    ) -> FindAnswer:
        """Teams cannot be asked; only what does no harm twice is sent again."""
        return CannotAsk(send_again=not cause.startswith(ASKED_ONCE))

    async def _place(self, connector: Connector, to: tuple[Reader, ...], cause: str) -> Place | SendAnswer:
        tenant = to[0].address.tenant
        own = place_of(tenant, to[0].address.route) if len(to) == 1 else None
        if own:
            return own
        users = frozenset(reader.user for reader in to)
        if (tenant, users) not in self._opened:
            known = await self._known(to, cause) if len(to) > 1 else ""
            opened = Sent(known) if known else await self._begun(connector, tenant, users)
            if not isinstance(opened, Sent):
                return opened
            self._opened[tenant, users] = opened.sent_as
        return Place(self._service_url, tenant, self._opened[tenant, users])

    async def _known(self, to: tuple[Reader, ...], cause: str) -> str:
        """The conversation of several that was begun before: Teams would begin another each time."""
        place = to[0].address
        last = await asyncio.wrap_future(self._threads.thread(place.platform, place.tenant, cause))
        return last.rpartition(APART)[0]

    async def _begun(self, connector: Connector, tenant: str, users: frozenset[str]) -> SendAnswer:
        return await connector.open(self._service_url, tenant, sorted(users), self._bot)


async def _shown(
    connector: Connector, place: Place, to: tuple[Reader, ...], card: Card, cause: str, replaces: str
) -> SendAnswer:
    message = posted(cards.card(card, voices(to)), cards.fallback(card, voices(to)))
    if replaces:
        answer = await connector.update(place, replaces, message)
        if answer not in GONE:
            return Sent(replaces) if isinstance(answer, Sent) else answer
    for file in cards.attached(card, voices(to)[0]):
        if len(to) == 1 and file.media_type != "text/calendar":  # an invitation opens by its button
            offered = await connector.send(place, _offer(file, cause))
            if not isinstance(offered, Sent):
                return offered
    return await connector.send(place, message)


def posted(card: dict[str, Any], summary: str) -> dict[str, Any]:
    """A message that is a card, with what a notification and a screen reader say of it."""
    return {
        "type": "message",
        "summary": summary,
        "attachments": [{"contentType": ADAPTIVE, "content": card}],
    }


def _offer(file: cards.Attached, cause: str) -> dict[str, Any]:
    """A file that Teams puts into the reader's own drive once they say yes; it is made again then."""
    context = {"cause": cause, "name": file.name}
    content = {
        "description": file.label,
        "sizeInBytes": file.size,
        "acceptContext": context,
        "declineContext": context,
    }
    return {
        "type": "message",
        "summary": file.label,
        "attachments": [{"contentType": CONSENT, "name": file.name, "content": content}],
    }
