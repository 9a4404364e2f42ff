"""What Slack keeps, as its answers and payloads tell it."""

from __future__ import annotations

from typing import Any

from tests.slack.kept import File, Message, Person, Team, View
from tests.slack.workspace import Slack


def told(message: Message, *, metadata: bool = True) -> dict[str, Any]:
    """A message; without its metadata's payload for those who did not ask."""
    made: dict[str, Any] = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.bot_id:
        made |= {"bot_id": message.bot_id, "app_id": message.app_id}
    kept = (
        message.metadata if metadata else {key: message.metadata[key] for key in list(message.metadata)[:1]}
    )
    thread = message.thread_ts
    return made | {
        key: value
        for key, value in {
            "blocks": message.blocks,
            "attachments": message.attachments,
            "metadata": kept,
            "thread_ts": thread,
            "edited": {"user": message.user, "ts": message.edited} if message.edited else None,
            "files": [file_told(file) for file in message.files],
        }.items()
        if value
    }


def file_told(file: File) -> dict[str, Any]:
    """A file; its bytes lie at `url_private_download`, for those who show a token."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] or "text",
        "user": file.owner,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{file.address}/files-pri/{file.id}/{file.name}",
        "url_private_download": f"{file.address}/files-pri/{file.id}/download/{file.name}",
    }


def view_told(slack: Slack, view: View) -> dict[str, Any]:
    """A view with everything that Slack adds to it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": view.team,
        "type": content["type"],
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": content.get("title"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous or None,
        "root_view_id": view.root,
        "app_id": view.app.id,
        "external_id": content.get("external_id", ""),
        "app_installed_team_id": view.team,
        "bot_id": view.bot_id,
    }


def person_told(person: Person, *, locale: bool = False, email: bool = True) -> dict[str, Any]:
    """A member as users.info tells them (docs.slack.dev/reference/objects/user-object)."""
    profile = {"real_name": person.real_name, "display_name": person.name, "team": person.team}
    made = {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": 0,
        "profile": profile
        | ({"email": person.email} if email and person.email and not person.is_stranger else {}),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_email_confirmed": person.email_confirmed,
        "updated": person.updated,
    }
    made |= {"is_stranger": True} if person.is_stranger else {}
    if person.email_confirmed is None:
        del made["is_email_confirmed"]
    made |= _in_enterprise(person) if person.enterprise_user else {}
    return made | ({"locale": person.locale} if locale else {})


def _in_enterprise(person: Person) -> dict[str, Any]:
    of = {
        "id": person.enterprise_user,
        "enterprise_id": person.enterprise,
        "teams": [person.team, *person.also_in],
    }
    return {"enterprise_user": {**of, "is_admin": False, "is_owner": False}}


def team_told(team: Team) -> dict[str, Any]:
    """A workspace as interaction payloads name it."""
    made = {"id": team.id, "domain": team.domain}
    if team.enterprise:
        made |= {"enterprise_id": team.enterprise, "enterprise_name": team.enterprise_name}
    return made
