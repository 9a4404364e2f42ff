"""What Teams delivers, read: pure. It is signed by Teams, and what is in it is written by anybody."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import sha256
from typing import Any

from adapters.teams.connector import Place
from adapters.teams.dialogs import SUBMIT, fields
from bot.turns import Event, Joined, Left, Pressed, Said, Submitted

COMMAND = re.compile(r"/(?:mentor\b)?\s*")
_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.DOTALL)

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


def arrival(activity: Json) -> Arrival | Consent | None:
    """What was delivered; None where it is nothing that a person did with us."""
    kind = str(activity.get("type"))
    if kind == "invoke":
        kind = str(activity.get("name"))
    read = _KINDS.get(kind)
    return read(activity) if read and _place(activity).conversation and _user(activity) else None


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


def _message(activity: Json) -> Arrival | None:
    value = activity.get("value")
    if isinstance(value, Mapping) and isinstance(value.get("token"), str):
        return _acted(activity, value, Way.MESSAGE)
    text = _MENTION.sub("", _text(activity, "text")).strip()
    if not text:
        return None
    if command := COMMAND.match(text):
        return _arrived(activity, Said(text[command.end() :].strip(), command=True))
    return _arrived(activity, Said(text))


def _installed(activity: Json) -> Arrival | None:
    """Only somebody's own conversation counts; where several are, nobody is greeted."""
    if not _is_own(activity):
        return None
    gone = str(activity.get("action", "")).startswith("remove")
    return _arrived(activity, Left() if gone else Joined())


def _members_changed(activity: Json) -> Arrival | None:
    added, bot = activity.get("membersAdded"), _mapping(activity, "recipient").get("id")
    came = isinstance(added, list) and any(isinstance(one, Mapping) and one.get("id") == bot for one in added)
    return _arrived(activity, Joined()) if came and _is_own(activity) else None


def _executed(activity: Json) -> Arrival | None:
    action = _mapping(_mapping(activity, "value"), "action")
    return _acted(activity, {**_mapping(action, "data"), "verb": action.get("verb")}, Way.CARD)


def _fetched(activity: Json) -> Arrival | None:
    return _acted(activity, _mapping(_mapping(activity, "value"), "data"), Way.FETCH)


def _sent(activity: Json) -> Arrival | None:
    data = _mapping(_mapping(activity, "value"), "data")
    return _acted(activity, {**data, "verb": SUBMIT}, Way.DIALOG)


def _acted(activity: Json, data: Json, way: Way) -> Arrival | None:
    token, message = _text(data, "token"), _text(activity, "replyToId")
    if not token:
        return None
    if data.get("verb") == SUBMIT:
        filled = fields(data)
        return _arrived(activity, Submitted(token, filled), way, message, filled)
    return _arrived(activity, Pressed(token, message), way, message)


def _consented(activity: Json) -> Consent | None:
    value = _mapping(activity, "value")
    context, upload = _mapping(value, "context"), _mapping(value, "uploadInfo")
    accepted = value.get("action") == "accept"
    return Consent(
        _place(activity),
        _user(activity),
        _text(context, "cause"),
        _text(context, "name"),
        _text(upload, "uploadUrl") if accepted else "",
        _text(activity, "replyToId"),
        upload,
    )


def _arrived(
    activity: Json, event: Event, way: Way = Way.NONE, message: str = "", filled: Json | None = None
) -> Arrival:
    place = _place(activity)
    id = sha256(f"{place.conversation}\n{_text(activity, 'id')}".encode("utf-8", "replace")).hexdigest()
    return Arrival(
        id,
        place,
        _user(activity),
        event,
        way,
        message,
        _is_own(activity),
        _text(activity, "locale"),
        _text(activity, "localTimezone"),
        _text(_mapping(activity, "from"), "name"),
        filled or {},
    )


def _place(activity: Json) -> Place:
    conversation = _mapping(activity, "conversation")
    tenant = _text(_mapping(_mapping(activity, "channelData"), "tenant"), "id")
    return Place(
        _text(activity, "serviceUrl"), tenant or _text(conversation, "tenantId"), _text(conversation, "id")
    )


def _is_own(activity: Json) -> bool:
    return _mapping(activity, "conversation").get("conversationType") in (None, "personal")


def _user(activity: Json) -> str:
    return _text(_mapping(activity, "from"), "id")


def _mapping(holder: Json, name: str) -> Json:
    held = holder.get(name)
    return held if isinstance(held, Mapping) else {}


def _text(holder: Json, name: str) -> str:
    held = holder.get(name)
    return held if isinstance(held, str) else ""


_KINDS: Mapping[str, Callable[[Json], Arrival | Consent | None]] = {
    "message": _message,
    "installationUpdate": _installed,
    "conversationUpdate": _members_changed,
    "adaptiveCard/action": _executed,
    "task/fetch": _fetched,
    "task/submit": _sent,
    "fileConsent/invoke": _consented,
}
