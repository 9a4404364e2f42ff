"""Who somebody in Teams is, by the directory's word: a member of the tenant, or turned away."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from adapters.remembered import Remembered
from adapters.teams.arrivals import Arrival
from adapters.teams.connector import Connector
from bot.outbox import Undeliverable
from bot.turns import Sender

KNOWN_FOR = timedelta(minutes=15)


class NobodyAnswers(Exception):
    """Teams does not say who this is: nothing is decided, and the turn may come again."""


class NotThere(Exception):
    """Teams knows nobody of this name there: that is not remembered, for they may have come just now."""


class People:
    """Asks Teams who somebody is, and remembers it for a while."""

    def __init__(self, connector: Connector, now: Callable[[], datetime]) -> None:
        self._connector = connector
        self._known: Remembered[tuple[str, str], Mapping[str, Any] | None] = Remembered(now, KNOWN_FOR)

    async def sender(self, arrived: Arrival) -> Sender | None:
        """The person, or None for whoever is turned away: guests, other tenants, who is not there."""
        key = arrived.place.tenant, arrived.user
        try:
            told = await self._known.told(key, lambda: self._asked(arrived))
        except NotThere:
            return None
        return _sender(arrived, told) if told is not None else None

    def forget(self, tenant: str, user: str) -> None:
        """Something about them changed: ask again."""
        self._known.forget((tenant, user))

    async def _asked(self, arrived: Arrival) -> Mapping[str, Any] | None:
        told = await self._connector.member(arrived.place, arrived.user)
        if isinstance(told, Mapping):
            return told if is_member(told, arrived.place.tenant) else None
        raise NotThere if isinstance(told, Undeliverable) else NobodyAnswers


def is_member(told: Mapping[str, Any], tenant: str) -> bool:
    """Whether they are a full member of this tenant; a guest is not."""
    return told.get("userRole") in (None, "user") and told.get("tenantId") in (None, tenant)


def _sender(arrived: Arrival, told: Mapping[str, Any]) -> Sender:
    email = told.get("email") or told.get("userPrincipalName") or ""
    return Sender(
        arrived.user,
        str(told.get("name") or arrived.name),
        str(email),
        arrived.locale,
        arrived.zone,
    )
