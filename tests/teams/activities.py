"""Activities, shaped as Teams shapes them; plain dictionaries, as they stand in the body of a request.

Sources: learn.microsoft.com/microsoftteams/platform (conversation events, dialogs, file consent, universal
actions), and the models of botbuilder-schema.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.teams.tenancy import Conversation, Person

Json = dict[str, Any]


def activity(
    kind: str, ref: str, app_id: str, service_url: str, person: Person, there: Conversation, now: datetime
) -> Json:
    """What every activity of Teams has."""
    local = now.astimezone(ZoneInfo(person.zone))
    conversation = {"conversationType": there.kind, "tenantId": there.tenant, "id": there.id}
    client = {
        "locale": person.locale,
        "country": person.locale[-2:].upper(),
        "platform": "Web",
        "timezone": person.zone,
        "type": "clientInfo",
    }
    return {
        "type": kind,
        "id": ref,
        "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "localTimestamp": local.isoformat(timespec="milliseconds"),
        "localTimezone": person.zone,
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": {"id": person.user, "name": person.name, "aadObjectId": person.aad},
        "conversation": {**conversation, **({"isGroup": True} if there.kind == "groupChat" else {})},
        "recipient": {"id": f"28:{app_id}", "name": "Constellation"},
        "entities": [client],
        "channelData": {"tenant": {"id": there.tenant}},
        "locale": person.locale,
    }


def installed(common: Json) -> Json:
    """Somebody added the app to a conversation."""
    return {**_event(common), "type": "installationUpdate", "action": "add"}


def removed(common: Json) -> Json:
    """Somebody removed the app."""
    return {**_event(common), "type": "installationUpdate", "action": "remove"}


def members_added(common: Json, *users: str) -> Json:
    """The app and whoever is there already came into a conversation."""
    added = [common["recipient"]["id"], *users]
    return {**_event(common), "type": "conversationUpdate", "membersAdded": [{"id": user} for user in added]}


def said(common: Json, text: str) -> Json:
    """A message that was typed; Teams sends its HTML along as an attachment."""
    html = {"contentType": "text/html", "content": f"<p>{escape(text, quote=False)}</p>"}
    return {**common, "textFormat": "plain", "text": text, "attachments": [html]}


def submitted(common: Json, value: Json, ref: str) -> Json:
    """A press of an Action.Submit: a message without text, that holds what the card held."""
    legacy = {"source": {"name": "message"}, "legacy": {"replyToId": ref}}
    data = {**common["channelData"], **legacy}
    return {**common, "value": value, "replyToId": ref, "channelData": data}


def executed(common: Json, action: Json, ref: str) -> Json:
    """A press of an Action.Execute."""
    value = {"action": action, "trigger": "manual"}
    return {**_invoke(common, "adaptiveCard/action", value), "replyToId": ref}


def fetched(common: Json, data: Json, ref: str) -> Json:
    """A press of a button that asks for a dialog."""
    return {**_invoke(common, "task/fetch", _task(data)), "replyToId": ref}


def sent(common: Json, data: Json) -> Json:
    """A dialog that was filled and sent."""
    return _invoke(common, "task/submit", _task(data))


def accepted(common: Json, context: Any, upload: Json, ref: str) -> Json:
    """A file that somebody wants to have: where it may be put."""
    value = {"type": "fileUpload", "action": "accept", "context": context, "uploadInfo": upload}
    return {**_invoke(common, "fileConsent/invoke", value), "replyToId": ref}


def declined(common: Json, context: Any, ref: str) -> Json:
    """A file that somebody does not want to have."""
    value = {"type": "fileUpload", "action": "decline", "context": context}
    return {**_invoke(common, "fileConsent/invoke", value), "replyToId": ref}


def _task(data: Json) -> Json:
    return {"data": data, "context": {"theme": "default"}}


def _invoke(common: Json, name: str, value: Json) -> Json:
    data = {**common["channelData"], "source": {"name": "message"}}
    return {**common, "type": "invoke", "name": name, "value": value, "channelData": data}


def _event(common: Json) -> Json:
    """Events name their person by id alone, and have ids of their own kind."""
    nameless = {name: value for name, value in common["from"].items() if name != "name"}
    data = {**common["channelData"], "settings": {"selectedChannel": {"id": common["conversation"]["id"]}}}
    return {**common, "id": f"f:{common['id']}", "from": nameless, "channelData": data}
