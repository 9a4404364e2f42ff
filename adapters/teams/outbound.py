"""Teams' way out: a card becomes a message, which Teams cannot be asked about afterwards."""

from typing import Any

from adapters.messenger import CannotAsk, FindAnswer, SendAnswer, Sent, Undeliverable
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


class TeamsMessenger:
    """Posts into each reader's conversation with the app, or into the group of several."""

    def __init__(self, connector: Connector, bot: str, service_url: str) -> None:
        self._connector = connector
        self._bot = bot
        self._service_url = service_url
        self._opened: dict[tuple[str, frozenset[str]], str] = {}

    async def send(self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str) -> SendAnswer:
        """Post the card, or let it take an earlier one's place."""
        place = await self._place(to)
        if not isinstance(place, Place):
            return place
        message = posted(cards.card(card, voices(to)), cards.fallback(card, voices(to)))
        if replaces:
            answer = await self._connector.update(place, replaces, message)
            if answer not in GONE:
                return Sent(replaces) if isinstance(answer, Sent) else answer
        for file in cards.attached(card, voices(to)[0]):
            if len(to) == 1 and file.media_type != "text/calendar":  # an invitation opens by its button
                offered = await self._connector.send(place, _offer(file, cause))
                if not isinstance(offered, Sent):
                    return offered
        return await self._connector.send(place, message)

    async def find(self, to: tuple[Reader, ...], cause: str) -> FindAnswer:  # noqa: ARG002 - it cannot be asked
        """Teams cannot be asked; only what does no harm twice is sent again."""
        return CannotAsk(send_again=not cause.startswith(ASKED_ONCE))

    async def _place(self, to: tuple[Reader, ...]) -> Place | SendAnswer:
        tenant = to[0].address.tenant
        own = place_of(tenant, to[0].address.route) if len(to) == 1 else None
        if own:
            return own
        users = frozenset(reader.user for reader in to)
        if (tenant, users) not in self._opened:
            opened = await self._connector.open(self._service_url, tenant, sorted(users), self._bot)
            if not isinstance(opened, Sent):
                return opened
            self._opened[tenant, users] = opened.sent_as
        return Place(self._service_url, tenant, self._opened[tenant, users])


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
