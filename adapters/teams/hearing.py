"""What a delivery becomes: Teams says who speaks, the core decides, and the answer goes back at once."""

from collections.abc import Mapping
from typing import Any

import structlog

from adapters.floods import Floods
from adapters.front import Take
from adapters.teams import cards, dialogs
from adapters.teams.arrivals import Arrival, Way, place_of
from adapters.teams.connector import Connector
from adapters.teams.files import Files
from adapters.teams.inbound import arrival
from adapters.teams.outbound import ADAPTIVE, posted
from adapters.teams.people import People
from adapters.teams.rooms import NoRoom, Rooms
from adapters.teams.voice import voice
from bot.cards import Form, Outcome, card, line
from bot.outbox import Sent
from bot.turns import Address, Left, Sender, Submitted, Turn
from bot.words import Say, plain

PLATFORM = "teams"
TOLD = "application/vnd.microsoft.activity.message"

Json = dict[str, Any]

log = structlog.get_logger("teams")


class Hearing:
    """Hears what a person did in Teams, and says what Teams is answered; None where nothing is awaited."""

    def __init__(
        self,
        connector: Connector,
        people: People,
        rooms: Rooms,
        files: Files,
        take: Take,
        floods: Floods,
        *,
        groups: bool = False,
    ) -> None:
        self._connector = connector
        self._people = people
        self._rooms = rooms
        self._files = files
        self._take = take
        self._floods = floods
        self._groups = groups

    async def hear(self, activity: Mapping[str, Any]) -> Json | None:
        """The body of the answer to an invoke; anything else is answered by messages."""
        found = arrival(activity)
        if found is None:
            return None
        await self._floods.admit(found.place.tenant, found.user)
        if isinstance(found, Arrival):
            return await self._heard(found)
        await self._files.answered(found)
        return None

    async def _heard(self, arrived: Arrival) -> Json | None:
        sender = await self._sender(arrived)
        if sender is None:
            return await self._turned_back(arrived, "teams.refused")
        try:
            address = Address(PLATFORM, arrived.place.tenant, await self._rooms.own(arrived), self._groups)
        except NoRoom:
            return await self._turned_back(arrived, "teams.alone")
        outcome = await self._take(Turn(arrived.id, address, sender, arrived.event))
        return await self._answered(arrived, outcome, address)

    async def _sender(self, arrived: Arrival) -> Sender | None:
        if isinstance(arrived.event, Left):  # nobody can be asked about who is gone
            for known in (self._people, self._rooms):
                known.forget(arrived.place.tenant, arrived.user)
            return Sender(arrived.user)
        return await self._people.sender(arrived)

    async def _answered(self, arrived: Arrival, outcome: Outcome, address: Address) -> Json | None:
        say = voice(outcome.locale, outcome.zone)
        form = outcome.sent if outcome.errors else outcome.form
        match arrived.way:
            case Way.NONE:
                return None
            case Way.FETCH | Way.DIALOG if form:
                return _dialog(_again(form, outcome, arrived, say), dialogs.title(form, say))
            case Way.FETCH:
                return {"task": {"type": "message", "value": _words("teams.answered", say)}}
            case Way.DIALOG:
                return None
            case Way.CARD if form:
                return _card(dialogs.inline(form, say, outcome.errors, _typed(outcome, arrived)))
            case Way.CARD:
                elsewhere = outcome.show and not (outcome.sent and arrived.own)
                said = line("teams.answered" if elsewhere else "teams.noted")
                if outcome.sent:  # a form that was sent gives way to a word
                    return _card(cards.card(card(said), (say,)))
                return {"statusCode": 200, "type": TOLD, "value": plain(say(said))}
            case Way.MESSAGE:
                await self._by_message(arrived, outcome, form, address, say)
                return None

    async def _by_message(
        self, arrived: Arrival, outcome: Outcome, form: Form | None, address: Address, say: Say
    ) -> None:
        """A client without dialogs: a form is a message, and one that was sent gives way to a word."""
        is_sent = isinstance(arrived.event, Submitted)
        if form:
            card = dialogs.inline(form, say, outcome.errors, _typed(outcome, arrived))
            message = posted(card, dialogs.title(form, say))
        elif is_sent and outcome.sent:
            message = {"type": "message", "text": _words("teams.noted", say)}
        else:
            return
        if is_sent and arrived.message:
            answer = await self._connector.update(arrived.place, arrived.message, message)
        else:
            own = place_of(address.tenant, address.route) or arrived.place
            answer = await self._connector.send(own, message)
        if not isinstance(answer, Sent):
            log.warning("not_shown", platform=PLATFORM, answer=type(answer).__name__)

    async def _turned_back(self, arrived: Arrival, key: str) -> Json | None:
        """Say kindly, in both languages, why nothing came of it."""
        text = "\n\n".join(_words(key, voice(locale, "UTC")) for locale in ("en", "fr"))
        match arrived.way:
            case Way.CARD:
                return {"statusCode": 200, "type": TOLD, "value": text}
            case Way.FETCH | Way.DIALOG:
                return {"task": {"type": "message", "value": text}}
            case Way.NONE | Way.MESSAGE:
                await self._connector.send(arrived.place, {"type": "message", "text": text})
                return None


def _again(form: Form, outcome: Outcome, arrived: Arrival, say: Say) -> Json:
    return dialogs.with_errors(form, outcome.errors, _typed(outcome, arrived), say)


def _typed(outcome: Outcome, arrived: Arrival) -> Mapping[str, Any]:
    """What was typed stays in a form that comes back; another form begins as it is."""
    return arrived.fields if outcome.errors else {}


def _dialog(card: Json, title: str) -> Json:
    info = {"title": title[:64], "height": "large", "width": "medium"}
    return {
        "task": {
            "type": "continue",
            "value": {**info, "card": {"contentType": ADAPTIVE, "content": card}},
        }
    }


def _card(card: Json) -> Json:
    return {"statusCode": 200, "type": ADAPTIVE, "value": card}


def _words(key: str, say: Say) -> str:
    return plain(say(line(key)))
