"""The real Slack adapter as a platform: served over HTTP, against a double of Slack that keeps its rules."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.house import House
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from bot.turns import FieldValue
from tests.journeys.appointed import appointed, supervising
from tests.journeys.chat import Asked, Reply, Seen, Tap
from tests.journeys.passing import passes
from tests.journeys.playground import StandingTime
from tests.slack.fingers import Fingers
from tests.slack.kept import App, Team
from tests.slack.screen import Attachment, Button, Modal, Screen, Shown
from tests.slack.server import Double, double

QUICK = 1_000
"""Messages a second: a journey is not kept waiting by what keeps Slack's own pace."""

FILES = "file_input"
LOOKALIKES = str.maketrans("∗∼ˋˍ›", "*~`_>")
FACT = re.compile(r"\A\*([^*\n]+)\*\n")


class Eyes(Screen):
    """Reads as a person does: a fact in one line with its name, a look-alike as the sign it stands for."""

    def _marked(self, text: str) -> str:
        return super()._marked(FACT.sub(r"*\1*: ", text)).translate(LOOKALIKES)


@dataclass
class Slack:
    """The served product with one workspace, and everybody's fingers and eyes there."""

    home: House
    time: StandingTime
    double: Double
    fingers: Fingers
    team: Team
    pressed: dict[str, Button] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.time.at

    async def join(self, name: str, locale: str, email: str) -> str:
        """Opens the conversation with the app for the first time."""
        zone = "America/Edmonton"
        person = self.double.slack.person(
            self.team, name, email, locale={"fr": "fr-CA"}.get(locale, "en-US"), tz=zone
        )
        await self._after(self.fingers.opens_messages(person.id))
        return person.id

    async def appoint(self, user: str) -> None:
        """Makes someone a coordinator, as a roster does."""
        job = self.home.store.submit("slack", self.team.id, lambda work: appointed(work, user))
        await asyncio.wrap_future(job)

    async def supervise(self, mentor: str, mentee: str) -> None:
        """Makes someone the supervisor of somebody, as a roster does."""
        job = self.home.store.submit("slack", self.team.id, lambda work: supervising(work, mentor, mentee))
        await asyncio.wrap_future(job)

    async def say(self, user: str, text: str) -> Reply:
        types = self.fingers.types if text.startswith("/") else self.fingers.says
        await self._after(types(user, text))
        return self._reply(user)

    async def press(self, user: str, token: str, ref: str) -> Reply:
        await self._after(self.fingers.presses(user, self._within_reach(user, ref), self.pressed[token]))
        return self._reply(user, home=ref == "home")

    def _within_reach(self, user: str, ref: str) -> str:
        """Nobody presses in a conversation that is not theirs; who means to has it stand in their own."""
        room = self.double.slack.conversations.get(ref.partition(":")[0])
        if room is None or user in room.members:
            return ref
        return next(one.ref for one in self.fingers.eyes.messages(user) if one.buttons)

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply:
        modal = self._modal(user)
        assert modal, "no modal is open"
        files = {one.name for one in modal.fields if one.kind == FILES}
        given = {name: _file(value) if name in files else value for name, value in fields.items()}
        filed = await self._after(self.fingers.submits(user, given, insists=True))
        return Reply(form=None if filed.errors else self._form(user), errors=filed.errors)

    async def open_home(self, user: str) -> Reply:
        await self._after(self.fingers.opens_home(user))
        return self._reply(user, home=True)

    async def seen(self, user: str) -> list[Seen]:
        found: list[Seen] = []
        files: tuple[tuple[str, str], ...] = ()
        for one in filter(self._is_bots, self.fingers.eyes.messages(user)):
            seen = self._seen(one)
            if one.files and not one.text:  # a file stands above the message that speaks of it
                files = seen.files
            else:
                found.append(replace(seen, files=files))
                files = ()
        return found

    async def later(self, by: timedelta) -> None:
        """Time passes, and what falls due on the way is sent."""
        await passes(self.home, self.time, by)
        self._no_trouble()

    async def _after(self, acting: Any) -> Any:
        self.time.at += timedelta(seconds=20)
        done = await acting
        await self.home.courier.drain()
        self._no_trouble()
        return done

    def _no_trouble(self) -> None:
        """Slack refuses nothing that we send, and warns nobody of us."""
        assert not self.fingers.troubles
        fine = {"ok", "message_not_found"}
        refused = {call: count for call, count in self.double.asked.items() if call[1] not in fine}
        assert not refused

    def _reply(self, user: str, *, home: bool = False) -> Reply:
        shown = self.fingers.eyes.home(user, self.fingers.app) if home else None
        return Reply(form=self._form(user), home=self._seen(shown) if shown else None)

    def _modal(self, user: str) -> Modal | None:
        return self.fingers.eyes.modal(user, self.fingers.app)

    def _form(self, user: str) -> Asked | None:
        modal = self._modal(user)
        if modal is None:
            return None
        values: dict[str, FieldValue] = {one.name: one.value for one in modal.fields}
        options = {one.name: dict(one.options) for one in modal.fields if one.options}
        return Asked("", modal.title, values, options)

    def _seen(self, shown: Shown) -> Seen:
        self.pressed |= {button.action_id: button for button in shown.buttons}
        taps = tuple(
            Tap(button.label.removeprefix("✓ "), button.action_id, button.label.startswith("✓ "))
            for button in shown.buttons
        )
        files = tuple((file.name, file.content.decode()) for file in shown.files)
        return Seen(shown.ref, shown.text, taps, files)

    def _is_bots(self, shown: Shown) -> bool:
        author = self.double.slack.people.get(shown.by)
        return author is None or author.is_bot


def _file(value: FieldValue) -> Any:
    return Attachment("roster.csv", value.encode(), "text/csv") if isinstance(value, str) and value else ()


@asynccontextmanager
async def slack(folder: Path, now: datetime) -> AsyncIterator[Slack]:
    """A workspace with the app in it, and an empty programme, until the block ends."""
    time = StandingTime(now)
    app = App()
    async with double(time, limits=False) as there:
        team = there.slack.team()
        _, token = there.slack.install(app, team)
        settings = SlackSettings(
            signing_secret=app.signing_secret, bot_token=token.value, api_url=there.api, pace=QUICK
        )
        async with (
            serve.house(Settings(var=folder, slack=settings), time) as home,
            TestServer(home.app) as served,
        ):
            fingers = Fingers(there, app, str(served.make_url("/")), now=time)
            fingers.eyes = Eyes(there.slack)
            yield Slack(home, time, there, fingers, team)
