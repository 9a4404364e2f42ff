"""What Teams delivers, read: pure. It is signed by Teams, and what is in it is written by anybody."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from adapters.teams.arrivals import Arrival, Consent, Way
from adapters.teams.connector import Place
from adapters.teams.dialogs import SUBMIT, fields
from adapters.teams.turned_away import Malformed
from bot.turns import Event, Joined, Left, Pressed, Said, Submitted

COMMAND = re.compile(r"/(?:mentor\b)?\s*", re.IGNORECASE)
_NAMED = re.compile(r"</?at\b[^>]*>")

Json = Mapping[str, Any]


def arrival(activity: Json) -> Arrival | Consent | None:
    """What was delivered; None where it is nothing that a person did with us.

    Malformed where it says neither who nor where, or asks for an answer to nothing.
    """
    kind = _text(activity, "type")
    is_asked = kind == "invoke"
    read = INVOKES.get(_text(activity, "name")) if is_asked else _TOLD.get(kind)
    if read is None:
        return None
    if not _place(activity).conversation or not _user(activity):
        raise Malformed("activity")
    found = read(activity)
    if found is None and is_asked:
        raise Malformed("invoke")
    return found


def _message(activity: Json) -> Arrival | None:
    value = activity.get("value")
    if isinstance(value, Mapping) and isinstance(value.get("token"), str):
        return _acted(activity, value, Way.MESSAGE)
    text = _typed(activity)
    if not text:  # a picture, or the app's name alone
        return _arrived(activity, Said("", command=True))
    if command := COMMAND.match(text):
        return _arrived(activity, Said(text[command.end() :].strip(), command=True))
    return _arrived(activity, Said(text))


def _installed(activity: Json) -> Arrival | None:
    """Only somebody's own conversation counts; where several are, nobody is greeted.

    An app that is renewed (`remove-upgrade`, then `add-upgrade`) was not removed by anybody.
    """
    if not _is_own(activity):
        return None
    event = _INSTALLED.get(_text(activity, "action"))
    return _arrived(activity, event) if event else None


def _members_changed(activity: Json) -> Arrival | None:
    bot = _mapping(activity, "recipient").get("id")
    came = any(one.get("id") == bot for one in _each(activity, "membersAdded"))
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


def _typed(activity: Json) -> str:
    """What was typed, without the app's own name before it; of others' names the marks alone are off."""
    app, text = _mapping(activity, "recipient"), _text(activity, "text")
    mentions = (
        one for one in _each(activity, "entities") if _mapping(one, "mentioned").get("id") == app.get("id")
    )
    for named in (f"<at>{_text(app, 'name')}</at>", *(_text(one, "text") for one in mentions)):
        text = text.replace(named, " ") if named else text
    return _NAMED.sub("", text).strip()


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


def _each(holder: Json, name: str) -> list[Json]:
    held = holder.get(name)
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []


def _text(holder: Json, name: str) -> str:
    held = holder.get(name)
    return held if isinstance(held, str) else ""


_INSTALLED: Mapping[str, Event] = {"add": Joined(), "add-upgrade": Joined(), "remove": Left()}
_Reads = Mapping[str, Callable[[Json], Arrival | Consent | None]]

_TOLD: _Reads = {
    "message": _message,
    "installationUpdate": _installed,
    "conversationUpdate": _members_changed,
}
INVOKES: _Reads = {
    "adaptiveCard/action": _executed,
    "task/fetch": _fetched,
    "task/submit": _sent,
    "fileConsent/invoke": _consented,
}
"""What can be asked of the app, each by its name."""
