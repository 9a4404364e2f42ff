"""What Slack keeps: teams, people, apps, conversations, messages, views and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SCOPES = (
    "chat:write", "commands", "files:read", "files:write", "im:history", "im:read", "im:write",
    "mpim:history", "mpim:read", "mpim:write", "team:read", "users:read", "users:read.email",
)  # fmt: skip
"""What an app asks for when a test does not say."""

EVENTS = (
    "app_home_opened", "app_uninstalled", "message.im", "message.mpim", "team_join", "tokens_revoked",
    "user_change",
)  # fmt: skip


@dataclass
class Team:
    """A workspace; of an enterprise when it has one."""

    id: str
    domain: str
    name: str
    enterprise: str = ""
    enterprise_name: str = ""


@dataclass
class Person:
    """A member of a workspace, an app's bot too."""

    id: str
    team: str
    name: str
    real_name: str
    email: str = ""
    email_confirmed: bool | None = True
    tz: str = "America/Edmonton"
    locale: str = "en-US"
    is_bot: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    enterprise: str = ""
    enterprise_user: str = ""
    also_in: tuple[str, ...] = ()
    updated: int = 0


@dataclass(frozen=True)
class App:
    """An app as its manifest describes it, with its secrets."""

    id: str = "A0CONSTELL"
    name: str = "constellation"
    client_id: str = "1111111111.2222222222"
    client_secret: str = "client-secret"
    signing_secret: str = "signing-secret"
    scopes: tuple[str, ...] = SCOPES
    events: tuple[str, ...] = EVENTS
    commands: tuple[str, ...] = ("/mentor",)
    redirects: tuple[str, ...] = ()
    home: bool = True
    messages: bool = True
    read_only: bool = False
    rotates: bool = False

    @classmethod
    def described(cls, manifest: Mapping[str, Any], **more: Any) -> App:
        """The app that Slack makes of this manifest (v1 or v2)."""
        features, settings = manifest["features"], manifest["settings"]
        oauth, home = manifest["oauth_config"], features.get("app_home", {})
        read = {
            "name": features["bot_user"]["display_name"].lower(),
            "scopes": tuple(oauth["scopes"]["bot"]),
            "redirects": tuple(oauth.get("redirect_urls", ())),
            "events": tuple(settings.get("event_subscriptions", {}).get("bot_events", ())),
            "commands": tuple(one["command"] for one in features.get("slash_commands", ())),
            "home": home.get("home_tab_enabled", False),
            "messages": home.get("messages_tab_enabled", False),
            "read_only": home.get("messages_tab_read_only_enabled", False),
            "rotates": settings.get("token_rotation_enabled", False),
        }
        return cls(**{**read, **more})


@dataclass
class Installation:
    """An app in a workspace, or `enterprise_wide`: its bot, and what it was allowed."""

    app: App
    team: str
    bot: Person
    bot_id: str
    scopes: tuple[str, ...]
    installer: str = ""
    enterprise_wide: bool = False
    gone: bool = False


@dataclass
class Token:
    """What an app shows to be let in: `bot` tokens of an installation, `app` tokens of an app."""

    value: str
    kind: str
    app: App
    installation: Installation | None = None
    expires: datetime | None = None
    revoked: bool = False


@dataclass
class File:
    """A file, and whether its bytes have come."""

    id: str
    name: str
    owner: str
    length: int
    address: str
    title: str = ""
    mimetype: str = "text/plain"
    content: bytes | None = None
    shared: bool = False


@dataclass
class Message:
    """One message; ephemeral when it is for one person only."""

    channel: str
    ts: str
    user: str
    text: str
    at: datetime
    blocks: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    bot_id: str = ""
    app_id: str = ""
    thread_ts: str = ""
    edited: str = ""
    only_for: str = ""
    deleted: bool = False
    asked: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Conversation:
    """An `im` of one person and a bot, an `mpim` of several, or a `channel`."""

    id: str
    kind: str
    team: str
    members: list[str]
    name: str = ""
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    last: int = 0


@dataclass
class View:
    """A modal or a home tab that somebody has before them, and what they have put into it."""

    id: str
    app: App
    team: str
    bot_id: str
    user: str
    content: dict[str, Any]
    hash: str
    root: str
    previous: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Trigger:
    """A `trigger_id`: good for three seconds, and once."""

    app: str
    user: str
    team: str
    until: datetime
    spent: bool = False
    view: str = ""


@dataclass
class ResponseUrl:
    """Where an app may answer an interaction: five times in thirty minutes."""

    app: App
    user: str
    channel: str
    until: datetime
    ts: str = ""
    uses: int = 0
