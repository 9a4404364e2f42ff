"""People's fingers: what they do in Teams becomes a signed request to the app, again when nobody answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.teams import activities, screen
from tests.teams.activities import Json
from tests.teams.answers import Answer, read
from tests.teams.tenancy import Conversation, Person, Post
from tests.teams.validity import CONSENT

if TYPE_CHECKING:
    from tests.teams.double import Teams


@dataclass(frozen=True)
class Delivered:
    """What the app answered: the status, the body, and how often it had to be asked."""

    status: int
    body: Any
    times: int


class Fingers:
    """Everybody's hands; `patience` (seconds) is how long Teams waits before it delivers again."""

    def __init__(self, teams: Teams, url: str, patience: float = 15.0, times: int = 3) -> None:
        self.teams, self.url, self.patience, self.times = teams, url, patience, times
        self._session = ClientSession()

    async def close(self) -> None:
        await self._session.close()

    async def install(self, person: Person) -> Delivered:
        """Add the app for oneself: two activities, as Teams sends them."""
        there = self.teams.tenancy.personal(person)
        there.refuses = ""
        self.teams.connector.installed.add(person.user)
        await self.deliver(activities.members_added(self._common(person, there, "conversationUpdate")))
        return await self.deliver(activities.installed(self._common(person, there, "installationUpdate")))

    async def begin_group(self, person: Person, *others: Person) -> Conversation:
        """Begin a group chat with the app in it: what a person may do, and a bot may not."""
        there = self.teams.tenancy.group([person, *others])
        users = [one.user for one in (person, *others)]
        common = self._common(person, there, "conversationUpdate")
        await self.deliver(activities.members_added(common, *users))
        await self.deliver(activities.installed(self._common(person, there, "installationUpdate")))
        return there

    async def leave(self, person: Person) -> Delivered:
        """Remove the app."""
        there = self.teams.tenancy.personal(person)
        there.refuses = "MessageWritesBlocked"
        self.teams.connector.installed.discard(person.user)
        return await self.deliver(activities.removed(self._common(person, there, "installationUpdate")))

    async def say(self, person: Person, text: str, there: Conversation | None = None) -> Delivered:
        return await self.deliver(activities.said(self._common(person, there), text))

    async def press(
        self, person: Person, post: Post, title: str | Json, typed: Mapping[str, str] | None = None
    ) -> Answer:
        """Press a button of a message; what it does depends on the button, as in a client of today.

        `title` is the button's, or the very button, as it was once seen.
        """
        card, there = self.teams.card(person, post), self._where(post)
        action = screen.action(card, title) if isinstance(title, str) else title
        data, complaints = screen.filled(card, typed or {})
        if complaints and action.get("associatedInputs") != "none":
            return Answer(errors=complaints)
        held = {**(action.get("data") or {}), **data}
        if action["type"] == "Action.Execute":
            return await self._execute(person, there, post, {**action, "data": held})
        assert action["type"] == "Action.Submit", f"{action['type']} asks nothing of the app"
        if (action.get("data") or {}).get("msteams", {}).get("type") == "task/fetch":
            common = self._common(person, there, "invoke")
            return read(await self.deliver(activities.fetched(common, held, post.id), once=True))
        return read(await self.deliver(activities.submitted(self._common(person, there), held, post.id)))

    async def submit(
        self,
        person: Person,
        dialog: Json,
        typed: Mapping[str, str],
        title: str = "",
        *,
        post: Post | None = None,
        insists: bool = False,
    ) -> Answer:
        """Fill an open dialog and send it by its (first) button; its client tells what is missing.

        Who `insists` has a client that keeps nothing back, whatever the fields ask for.
        """
        buttons = screen.actions(dialog)
        action = screen.action(dialog, title) if title else buttons[0]
        data, complaints = screen.filled(dialog, typed)
        if complaints and not insists:
            return Answer(errors=complaints)
        common = self._common(person, self._where(post) if post else None, "invoke")
        held = {**(action.get("data") or {}), **data}
        return read(await self.deliver(activities.sent(common, held), once=True))

    async def consent(self, person: Person, post: Post, *, accept: bool) -> Delivered:
        """Answer a file consent card."""
        [card] = [one for one in post.activity["attachments"] if one["contentType"] == CONSENT]
        common = self._common(person, self._where(post), "invoke")
        if not accept:
            context = card["content"].get("declineContext")
            return await self.deliver(activities.declined(common, context, post.id), once=True)
        upload = self.teams.uploads.offered(card["name"])
        context = card["content"].get("acceptContext")
        return await self.deliver(activities.accepted(common, context, upload, post.id), once=True)

    async def deliver(self, activity: Json, token: str | None = None, *, once: bool = False) -> Delivered:
        """Hand an activity to the app; again, with the same id, when no answer comes or a 5xx does."""
        raw = json.dumps(activity).encode()
        for times in range(1, self.times + 1):
            signed = token or self.teams.issuer.token(activity["serviceUrl"])
            delivered = await self._delivered(raw, signed, times)
            if once or (delivered.status and delivered.status < 500):
                break
        return delivered

    async def _delivered(self, raw: bytes, token: str, times: int) -> Delivered:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
        timeout = ClientTimeout(total=self.patience)
        try:
            async with self._session.post(self.url, data=raw, headers=headers, timeout=timeout) as response:
                text = await response.text()
                return Delivered(response.status, json.loads(text) if text else None, times)
        except (ClientError, TimeoutError):
            return Delivered(0, None, times)

    async def _execute(self, person: Person, there: Conversation, post: Post, action: Json) -> Answer:
        kept = {name: action[name] for name in ("type", "title", "id", "verb", "data") if name in action}
        common = self._common(person, there, "invoke")
        answer = read(await self.deliver(activities.executed(common, kept, post.id), once=True))
        if answer.card is not None:
            self.teams.redraw(person, post, answer.card)
        return answer

    def _where(self, post: Post) -> Conversation:
        everywhere = self.teams.tenancy.conversations.values()
        return next(there for there in everywhere if post in there.posts)

    def _common(self, person: Person, there: Conversation | None, kind: str = "message") -> Json:
        here = there or self.teams.tenancy.personal(person)
        teams = self.teams
        ref = teams.tenancy.new_id()
        return activities.activity(kind, ref, teams.app_id, teams.service_url, person, here, teams.now())
