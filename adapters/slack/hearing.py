"""What a delivery becomes: Slack says who speaks, the core decides, and the answer goes back at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog

from adapters.floods import MOST_KEPT, Floods
from adapters.front import Take
from adapters.slack import cards, home, modals, telling
from adapters.slack.api import SlackApi
from adapters.slack.conversations import Conversations
from adapters.slack.grants import Grant
from adapters.slack.inbound import Arrival, Unreadable, arrival
from adapters.slack.installations import PLATFORM, Installations
from adapters.slack.people import People
from adapters.slack.verdicts import Taken, Verdict
from adapters.slack.voice import voice
from bot.cards import Card, Form, Outcome
from bot.forms import MOST_ATTACHED
from bot.turns import Address, Joined, Opened, Sender, Submitted, Turn

Json = dict[str, Any]
MOST_BYTES_ATTACHED = 4 * MOST_ATTACHED

log = structlog.get_logger("slack")


class Hearing:
    """Hears what a person did in Slack, and says what Slack is answered."""

    def __init__(
        self,
        api: SlackApi,
        installations: Installations,
        people: People,
        conversations: Conversations,
        take: Take,
        floods: Floods,
    ) -> None:
        self._api = api
        self._installations = installations
        self._people = people
        self._conversations = conversations
        self._take = take
        self._turned_away: set[tuple[str, str]] = set()
        self._floods = floods

    async def hear(self, body: Mapping[str, Any]) -> Json:
        """What Slack is answered: nothing, a card aside, errors beside their fields, or the next form."""
        try:
            arrived = arrival(body)
        except Unreadable:
            log.info("unreadable", platform=PLATFORM)
            return {}
        grant = await self._installations.grant(arrived.tenant) if arrived else None
        if arrived is None or grant is None:
            return {}
        await self._floods.admit(arrived.tenant, arrived.user)
        sender = await self._sender(arrived, grant)
        if sender is None:
            await self._turn_away(arrived, grant)
            return {}
        return await self._answered(await self._with_files(arrived, grant), sender, grant)

    async def _answered(self, arrived: Arrival, sender: Sender, grant: Grant) -> Json:
        aside = arrived.is_aside and not await self._is_at_home(arrived, grant)
        outcome = await self._take(_turn(arrived, sender, aside=aside))
        if outcome.errors:
            return modals.errors(outcome.errors, voice(outcome.locale, outcome.zone))
        if arrived.is_home:
            await self._publish(arrived, sender, outcome, grant)
        if outcome.form:
            return await self._opened(arrived, outcome, outcome.form, grant)
        if aside:
            return _aside(outcome)
        answered = arrived.is_elsewhere and (outcome.show or outcome.instead)
        if answered and not await self._is_at_home(arrived, grant):
            await telling.answered_elsewhere(self._api, arrived, outcome.locale)
        return {}

    async def _turn_away(self, arrived: Arrival, grant: Grant) -> None:
        """Once for each who only looks in, and each time that they say or do something."""
        who = arrived.tenant, arrived.user
        if isinstance(arrived.event, Joined) and who in self._turned_away:
            return
        if len(self._turned_away) >= MOST_KEPT:
            self._turned_away.clear()
        self._turned_away.add(who)
        await telling.refused(self._api, arrived, grant)

    async def _sender(self, arrived: Arrival, grant: Grant) -> Sender | None:
        if arrived.route:
            self._conversations.learn(arrived.tenant, arrived.user, arrived.route)
        return await self._people.sender(arrived.tenant, arrived.user, grant.token, arrived.team)

    async def _is_at_home(self, arrived: Arrival, grant: Grant) -> bool:
        """Whether it was done in the person's own conversation, where an answer may stay."""
        return await self._conversations.is_own(arrived.tenant, arrived.user, arrived.channel, grant.token)

    async def _with_files(self, arrived: Arrival, grant: Grant) -> Arrival:
        """With the text of each file that was attached to a form; one that cannot be had is empty."""
        if not isinstance(arrived.event, Submitted) or not arrived.files:
            return arrived
        texts = {name: await self._text(file.url, grant) for name, file in arrived.files.items()}
        return replace(arrived, event=replace(arrived.event, fields={**arrived.event.fields, **texts}))

    async def _text(self, url: str, grant: Grant) -> str:
        content = await self._api.download(url, grant.token, MOST_BYTES_ATTACHED)
        return (content or b"").decode("utf-8-sig", "replace")

    async def _opened(self, arrived: Arrival, outcome: Outcome, form: Form, grant: Grant) -> Json:
        view = modals.view(form, voice(outcome.locale, outcome.zone))
        if isinstance(arrived.event, Submitted):
            return {"response_action": "update", "view": view}
        _heard(await self._api.call("views.open", grant.token, trigger_id=arrived.trigger, view=view))
        return {}

    async def _publish(self, arrived: Arrival, sender: Sender, outcome: Outcome, grant: Grant) -> None:
        """Show a person's page as it is now, also after a press that stands on it."""
        if outcome.home is None:
            again = replace(arrived, id=f"{arrived.id}:home", event=Opened())
            outcome = await self._take(_turn(again, sender))
        if outcome.home:
            view = home.view(outcome.home, voice(outcome.locale, outcome.zone))
            _heard(await self._api.call("views.publish", grant.token, user_id=arrived.user, view=view))


def _turn(arrived: Arrival, sender: Sender, *, aside: bool = False) -> Turn:
    address = Address(PLATFORM, arrived.tenant, arrived.route)
    return Turn(arrived.id, address, sender, arrived.event, aside)


def _aside(outcome: Outcome) -> Json:
    """Every card that answers, as one message that only this person sees."""
    if not outcome.show:
        return {}
    shown = Card(tuple(part for card in outcome.show for part in card.parts))
    says = [voice(outcome.locale, outcome.zone)]
    return {
        "response_type": "ephemeral",
        "text": cards.fallback(shown, says),
        "blocks": cards.blocks(shown, says),
    }


def _heard(verdict: Verdict) -> None:
    if not isinstance(verdict, Taken):
        log.warning("not_shown", platform=PLATFORM, reason=verdict.code)
