"""The Web API as one table: a method, what it takes, what it needs, how often it may be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.slack.methods import auth, chat, conversations, files, people, views
from tests.slack.methods.call import Call

__all__ = ["METHODS", "Call", "Method"]


@dataclass(frozen=True)
class Method:
    """`scope` is what every call needs; `token` which kind lets one in ("" for none at all)."""

    run: Callable[[Call], dict[str, Any]]
    tier: str
    scope: str = ""
    token: str = "bot"
    json: bool = True


METHODS: dict[str, Method] = {
    "apps.connections.open": Method(auth.connections_open, "tier 1", token="app"),
    "apps.uninstall": Method(auth.uninstall, "tier 1", json=False),
    "auth.revoke": Method(auth.revoke, "tier 3", json=False),
    "auth.test": Method(auth.test, "free"),
    "chat.delete": Method(chat.delete, "tier 3", "chat:write"),
    "chat.postEphemeral": Method(chat.post_ephemeral, "tier 4", "chat:write"),
    "chat.postMessage": Method(chat.post_message, "posting", "chat:write"),
    "chat.update": Method(chat.update, "tier 3", "chat:write"),
    "conversations.history": Method(conversations.history, "tier 3"),
    "conversations.info": Method(conversations.info, "tier 3", json=False),
    "conversations.open": Method(conversations.open_one, "tier 3"),
    "files.completeUploadExternal": Method(files.complete, "tier 4", "files:write"),
    "files.getUploadURLExternal": Method(files.upload_url, "tier 4", "files:write", json=False),
    "files.info": Method(files.info, "tier 4", "files:read", json=False),
    "oauth.v2.access": Method(auth.access, "tier 4", token="", json=False),
    "team.info": Method(people.team_info, "tier 3", "team:read", json=False),
    "users.info": Method(people.info, "tier 4", "users:read", json=False),
    "views.open": Method(views.open_one, "tier 4"),
    "views.publish": Method(views.publish, "tier 4"),
    "views.push": Method(views.push, "tier 4"),
    "views.update": Method(views.update, "tier 4"),
}
"""Tiers and scopes are those of each method's page below docs.slack.dev/reference/methods.

`json=False`: the method reads forms and query strings only, so a JSON body arrives as if it were empty.
"""
