"""People's fingers in Slack: what they type, press, fill in and open, and what the app hears of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yarl import URL

from tests.slack import mrkdwn, payloads
from tests.slack.acks import Ack
from tests.slack.delivery import Delivery
from tests.slack.desk import Desk
from tests.slack.doors import answered
from tests.slack.filling import FILL, Given, filled, stopped
from tests.slack.kept import App, Conversation, Installation, Person, ResponseUrl
from tests.slack.modals import obey
from tests.slack.refusal import Refused
from tests.slack.screen import Button, Screen, options_of
from tests.slack.server import Double

EVENTS_PATH = "/slack/events"
HEARD = {"im": "message.im", "mpim": "message.mpim", "channel": "message.channels"}


@dataclass(frozen=True)
class Trouble:
    """A warning that a person got from Slack, because the app did not answer as it must."""

    user: str
    doing: str
    why: str


@dataclass(frozen=True)
class Filed:
    """What became of a modal: `errors` by block_id; `sent` is False where the client kept it back."""

    errors: Mapping[str, str]
    sent: bool


class Fingers:
    """Everybody's clients; the app hears at `app_url`, or by its socket when that is empty."""

    def __init__(
        self,
        double: Double,
        app: App,
        app_url: str = "",
        signing_secret: str = "",
        *,
        now: Callable[[], datetime] | None = None,
        path: str = EVENTS_PATH,
        patience: float = 3.0,
    ) -> None:
        self.double, self.slack, self.app = double, double.slack, app
        self.eyes, self.desk = Screen(self.slack), Desk(self.slack, app)
        url = f"{app_url.rstrip('/')}{path}" if app_url else ""
        clock = now or self.slack.now
        self.delivery = Delivery(double, app, url, signing_secret or app.signing_secret, clock, patience)
        self.troubles: list[Trouble] = []

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
        return await self.tells(here, HEARD[conversation.kind], payloads.said(message, person, conversation))

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
        trigger = self.slack.trigger(self.app, user, here.team, view.id)
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
            ids = {"trigger_id": self.slack.trigger(self.app, user, here.team), "action_ts": self._ts()}
            payload = payloads.shortcut(self.slack, here, person, callback_id, **ids)
        else:
            message = self.desk.message(ref)
            ids = {**self._ids(person, here, message.channel, message.ts), "action_ts": self._ts()}
            payload = payloads.message_shortcut(self.slack, here, person, callback_id, message, **ids)
        return await self._interacts(user, callback_id, payload)

    async def changes(self, user: str, **fields: Any) -> Ack | None:
        """Somebody's entry changes (`deleted=True`: their account is closed)."""
        person = self.slack.people[user]
        for name, value in fields.items():
            assert hasattr(person, name), name
            setattr(person, name, value)
        person.updated = int(self.slack.now().timestamp())
        return await self._member(person, "user_change")

    async def arrives(self, user: str) -> Ack | None:
        """Somebody has joined the workspace."""
        return await self._member(self.slack.people[user], "team_join")

    async def echoes(self) -> int:
        """Tells the app of its own messages, as Slack does when it listens to them; how many were told.

        Nothing is told by itself: call this where a test wants the app to hear itself.
        """
        told = 0
        while self.slack.news:
            message, before = self.slack.news.popleft()
            conversation = self.slack.conversations[message.channel]
            here = self.slack.installed(self.app, conversation.team)
            inner = payloads.posted(message, before, here, conversation)
            told += await self.tells(here, HEARD[conversation.kind], inner) is not None
        return told

    async def approves(self, user: str, install_url: str, *, deny: bool = False) -> tuple[int, str]:
        """Opens the app's page to install it, allows it (or does not), and is sent back to the app.

        Returns the status and the text of the page where they end up.
        """
        hop, cookies = install_url, {"d": user}
        for _ in range(5):
            if deny and "/oauth/v2/authorize" in hop:
                hop += "&deny=1"
            sent = self.double.session.get(hop, cookies=cookies, allow_redirects=False)
            async with sent as page:
                cookies |= {name: cookie.value for name, cookie in page.cookies.items()}
                if page.status not in (301, 302, 303, 307):
                    return page.status, await page.text()
                hop = str(page.url.join(URL(page.headers["Location"], encoded=True)))
        raise AssertionError("sent round in circles")

    async def verifies(self, challenge: str = "challenge") -> Ack:
        """Slack looks whether the app's address is the app's: it has to say the challenge."""
        asked = {"type": "url_verification", "challenge": challenge}
        return await self.delivery.send("events_api", asked)

    async def uninstalls(self, team: str) -> None:
        """The app is taken out of a workspace: its tokens are dead before it hears of it."""
        here = self.slack.installed(self.app, team)
        self.slack.uninstall(here)
        tokens = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [here.bot.id]}}
        await self.tells(here, "tokens_revoked", tokens)
        await self.tells(here, "app_uninstalled", {"type": "app_uninstalled"})

    async def tells(self, here: Installation, name: str, inner: Mapping[str, Any]) -> Ack | None:
        """An event, if the app subscribed to it and may hear it."""
        scope = payloads.EVENT_SCOPES.get(name)
        if name not in self.app.events or (scope and scope not in here.scopes):
            return None
        return await self.delivery.event(payloads.event(self.slack, here, dict(inner), self.slack.now()))

    def im(self, user: str) -> Conversation:
        """Somebody's DM with the app."""
        person, here = self.desk.acting(user)
        return self.desk.room(person, here, "")

    async def _opens(self, user: str, tab: str) -> Ack | None:
        person, here = self.desk.acting(user)
        channel = self.desk.room(person, here, "").id
        view = self.slack.homes.get((self.app.id, user))
        inner = payloads.home_opened(self.slack, user, channel, tab, self._ts(), view)
        return await self.tells(here, "app_home_opened", inner)

    async def _acts(self, person: Person, here: Installation, ref: str, act: dict[str, Any]) -> Ack:
        view = self.desk.view(person.id, ref)
        if view:
            trigger = self.slack.trigger(self.app, person.id, here.team, view.id if ref == "modal" else "")
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

    async def _member(self, person: Person, name: str) -> Ack | None:
        here = self.slack.installed(self.app, person.team)
        return await self.tells(here, name, payloads.member(name, person, here, self._ts()))

    def _answers(self, user: str, conversation: Conversation, said: dict[str, Any]) -> None:
        at = ResponseUrl(self.app, user, conversation.id, self.slack.now())
        try:
            answered(self.slack, at, said)
        except Refused as refused:
            self._trouble(user, "reads an answer", f"{refused.code} {refused.more}")

    def _ids(self, person: Person, here: Installation, channel: str, ts: str = "") -> dict[str, str]:
        return {
            "trigger_id": self.slack.trigger(self.app, person.id, here.team),
            "response_url": self.slack.response_url(self.app, person.id, channel, ts),
        }

    def _ts(self) -> str:
        return f"{self.slack.now().timestamp():.6f}"

    def _noted(self, user: str, doing: str, ack: Ack) -> None:
        if not ack.good:
            self._trouble(user, doing, ack.trouble or str(ack.status))

    def _trouble(self, user: str, doing: str, why: str) -> None:
        self.troubles.append(Trouble(user, doing, why))
