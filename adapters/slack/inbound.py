"""What Slack delivers, read: pure. It is signed by Slack, and what is in it is written by anybody."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

from adapters.slack.sent import Uploaded, attached, fields
from bot.turns import Event, Joined, Opened, Pressed, Said, Submitted

COMMAND = "/mentor"
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


class Unreadable(ValueError):
    """Slack sent something that it never sends; nobody is answered."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery: its id, whose it is, what they did, and what an answer needs.

    `team` is the actor's own team as the delivery names it, "" where it names none; `route` their own
    conversation with us, where this came from it; `trigger` opens a modal; `answer_url` answers aside;
    `app` is our own id there; `files` are those attached to a form. `is_aside`: the answer stands where it
    was asked for; `is_elsewhere`: it cannot, and is to be pointed to.
    """

    id: str
    tenant: str
    user: str
    team: str
    event: Event
    route: str = ""
    trigger: str = ""
    channel: str = ""
    answer_url: str = ""
    app: str = ""
    files: Mapping[str, Uploaded] = field(default_factory=dict)
    is_home: bool = False
    is_aside: bool = False
    is_elsewhere: bool = False


def tenant_of(body: Mapping[str, Any]) -> str:
    """The workspace, or the organisation where the app is installed for all of it."""
    authorizations = body.get("authorizations")
    scope = authorizations[0] if isinstance(authorizations, list) and authorizations else body
    if not isinstance(scope, Mapping):
        return ""
    whole = scope.get("is_enterprise_install") in (True, "true")
    return _id(scope, "enterprise") if whole else _id(scope, "team")


def arrival(body: Mapping[str, Any]) -> Arrival | None:
    """What was delivered; None where it is nothing that a person did with us, Unreadable where it is none."""
    kind = str(body.get("type") or ("command" if "command" in body else ""))
    if kind == "event_callback":
        event = _mapping(body, "event")
        kind = str(event.get("type"))
    read = _KINDS.get(kind)
    return read(body) if read else None


def _message(body: Mapping[str, Any]) -> Arrival | None:
    event = _mapping(body, "event")
    typed = event.get("subtype") in (None, "file_share") and not event.get("bot_id")
    if event.get("channel_type") != "im" or not typed or not event.get("user"):
        return None
    text = plain(_text(event, "text"))
    said = Said(text.removeprefix(COMMAND).strip(), command=True) if _is_command(text) else Said(text)
    team = str(event.get("user_team") or event.get("team") or "")
    return _happened(body, event, team, said, route=_text(event, "channel"))


def _app_home_opened(body: Mapping[str, Any]) -> Arrival:
    event = _mapping(body, "event")
    if event.get("tab") == "home":
        return _happened(body, event, "", Opened(), is_home=True)
    return _happened(body, event, "", Joined(), route=_text(event, "channel"))


def _happened(
    body: Mapping[str, Any], event: Mapping[str, Any], team: str, what: Event, **how: Any
) -> Arrival:
    return Arrival(_text(body, "event_id"), tenant_of(body), _text(event, "user"), team, what, **how)


def _pressed(body: Mapping[str, Any]) -> Arrival:
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], Mapping):
        raise Unreadable("no action")
    place = _mapping(body, "container")
    aside = place.get("is_ephemeral") is True
    message = "" if aside else str(place.get("message_ts") or "")
    channel = str(place.get("channel_id") or "")
    own = channel if channel.startswith("D") and not aside else ""
    return _interacted(
        body,
        Pressed(_text(actions[0], "action_id"), message),
        route=own,
        channel=channel,
        is_home=place.get("type") == "view",
        is_elsewhere=aside,
    )


def _submitted(body: Mapping[str, Any]) -> Arrival:
    view = _mapping(body, "view")
    sent = Submitted(_text(view, "private_metadata"), fields(view))
    return _interacted(body, sent, files=attached(view))


def _shortcut(body: Mapping[str, Any]) -> Arrival:
    return _interacted(body, Said(_text(body, "callback_id"), command=True))


def _asked_about(body: Mapping[str, Any]) -> Arrival:
    """One's own message is a need in one's own words; somebody else's words are never taken in."""
    message, user = _mapping(body, "message"), _mapping(body, "user")
    own = message.get("user") == user.get("id")
    said = Said(plain(_text(message, "text"))) if own else Said("need", command=True)
    channel = _text(_mapping(body, "channel"), "id")
    return _interacted(body, said, channel=channel, is_elsewhere=True)


def _commanded(body: Mapping[str, Any]) -> Arrival:
    return Arrival(
        _digest(body),
        tenant_of(body),
        _text(body, "user_id"),
        "",
        Said(plain(_text(body, "text")).strip(), command=True),
        trigger=_text(body, "trigger_id"),
        channel=_text(body, "channel_id"),
        answer_url=str(body.get("response_url") or ""),
        is_aside=True,
    )


def _interacted(body: Mapping[str, Any], what: Event, **how: Any) -> Arrival:
    user = _mapping(body, "user")
    return Arrival(
        _digest(body),
        tenant_of(body),
        _text(user, "id"),
        str(user.get("team_id") or ""),
        what,
        trigger=str(body.get("trigger_id") or ""),
        answer_url=str(body.get("response_url") or ""),
        app=str(body.get("api_app_id") or ""),
        **how,
    )


def plain(text: str) -> str:
    """What somebody typed, as they read it: links by their words, mentions by their names."""
    shown = _LINK.sub(lambda found: found[2] or found[1].removeprefix("mailto:"), text)
    return unescape(shown)


def _is_command(text: str) -> bool:
    return text.split(maxsplit=1)[:1] == [COMMAND]


def _digest(body: Mapping[str, Any]) -> str:
    """An interaction has no id of its own; what triggered it happens once."""
    return sha256(_text(body, "trigger_id").encode("utf-8", "replace")).hexdigest()


def _id(body: Mapping[str, Any], kind: str) -> str:
    held = body.get(kind)
    found = held.get("id") if isinstance(held, Mapping) else body.get(f"{kind}_id")
    return found if isinstance(found, str) else ""


def _mapping(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    held = body.get(name)
    if not isinstance(held, Mapping):
        raise Unreadable(name)
    return held


def _text(body: Mapping[str, Any], name: str) -> str:
    held = body.get(name)
    if not isinstance(held, str):
        raise Unreadable(name)
    return held


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Arrival | None]] = {
    "message": _message,
    "app_home_opened": _app_home_opened,
    "block_actions": _pressed,
    "view_submission": _submitted,
    "shortcut": _shortcut,
    "message_action": _asked_about,
    "command": _commanded,
}
