"""One call of the Web API, as a method reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.slack.kept import Conversation, Installation, Person, Token
from tests.slack.refusal import Refused, bad_arguments, missing_scope
from tests.slack.workspace import Slack


@dataclass(frozen=True)
class Call:
    """Who asks, what for, and in which Slack."""

    slack: Slack
    args: Mapping[str, Any]
    token: Token | None

    @property
    def here(self) -> Installation:
        """The installation whose bot calls."""
        assert self.token
        assert self.token.installation
        return self.token.installation

    def needs(self, scope: str) -> None:
        """The bot may do this, or is told what it lacks."""
        if scope not in self.here.scopes:
            raise missing_scope(scope, list(self.here.scopes))

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.args.get(name)
        return otherwise if value is None else str(value)

    def required(self, name: str) -> str:
        if not self.text(name):
            raise bad_arguments(f"missing required field: {name} [json-pointer:/{name}]")
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def whole(self, name: str, otherwise: int) -> int:
        try:
            return int(self.text(name) or otherwise)
        except ValueError:
            raise bad_arguments(f"must provide an integer [json-pointer:/{name}]") from None

    def parsed(self, name: str, code: str) -> Any:
        """An argument that may come as JSON inside a string."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(code) from None

    def person(self, id: str, code: str = "user_not_found") -> Person:
        """Somebody whom the bot can see."""
        found = self.slack.people.get(id)
        if not found or (not self.slack.reaches(self.here, found.team) and not found.is_stranger):
            raise Refused(code)
        return found

    def conversation(self, id: str, *, by_user: bool = False) -> Conversation:
        """A conversation of the bot's workspace that it may see; `by_user`: a person's id is their DM."""
        if by_user and id in self.slack.people:
            return self.direct(self.person(id, "channel_not_found"))
        found = self.slack.conversations.get(id)
        mine = self.here.bot.id
        if (
            not found
            or not self.slack.reaches(self.here, found.team)
            or (found.kind != "channel" and mine not in found.members)
        ):
            raise Refused("channel_not_found")
        return found

    def direct(self, person: Person) -> Conversation:
        """The conversation of the bot and one person."""
        if person.is_bot:
            raise Refused("cannot_dm_bot")
        return self.slack.together(self.here.team, person.id, self.here.bot.id)

    def inside(self, conversation: Conversation) -> Conversation:
        """The conversation, if the bot may write there."""
        if self.here.bot.id not in conversation.members:
            raise Refused("not_in_channel")
        left = [id for id in conversation.members if id != self.here.bot.id]
        if conversation.archived or (left and all(self.slack.people[id].deleted for id in left)):
            raise Refused("is_archived")
        return conversation
