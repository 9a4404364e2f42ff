"""Where people talk with the app by themselves, wherever else they speak to it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.remembered import Remembered
from adapters.teams.arrivals import Arrival, route
from adapters.teams.connector import Connector, Place
from adapters.teams.people import NobodyAnswers
from bot.outbox import Sent, Undeliverable

KNOWN_FOR = timedelta(hours=1)


class NoRoom(Exception):
    """They have not added the app for themselves: there is nowhere to talk with them alone."""


class Rooms:
    """Everybody's own conversation with the app; `bot` is Teams' name of the app."""

    def __init__(self, connector: Connector, bot: str, now: Callable[[], datetime]) -> None:
        self._connector = connector
        self._bot = bot
        self._known: Remembered[tuple[str, str], str] = Remembered(now, KNOWN_FOR)

    async def own(self, arrived: Arrival) -> str:
        """Their own conversation, as it is kept; NoRoom where they have none."""
        if arrived.own:
            return route(arrived.place)
        key = arrived.place.tenant, arrived.user
        return await self._known.told(key, lambda: self._begun(arrived))

    def forget(self, tenant: str, user: str) -> None:
        """They removed the app."""
        self._known.forget((tenant, user))

    async def _begun(self, arrived: Arrival) -> str:
        place = arrived.place
        opened = await self._connector.open(place.service_url, place.tenant, [arrived.user], self._bot)
        if isinstance(opened, Sent):
            return route(Place(place.service_url, place.tenant, opened.sent_as))
        raise NoRoom if isinstance(opened, Undeliverable) else NobodyAnswers
