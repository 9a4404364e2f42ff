"""Slack's state, and the few things that change it."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.slack.kept import (
    App,
    Conversation,
    File,
    Installation,
    Message,
    Person,
    ResponseUrl,
    Team,
    Token,
    Trigger,
    View,
)
from tests.slack.refusal import Refused

TRIGGER_LASTS = timedelta(seconds=3)
RESPONSE_URL_LASTS = timedelta(minutes=30)
ROTATING_TOKEN_LASTS = timedelta(hours=12)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass
class Slack:
    """Every workspace of this Slack; `now` is its clock.

    `history_delay` is how long a fresh message is missing from conversations.history; `news` are the
    latest messages that apps posted, or changed (with what they were before).
    """

    now: Callable[[], datetime]
    seed: int = 1
    history_delay: timedelta = timedelta()
    address: str = ""
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    installations: list[Installation] = field(default_factory=list)
    tokens: dict[str, Token] = field(default_factory=dict)
    refreshes: dict[str, Installation] = field(default_factory=dict)
    codes: dict[str, tuple[App, Person, str, tuple[str, ...], bool]] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    members: dict[frozenset[str], str] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    modals: dict[tuple[str, str], list[View]] = field(default_factory=dict)
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    tickets: dict[str, App] = field(default_factory=dict)
    news: deque[tuple[Message, Message | None]] = field(default_factory=lambda: deque(maxlen=10_000))

    def __post_init__(self) -> None:
        self.numbers = count(1)
        self.chance = random.Random(self.seed)

    def id(self, letter: str) -> str:
        """A new id: its letter, ten signs; never the same twice."""
        made = "".join(self.chance.choices(ALPHABET, k=5))
        return f"{letter}0{made}{next(self.numbers):04X}"

    def secret(self, prefix: str) -> str:
        return f"{prefix}-{next(self.numbers)}-{self.chance.getrandbits(96):x}"

    def team(self, name: str = "Rockies Medicine", enterprise: str = "") -> Team:
        """A new workspace."""
        made = Team(self.id("T"), name.lower().replace(" ", "-"), name, enterprise, enterprise and "Alberta")
        self.teams[made.id] = made
        return made

    def person(self, team: Team, real_name: str, email: str = "", **more: Any) -> Person:
        """A new member of a workspace."""
        name = more.pop("name", real_name.lower().replace(" ", "."))
        made = Person(self.id("U"), team.id, name, real_name, email, updated=self._seconds(), **more)
        if team.enterprise:
            made.enterprise, made.enterprise_user = team.enterprise, made.id
        self.people[made.id] = made
        return made

    def channel(self, team: Team, name: str, *members: str, **more: Any) -> Conversation:
        """A new channel with these members."""
        return self._keep(Conversation(self.id("C"), "channel", team.id, list(members), name, **more))

    def install(self, app: App, team: Team, installer: str = "", **more: Any) -> tuple[Installation, Token]:
        """The app comes into a workspace, with a token for its bot; again, the same bot with a new token."""
        self.apps[app.id] = app
        old = next((one for one in self.installations if (one.app.id, one.team) == (app.id, team.id)), None)
        bot = old.bot if old else self.person(team, app.name.title(), name=app.name, is_bot=True)
        bot_id = old.bot_id if old else self.id("B")
        if old:
            self.installations.remove(old)
        scopes = more.pop("scopes", app.scopes)
        made = Installation(app, team.id, bot, bot_id, scopes, installer, **more)
        self.installations.append(made)
        return made, self.bot_token(made)

    def bot_token(self, installation: Installation) -> Token:
        """A new token of an installation; it passes when the app rotates its tokens."""
        rotates = installation.app.rotates
        value = self.secret("xoxe.xoxb-1" if rotates else "xoxb")
        until = self.now() + ROTATING_TOKEN_LASTS if rotates else None
        made = Token(value, "bot", installation.app, installation, until)
        self.tokens[value] = made
        return made

    def app_token(self, app: App) -> Token:
        """An app-level token, for Socket Mode."""
        self.apps[app.id] = app
        made = Token(self.secret("xapp-1"), "app", app)
        self.tokens[made.value] = made
        return made

    def refresh(self, installation: Installation) -> str:
        """A refresh token: works once."""
        value = self.secret("xoxe-1")
        self.refreshes[value] = installation
        return value

    def installed(self, app: App, team: str) -> Installation:
        """The app's installation in a workspace; the newest counts."""
        for one in reversed(self.installations):
            if one.app.id == app.id and not one.gone and self.reaches(one, team):
                return one
        raise LookupError(f"{app.name} is not installed in {team}")

    def reaches(self, here: Installation, team: str) -> bool:
        """Whether an installation is in this workspace, by itself or with its whole enterprise."""
        whole = here.enterprise_wide and self.teams[here.team].enterprise
        return here.team == team or bool(whole and self.teams[team].enterprise == whole)

    def uninstall(self, installation: Installation) -> list[str]:
        """The app leaves; its tokens are worth nothing more."""
        installation.gone = True
        mine = [token for token in self.tokens.values() if token.installation is installation]
        for token in mine:
            token.revoked = True
        self.refreshes = {key: one for key, one in self.refreshes.items() if one is not installation}
        return [token.value for token in mine]

    def together(self, team: str, *members: str) -> Conversation:
        """The one conversation of these people: an `im` of two, an `mpim` of more."""
        who = frozenset(members)
        if who not in self.members:
            kind, letter = ("im", "D") if len(who) == 2 else ("mpim", "C")
            handles = "--".join(self.people[id].name for id in members)
            name = "directmessage" if kind == "im" else f"mpdm-{handles}-1"
            self.members[who] = self._keep(Conversation(self.id(letter), kind, team, list(members), name)).id
        return self.conversations[self.members[who]]

    def post(self, conversation: Conversation, user: str, text: str, **more: Any) -> Message:
        """A message comes to stand in a conversation."""
        at = self.now()
        made = Message(conversation.id, self.stamp(conversation), user, text, at, **more)
        conversation.messages[made.ts] = made
        return made

    def stamp(self, conversation: Conversation) -> str:
        """A ts of its own: later than every other in the conversation, whatever the clock says."""
        conversation.last = max(int(self.now().timestamp() * 1_000_000), conversation.last + 1)
        return f"{conversation.last // 1_000_000}.{conversation.last % 1_000_000:06d}"

    def trigger(self, app: App, user: str, team: str, view: str = "") -> str:
        """A `trigger_id` for what somebody just did."""
        id = f"{next(self.numbers)}.{self._seconds()}.{self.chance.getrandbits(64):x}"
        self.triggers[id] = Trigger(app.id, user, team, self.now() + TRIGGER_LASTS, view=view)
        return id

    def spend(self, id: str, app: App) -> Trigger:
        """A trigger is exchanged for a modal, or refused."""
        found = self.triggers.get(id)
        if not found or found.app != app.id:
            raise Refused("invalid_trigger_id")
        if found.spent:
            raise Refused("exchanged_trigger_id")
        if self.now() > found.until:
            raise Refused("expired_trigger_id")
        found.spent = True
        return found

    def file(self, name: str, owner: str, length: int, content: bytes | None = None, **more: Any) -> File:
        """A new file; its bytes may come later."""
        made = File(self.id("F"), name, owner, length, self.address, content=content, **more)
        self.files[made.id] = made
        return made

    def response_url(self, app: App, user: str, channel: str, ts: str = "") -> str:
        """A new response_url."""
        key = f"{self.chance.getrandbits(128):x}"
        until = self.now() + RESPONSE_URL_LASTS
        self.response_urls[key] = ResponseUrl(app, user, channel, until, ts)
        return f"{self.address}/actions/{key}"

    def new_hash(self) -> str:
        return f"{self._seconds()}.{self.chance.getrandbits(32):08x}"

    def _seconds(self) -> int:
        return int(self.now().timestamp())

    def _keep(self, conversation: Conversation) -> Conversation:
        self.conversations[conversation.id] = conversation
        return conversation
