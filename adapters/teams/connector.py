"""What the bot asks of Teams: to post, to change, to begin a conversation, to say who is in one."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from adapters.messenger import May
from adapters.teams.calls import TIME_OUT, Bearer, Calls, Reply, Trouble
from adapters.teams.hosts import Hosts
from adapters.teams.pace import Pace
from bot.outbox import SendAnswer, Sent

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation: the address where Teams serves it, its tenant, and Teams' name of it."""

    service_url: str
    tenant: str
    conversation: str


class Connector:
    """Teams' own interface, over a session that looks (`adapters.last_look`).

    Our token goes to an allowed host only, whatever the address of a place says.
    """

    def __init__(
        self,
        session: ClientSession,
        tokens: Bearer,
        hosts: Hosts | None = None,
        pace: Pace | None = None,
        time_out: ClientTimeout = TIME_OUT,
    ) -> None:
        self._calls = Calls(session, tokens, hosts or Hosts(), pace or Pace(), time_out)

    def only_while(self, may: May) -> "Connector":
        """The same, where nothing is posted once it may not be: TryAgain, at once."""
        other = copy(self)
        other._calls = replace(self._calls, may=may)
        return other

    async def send(self, place: Place, activity: Json, reply_to: str = "") -> SendAnswer:
        """Post a message, as a reply where there is one to reply to."""
        path = ["activities", reply_to] if reply_to else ["activities"]
        return _sent(await self._within("POST", place, path, activity))

    async def update(self, place: Place, message: str, activity: Json) -> SendAnswer:
        """Put another message in the place of one of ours; `no_message` where that is gone."""
        return _sent(await self._within("PUT", place, ["activities", message], activity))

    async def open(self, service_url: str, tenant: str, users: Sequence[str], bot: str) -> SendAnswer:
        """The conversation with these people, Sent as its name; with one person it is the same each time.

        A group is `malformed` wherever Teams lets no bot begin one, as it does today.
        """
        asked = {
            "bot": {"id": bot},
            "isGroup": len(users) > 1,
            "members": [{"id": user} for user in users],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        return _sent(await self._calls.make("POST", service_url, [], (tenant, "new"), asked))

    async def members(self, place: Place) -> Sequence[Json] | Trouble:
        """Who is in a conversation, as Teams describes them."""
        said = await self._within("GET", place, ["members"])
        if not isinstance(said, Reply):
            return said
        found = said.body if isinstance(said.body, list) else []
        return [member for member in found if isinstance(member, dict)]

    async def member(self, place: Place, user: str) -> Json | Trouble:
        """One person of a conversation; `user` may be the directory's name of them."""
        said = await self._within("GET", place, ["members", user])
        if not isinstance(said, Reply):
            return said
        return said.body if isinstance(said.body, dict) else {}

    async def _within(
        self, method: str, place: Place, path: Sequence[str], activity: Json | None = None
    ) -> Reply | Trouble:
        turn = place.tenant, place.conversation
        return await self._calls.make(method, place.service_url, [place.conversation, *path], turn, activity)


def _sent(said: Reply | Trouble) -> SendAnswer:
    return Sent(said.name) if isinstance(said, Reply) else said
