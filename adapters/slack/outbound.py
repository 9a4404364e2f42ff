"""Slack's way out: a card becomes a message, known again by what Slack keeps beside it."""

import re

import structlog

from adapters.messenger import (
    FindAnswer,
    InDoubt,
    May,
    NotThere,
    SendAnswer,
    Sent,
    TryAgain,
    Undeliverable,
    always,
)
from adapters.slack import cards
from adapters.slack.api import SlackApi
from adapters.slack.conversations import Conversations
from adapters.slack.files import Files
from adapters.slack.grants import Grant
from adapters.slack.installations import PLATFORM, Installations
from adapters.slack.message import caused, further, message, says
from adapters.slack.pace import Pace
from adapters.slack.verdicts import (
    Again,
    Closed,
    Doubt,
    Gone,
    Ours,
    ReplacedGone,
    Taken,
    Uninstalled,
    Verdict,
)
from bot.cards import Card
from bot.outbox import LONGEST, Reader

LOOKED_THROUGH, PAGES = 100, 10
"""How many of a conversation's latest messages are asked for at once, and how often at most.

What may have arrived hours ago lies behind all that was said since.
"""

TS = re.compile(r"\d+\.\d+")
"""How Slack names a message in its conversation; nobody else's name is one that it could look for."""

NOT_THERE = Closed("channel_not_found")

TAKEN_AWAY = {"account_inactive", "app_uninstalled", "token_revoked"}
"""By these words of Slack's the app is installed no more; any other refusal may pass."""

log = structlog.get_logger("slack")


class SlackMessenger:
    """Posts into each reader's conversation with the app, or into the group of several."""

    def __init__(
        self, api: SlackApi, installations: Installations, conversations: Conversations, pace: Pace
    ) -> None:
        self._api = api
        self._installations = installations
        self._conversations = conversations
        self._pace = pace
        self._files = Files()

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        """Post the card, or let it take an earlier one's place."""
        tenant = to[0].address.tenant
        grant = await self._installations.grant(tenant)
        if grant is None:
            return TryAgain(LONGEST)
        channel = await self._conversations.of(to, grant.token)
        if not isinstance(channel, str):
            return await self._answer(channel, to, grant)
        if waits := await self._pace.turn(tenant, channel):
            return waits
        api = self._api.only_while(may)
        verdict = await self._shown(api, channel, grant.token, to, card, cause, replaces)
        if verdict == NOT_THERE and channel == to[0].address.route:
            # A route of an installation that is gone: Slack knows the one of today.
            channel = await self._conversations.opened(to, grant.token)
            if not isinstance(channel, str):
                return await self._answer(channel, to, grant)
            verdict = await self._shown(api, channel, grant.token, to, card, cause, replaces)
        return await self._answer(verdict, to, grant)

    async def find(self, to: tuple[Reader, ...], cause: str, replaces: str) -> FindAnswer:
        """Whether the conversation holds the message with this cause, in its place or among the latest."""
        grant = await self._installations.grant(to[0].address.tenant)
        if grant is None:
            return TryAgain(LONGEST)
        channel = await self._conversations.of(to, grant.token)
        if not isinstance(channel, str):
            answer = await self._answer(channel, to, grant)
            return answer if isinstance(answer, TryAgain) else InDoubt()
        if TS.fullmatch(replaces):
            between = {"oldest": replaces, "latest": replaces}
            found = await self._looked(channel, grant.token, cause, **between, inclusive=True, limit=1)
            if not isinstance(found, NotThere):
                return found
        return await self._looked(channel, grant.token, cause, limit=LOOKED_THROUGH)

    async def _looked(self, channel: str, token: str, cause: str, **where: str | int) -> FindAnswer:
        asked: dict[str, str | int] = {"channel": channel, "include_all_metadata": True, **where}
        for _ in range(PAGES):
            match await self._api.call("conversations.history", token, **asked):
                case Taken({"messages": list() as messages, **told}):
                    self._files.saw(messages)
                    if found := next((Sent(one["ts"]) for one in messages if caused(one, cause)), None):
                        return found
                    asked["cursor"] = further(told)
                case Again(after=after):
                    return TryAgain(after)
                case _:
                    return InDoubt()
            if not asked["cursor"]:
                break
        return NotThere()

    async def _shown(
        self,
        api: SlackApi,
        channel: str,
        token: str,
        to: tuple[Reader, ...],
        card: Card,
        cause: str,
        replaces: str,
    ) -> Verdict:
        content = message(channel, to, card, cause)
        if replaces:
            verdict = await api.call("chat.update", token, ts=replaces, **content)
            if not isinstance(verdict, ReplacedGone):
                return verdict
        # Files go first: a message that speaks of them is never there without them.
        for file in cards.attached(card, says(to)[0]):
            unsent = await self._files.put(api, channel, token, cause, file)
            if isinstance(unsent, Again | Doubt | Uninstalled):
                return unsent
        return await api.call("chat.postMessage", token, **content)

    async def _answer(self, verdict: Verdict, to: tuple[Reader, ...], grant: Grant) -> SendAnswer:
        match verdict:
            case Taken({"ts": str(ts)}):
                return Sent(ts)
            case Again(code, after):
                log.info("not_now", platform=PLATFORM, reason=code)
                return TryAgain(after)
            case Gone(code):
                return Undeliverable(code, gone=True, user=await self._who_is_gone(to, grant))
            case Closed(code) | ReplacedGone(code):
                return Undeliverable(code)
            case Ours(code):
                log.error("refused", platform=PLATFORM, reason=code)
                return Undeliverable(code)
            case Uninstalled(code):
                log.warning("no_way_in", platform=PLATFORM, reason=code)
                if code in TAKEN_AWAY:
                    await self._installations.part(to[0].address.tenant, token=grant.token)
                return TryAgain(LONGEST)
            case Doubt(code):
                log.warning("in_doubt", platform=PLATFORM, reason=code)
                return InDoubt()
            case Taken():
                return InDoubt()

    async def _who_is_gone(self, to: tuple[Reader, ...], grant: Grant) -> str:
        return to[0].user if len(to) == 1 else await self._conversations.who_is_gone(to, grant.token)
