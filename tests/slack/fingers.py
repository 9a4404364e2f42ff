"""People's fingers in Slack: what they type, press, fill in and open, and what the app hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.slack import mrkdwn, payloads
from tests.slack.acks import Ack
from tests.slack.doors import answered
from tests.slack.filling import FILL, Given, filled, stopped
from tests.slack.kept import Conversation, Installation, Person, ResponseUrl
from tests.slack.membership import HEARD, Membership, Trouble
from tests.slack.modals import obey
from tests.slack.refusal import Refused
from tests.slack.screen import Button, options_of


@dataclass(frozen=True)
class Filed:
    """What became of a modal: `errors` by block_id; `sent` is False where the client kept it back."""

    errors: Mapping[str, str]
    sent: bool


class Fingers(Membership):
    """Everybody's clients."""

    async def opens_messages(self, user: str) -> Ack | None:
        """Opens the DM with the app."""
        return await self._opens(user, "messages")

    async def opens_home(self, user: str) -> Ack | None:
        """Opens the app's home tab."""
        return await self._opens(user, "home")

    async def says(self, user: str, text: str, channel: str = "") -> Ack | None:
        """Types into the DM with the app, or into another conversation of theirs."""
        person, here = self.desk.acting(user)
        conversation = self.desk.room(person, here, channel)
        open_to_all = self.app.messages and not self.app.read_only
        assert conversation.kind != "im" or open_to_all, "the messages tab takes no messages"
        blocks = payloads.typed_blocks(text)
        message = self.slack.post(conversation, user, mrkdwn.escaped(text), blocks=blocks)
        return await self.tells(
            here, HEARD[conversation.kind], payloads.said(message, person, conversation), person
        )

    async def presses(self, user: str, ref: str, button: Button | str) -> Ack:
        """Presses a button: one that was seen (an old sight of it too), or by its action_id.

        `ref` is a message's ("C…:ts"), "home" or "modal".
        """
        person, here = self.desk.acting(user)
        found = button if isinstance(button, Button) else self.desk.button(user, ref, button)
        return await self._acts(person, here, ref, payloads.action(found, self._ts()))

    async def chooses(self, user: str, ref: str, action_id: str, value: Given) -> Ack:
        """Picks in a menu, a date picker or boxes that stand in a message, the home tab or a modal."""
        person, here = self.desk.acting(user)
        block_id, element = self.desk.element(user, ref, action_id)
        state = {"type": element["type"], **FILL[element["type"]](element, value)}
        assert options_of(element) or "date" in element["type"] or "time" in element["type"]
        return await self._acts(person, here, ref, payloads.chosen(element, block_id, state, self._ts()))

    async def submits(self, user: str, values: Mapping[str, Given], *, insists: bool = False) -> Filed:
        """Fills the modal on top (by action_id or block_id) and sends it.

        Who `insists` has a client that keeps nothing back, whatever the fields ask for.
        """
        person, here = self.desk.acting(user)
        view = self.desk.modal(user)
        state = filled(self.slack, view, values)
        if not insists and (kept_back := stopped(view, state)):
            return Filed(kept_back, sent=False)
        view.values = state
        trigger = self._trigger(person, here, view.id)
        payload = payloads.submitted(self.slack, here, person, view, trigger_id=trigger)
        ack = await self._interacts(user, "submits a modal", payload)
        try:
            return Filed(obey(self.slack, here, view, ack.body) if ack.good else {}, sent=True)
        except Refused as refused:
            self._trouble(user, "submits a modal", f"{refused.code} {refused.more}")
            return Filed({}, sent=True)

    async def closes(self, user: str) -> Ack | None:
        """Closes the modal on top; the app hears of it only where it asked to."""
        person, here = self.desk.acting(user)
        view = self.slack.modals[self.app.id, user].pop()
        if not view.content.get("notify_on_close"):
            return None
        payload = payloads.closed(self.slack, here, person, view, cleared=False)
        return await self._interacts(user, "closes a modal", payload)

    async def types(self, user: str, line: str, channel: str = "") -> Ack:
        """Types a slash command; the answer stands where it was typed."""
        person, here = self.desk.acting(user)
        name = line.partition(" ")[0]
        assert name in self.app.commands, f"{name} is not a command here"
        conversation = self.desk.room(person, here, channel)
        ids = self._ids(person, here, conversation.id)
        ack = await self.delivery.send(
            "slash_commands", payloads.command(self.slack, here, person, conversation, line, **ids)
        )
        self._noted(user, line.partition(" ")[0], ack)
        if ack.good and ack.body:
            said = ack.body if isinstance(ack.body, dict) else {"text": str(ack.body)}
            self._answers(user, conversation, said)
        return ack

    async def shortcut(self, user: str, callback_id: str, ref: str = "") -> Ack:
        """Uses a global shortcut, or one of the message `ref`."""
        person, here = self.desk.acting(user)
        if not ref:
            ids = {"trigger_id": self._trigger(person, here), "action_ts": self._ts()}
            payload = payloads.shortcut(self.slack, here, person, callback_id, **ids)
        else:
            message = self.desk.message(ref)
            ids = {**self._ids(person, here, message.channel, message.ts), "action_ts": self._ts()}
            payload = payloads.message_shortcut(self.slack, here, person, callback_id, message, **ids)
        return await self._interacts(user, callback_id, payload)

    def im(self, user: str) -> Conversation:
        """Somebody's DM with the app."""
        person, here = self.desk.acting(user)
        return self.desk.room(person, here, "")

    async def _opens(self, user: str, tab: str) -> Ack | None:
        person, here = self.desk.acting(user)
        channel = self.desk.room(person, here, "").id
        view = self.slack.homes.get((self.app.id, user))
        inner = payloads.home_opened(self.slack, user, channel, tab, self._ts(), view)
        return await self.tells(here, "app_home_opened", inner, person)

    async def _acts(self, person: Person, here: Installation, ref: str, act: dict[str, Any]) -> Ack:
        view = self.desk.view(person.id, ref)
        if view:
            trigger = self._trigger(person, here, view.id if ref == "modal" else "")
            payload = payloads.pressed_in_view(self.slack, here, person, view, act, trigger_id=trigger)
        else:
            message = self.desk.message(ref)
            assert person.id in self.slack.conversations[message.channel].members
            ids = self._ids(person, here, message.channel, message.ts)
            payload = payloads.pressed_in_message(self.slack, here, person, message, act, **ids)
        return await self._interacts(person.id, act["action_id"], payload)

    async def _interacts(self, user: str, doing: str, payload: Mapping[str, Any]) -> Ack:
        ack = await self.delivery.send("interactive", payload)
        self._noted(user, doing, ack)
        return ack

    def _answers(self, user: str, conversation: Conversation, said: dict[str, Any]) -> None:
        at = ResponseUrl(self.app, user, conversation.id, self.slack.now())
        try:
            answered(self.slack, at, said)
        except Refused as refused:
            self._trouble(user, "reads an answer", f"{refused.code} {refused.more}")

    def _ids(self, person: Person, here: Installation, channel: str, ts: str = "") -> dict[str, str]:
        return {
            "trigger_id": self._trigger(person, here),
            "response_url": self.slack.response_url(self.app, person.id, channel, ts),
        }

    def _trigger(self, person: Person, here: Installation, view: str = "") -> str:
        team = payloads.host(self.slack, here, person)
        return self.slack.trigger(self.app, person.id, team.id, view)

    def _noted(self, user: str, doing: str, ack: Ack) -> None:
        if not ack.good:
            self._trouble(user, doing, ack.trouble or str(ack.status))

    def _trouble(self, user: str, doing: str, why: str) -> None:
        self.troubles.append(Trouble(user, doing, why))
