"""What lies before a person in Slack: the app they meet, the room, the message, the button."""

from __future__ import annotations

from typing import Any

from tests.slack.kept import App, Conversation, Installation, Message, Person, View
from tests.slack.screen import Button
from tests.slack.validity import elements_of
from tests.slack.workspace import Slack


class Desk:
    """Everybody's, with one app."""

    def __init__(self, slack: Slack, app: App) -> None:
        self.slack, self.app = slack, app

    def message(self, ref: str) -> Message:
        """The message of a `ref`."""
        channel, _, ts = ref.partition(":")
        return self.slack.conversations[channel].messages[ts]

    def acting(self, user: str) -> tuple[Person, Installation]:
        person = self.slack.people[user]
        assert not person.deleted, f"{person.name} has no account any more"
        team = self._host(person)
        return person, self.slack.installed(self.app, team)

    def _host(self, person: Person) -> str:
        """The workspace where they meet the app: a stranger's is not their own."""
        if not person.is_stranger:
            return person.team
        return next(one.team for one in self.slack.installations if one.app.id == self.app.id)

    def room(self, person: Person, here: Installation, channel: str) -> Conversation:
        if not channel:
            return self.slack.together(here.team, person.id, here.bot.id)
        found = self.slack.conversations[channel]
        assert person.id in found.members, f"{person.name} is not in {channel}"
        return found

    def view(self, user: str, ref: str) -> View | None:
        if ref == "home":
            return self.slack.homes[self.app.id, user]
        return self.modal(user) if ref == "modal" else None

    def modal(self, user: str) -> View:
        stack = self.slack.modals.get((self.app.id, user))
        assert stack, f"{user} has no modal open"
        return stack[-1]

    def _blocks(self, user: str, ref: str) -> list[dict[str, Any]]:
        view = self.view(user, ref)
        return list(view.content["blocks"]) if view else self.message(ref).blocks

    def element(self, user: str, ref: str, action_id: str) -> tuple[str, dict[str, Any]]:
        for block in self._blocks(user, ref):
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block["block_id"], element
        raise AssertionError(f"nothing here is called {action_id}")

    def button(self, user: str, ref: str, action_id: str) -> Button:
        block_id, one = self.element(user, ref, action_id)
        said = one["text"]["text"]
        more = (one.get("value", ""), one.get("style", ""), one.get("url", ""), said)
        return Button(said, action_id, block_id, *more)
