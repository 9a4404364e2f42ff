"""What Slack sends to an app, shaped as docs.slack.dev/reference/interaction-payloads and /events say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.slack import mrkdwn
from tests.slack.kept import Conversation, Installation, Message, Person, Team, View
from tests.slack.screen import Button
from tests.slack.telling import person_told, team_told, told, view_told
from tests.slack.workspace import Slack

Payload = dict[str, Any]

EVENT_SCOPES = {
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""What an app needs to be told of an event (each event's page says so); the others need nothing."""


def event(slack: Slack, here: Installation, inner: Payload, at: datetime, team: Team) -> Payload:
    """An `event_callback` around an event (docs.slack.dev/apis/events-api#callback-field)."""
    seen_by = {
        "enterprise_id": team.enterprise or None,
        "team_id": None if here.enterprise_wide else team.id,
        "user_id": here.bot.id,
        "is_bot": True,
        "is_enterprise_install": here.enterprise_wide,
    }
    return {
        "team_id": team.id,
        **({"enterprise_id": team.enterprise} if team.enterprise else {}),
        "context_team_id": team.id,
        "context_enterprise_id": team.enterprise or None,
        "api_app_id": here.app.id,
        "event": inner,
        "type": "event_callback",
        "event_id": slack.id("Ev"),
        "event_time": int(at.timestamp()),
        "authorizations": [seen_by],
        "is_ext_shared_channel": False,
        "event_context": f"4-{slack.secret('context')}",
    }


def said(message: Message, person: Person, conversation: Conversation) -> Payload:
    """A `message` event: what somebody typed."""
    told_of = told(message, metadata=False)
    kind = {"im": "im", "mpim": "mpim", "channel": "channel"}[conversation.kind]
    more: Payload = {"channel": conversation.id, "event_ts": message.ts, "channel_type": kind}
    if not message.bot_id:
        more["client_msg_id"] = f"00000000-0000-4000-8000-{message.ts.replace('.', '')[-12:]}"
    return {**told_of, "team": person.team, **more}


def posted(message: Message, before: Message | None, here: Installation, room: Conversation) -> Payload:
    """What an app hears of its own message, or of its change (docs: events/message.message_changed)."""
    whole = said(message, here.bot, room)
    if not before:
        return whole
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": told(message, metadata=False),
        "previous_message": told(before, metadata=False),
        "channel": room.id,
        "channel_type": whole["channel_type"],
        "ts": message.edited,
        "event_ts": message.edited,
    }


def typed_blocks(text: str) -> list[Payload]:
    """The rich text that the client makes of typed words: those are not escaped."""
    words = {"type": "text", "text": text}
    line = {"type": "rich_text_section", "elements": [words]}
    return [{"type": "rich_text", "block_id": "typed", "elements": [line]}]


def home_opened(slack: Slack, user: str, channel: str, tab: str, ts: str, view: View | None) -> Payload:
    made = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": ts}
    return made | ({"view": view_told(slack, view)} if view and tab == "home" else {})


def member(name: str, person: Person, here: Installation, ts: str) -> Payload:
    """`user_change` or `team_join`."""
    user = person_told(person, locale=True, email="users:read.email" in here.scopes)
    return {"type": name, "user": user, "cache_ts": person.updated, "event_ts": ts}


def _who(person: Person) -> Payload:
    return {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team}


def host(slack: Slack, here: Installation, person: Person) -> Team:
    """The workspace where somebody meets the app: their own, or for a stranger the app's."""
    return slack.teams[person.team if slack.reaches(here, person.team) else here.team]


def _where(team: Team, here: Installation) -> Payload:
    """Null where Slack says null: `team` when the whole organisation installed the app."""
    enterprise = {"id": team.enterprise, "name": team.enterprise_name} if team.enterprise else None
    return {
        "team": None if here.enterprise_wide else team_told(team),
        "enterprise": enterprise,
        "is_enterprise_install": here.enterprise_wide,
        "api_app_id": here.app.id,
    }


def place(conversation: Conversation) -> Payload:
    return {"id": conversation.id, "name": conversation.name}


def action(button: Button, ts: str) -> Payload:
    """A button's entry in `actions`."""
    text = {"type": "plain_text", "text": button.said or button.label, "emoji": True}
    made: Payload = {"action_id": button.action_id, "block_id": button.block_id, "text": text}
    made |= {name: value for name in ("value", "style", "url") if (value := getattr(button, name))}
    return made | {"type": "button", "action_ts": ts}


def chosen(element: Mapping[str, Any], block_id: str, state: Mapping[str, Any], ts: str) -> Payload:
    """A select's, a date picker's, a row of boxes' entry in `actions`."""
    return {**state, "action_id": element["action_id"], "block_id": block_id, "action_ts": ts}


def pressed_in_message(
    slack: Slack, here: Installation, person: Person, message: Message, act: Payload, **ids: str
) -> Payload:
    """`block_actions` from a message; an ephemeral message is not told along."""
    conversation = slack.conversations[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.only_for),
    }
    own = {} if message.only_for else {"message": told(message) | {"team": here.team}}
    return {
        "type": "block_actions",
        "user": _who(person),
        **_where(host(slack, here, person), here),
        "container": container,
        "channel": place(conversation),
        **own,
        "state": {"values": {}},
        "actions": [act],
        **ids,
    }


def pressed_in_view(
    slack: Slack, here: Installation, person: Person, view: View, act: Payload, **ids: str
) -> Payload:
    """`block_actions` from the home tab or a modal: no channel, no message, no response_url."""
    return {
        "type": "block_actions",
        "user": _who(person),
        **_where(host(slack, here, person), here),
        "container": {"type": "view", "view_id": view.id},
        "view": view_told(slack, view),
        "actions": [act],
        **ids,
    }


def submitted(slack: Slack, here: Installation, person: Person, view: View, **ids: str) -> Payload:
    return {
        "type": "view_submission",
        "user": _who(person),
        **_where(host(slack, here, person), here),
        "view": view_told(slack, view),
        "response_urls": [],
        **ids,
    }


def closed(slack: Slack, here: Installation, person: Person, view: View, *, cleared: bool) -> Payload:
    return {
        "type": "view_closed",
        "user": _who(person),
        **_where(host(slack, here, person), here),
        "view": view_told(slack, view),
        "is_cleared": cleared,
    }


def shortcut(slack: Slack, here: Installation, person: Person, callback_id: str, **ids: str) -> Payload:
    """A global shortcut."""
    where = _where(host(slack, here, person), here)
    return {"type": "shortcut", "user": _who(person), **where, "callback_id": callback_id, **ids}


def message_shortcut(
    slack: Slack, here: Installation, person: Person, callback_id: str, message: Message, **ids: str
) -> Payload:
    return {
        "type": "message_action",
        "user": _who(person),
        **_where(host(slack, here, person), here),
        "callback_id": callback_id,
        "channel": place(slack.conversations[message.channel]),
        "message_ts": message.ts,
        "message": told(message),
        **ids,
    }


def command(
    slack: Slack, here: Installation, person: Person, conversation: Conversation, line: str, **ids: str
) -> dict[str, str]:
    """A slash command's form (docs.slack.dev/interactivity/implementing-slash-commands)."""
    team = host(slack, here, person)
    name, _, text = line.partition(" ")
    made = {
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": conversation.id,
        "channel_name": conversation.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": mrkdwn.escaped(text.strip()),
        "api_app_id": here.app.id,
        "is_enterprise_install": str(here.enterprise_wide).lower(),
    }
    if team.enterprise:
        made |= {"enterprise_id": team.enterprise, "enterprise_name": team.enterprise_name}
    return made | ids
