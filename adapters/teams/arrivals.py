"""What somebody did in Teams, once it is read: by whom, where, and how it is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from adapters.teams.connector import Place
from bot.turns import Event

Json = Mapping[str, Any]


class Way(Enum):
    """How an answer goes back."""

    NONE = auto()  # nothing is awaited
    MESSAGE = auto()  # a press or a form by an old client: what answers is a message of its own
    CARD = auto()  # Action.Execute: a card, or a word
    FETCH = auto()  # a dialog is asked for
    DIALOG = auto()  # a dialog was sent


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery: its id, where and whose it is, what they did, and how it is answered.

    `message` is the message that holds what was pressed; `own` where this is their own conversation.
    """

    id: str
    place: Place
    user: str
    event: Event
    way: Way = Way.NONE
    message: str = ""
    own: bool = True
    locale: str = ""
    zone: str = ""
    name: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody's answer to a file: the cause of the message that offered it, its name, and where it goes.

    `upload` is "" where they said no; `message` the card that asked.
    """

    place: Place
    user: str
    cause: str
    name: str
    upload: str
    message: str
    shown: Json


def route(place: Place) -> str:
    """A person's own conversation, as it is kept."""
    return json.dumps([place.service_url, place.conversation])


def place_of(tenant: str, kept: str) -> Place | None:
    """The conversation that a route names; None where it names none."""
    try:
        service_url, conversation = json.loads(kept)
    except (ValueError, TypeError):
        return None
    return Place(str(service_url), tenant, str(conversation))
