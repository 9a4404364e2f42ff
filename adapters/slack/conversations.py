"""Which conversation some people share with the app; opened the first time, and remembered."""

from collections.abc import Sequence

from adapters.slack.api import SlackApi
from adapters.slack.verdicts import Gone, Taken, Verdict
from bot.outbox import Reader

MOST_KEPT = 50_000
DIRECT = "D"
"""How the name of a conversation with one person begins."""


class Conversations:
    """Opens conversations; a person's own is also known by what arrives from there (their route)."""

    def __init__(self, api: SlackApi) -> None:
        self._api = api
        self._kept: dict[tuple[str, frozenset[str]], str] = {}

    async def of(self, to: Sequence[Reader], token: str) -> str | Verdict:
        """The conversation of these readers with the app, or why it cannot be opened."""
        if len(to) == 1 and to[0].address.route.startswith(DIRECT):
            return to[0].address.route
        return await self.opened(to, token)

    async def opened(self, to: Sequence[Reader], token: str) -> str | Verdict:
        """The same, by Slack's own word, whatever route they have."""
        return await self._open(to[0].address.tenant, [reader.user for reader in to], token)

    async def _open(self, tenant: str, users: Sequence[str], token: str) -> str | Verdict:
        key = tenant, frozenset(users)
        if key in self._kept:
            return self._kept[key]
        match await self._api.call("conversations.open", token, users=",".join(users)):
            case Taken({"channel": {"id": str(channel)}}):
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = channel
                return channel
            case verdict:
                return verdict

    async def is_own(self, tenant: str, user: str, channel: str, token: str) -> bool:
        """Whether this is the person's own conversation with the app."""
        return channel.startswith(DIRECT) and await self._open(tenant, [user], token) == channel

    def learn(self, tenant: str, user: str, channel: str) -> None:
        """Something arrived from the person's own conversation."""
        self._kept[tenant, frozenset((user,))] = channel

    async def who_is_gone(self, to: Sequence[Reader], token: str) -> str:
        """Whom of several Slack no longer has; "" where it is none of them."""
        for reader in to:
            match await self._api.call("users.info", token, user=reader.user):
                case Taken({"user": {"deleted": True}}) | Gone():
                    return reader.user
                case _:
                    continue
        return ""
