"""What happens to the app and to its people: taken away, let in again, someone leaves."""

from collections.abc import Mapping
from math import inf
from typing import Any

from adapters.front import Take
from adapters.slack.inbound import tenant_of
from adapters.slack.installations import PLATFORM, Installations
from adapters.slack.people import People
from bot.turns import Address, Left, Sender, Turn


class Lifecycle:
    """Hears what Slack tells of the app itself and of its people."""

    def __init__(self, installations: Installations, people: People, take: Take) -> None:
        self._installations = installations
        self._people = people
        self._take = take

    async def uninstalled(self, body: Mapping[str, Any]) -> None:
        """The app was taken away: nothing is sent from now on."""
        await self._part(body)

    async def revoked(self, body: Mapping[str, Any]) -> None:
        """Tokens were taken back; only the bot's own matters."""
        match body:
            case {"event": {"tokens": {"bot": [_, *_]}}}:
                await self._part(body)
            case _:
                return

    async def changed(self, body: Mapping[str, Any]) -> None:
        """Someone changed; who was deactivated has left."""
        match body:
            case {"event_id": str(id), "event": {"user": {"id": str(user), **told}}}:
                tenant = tenant_of(body)
                self._people.forget(tenant, user)
                if told.get("deleted") is True and await self._installations.grant(tenant):
                    await self._take(Turn(id, Address(PLATFORM, tenant, ""), Sender(user), Left()))
            case _:
                return

    async def _part(self, body: Mapping[str, Any]) -> None:
        told = body.get("event_time")
        await self._installations.part(_place(body), told=told if isinstance(told, int) else inf)


def _place(body: Mapping[str, Any]) -> str:
    """An organisation that took the app away for all of it is named beside the workspace."""
    return tenant_of(body) or str(body.get("enterprise_id") or "")
