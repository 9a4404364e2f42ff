"""The real Teams adapter as a platform: served over HTTP, against a double of Teams that keeps its rules."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.house import House
from adapters.settings import Settings
from adapters.teams.settings import TeamsSettings
from bot.turns import FieldValue
from tests.journeys import reading
from tests.journeys.appointed import appointed, supervising
from tests.journeys.chat import Reply, Seen
from tests.journeys.passing import passes
from tests.journeys.playground import StandingTime
from tests.teams import screen
from tests.teams.answers import Answer
from tests.teams.double import APP_ID, Teams
from tests.teams.fingers import Fingers
from tests.teams.patience import patience
from tests.teams.tenancy import TENANT, Person, Post
from tests.teams.validity import ADAPTIVE, CONSENT

QUICK = 1_000_000
"""Times the pace of Teams: a journey is not kept waiting, not even for a thousandth of a second."""


@dataclass
class TeamsChat:
    """The served product with one tenant, and everybody's fingers and eyes there."""

    home: House
    time: StandingTime
    teams: Teams
    fingers: Fingers
    people: dict[str, Person] = field(default_factory=dict)
    dialogs: dict[str, tuple[dict[str, Any], Post]] = field(default_factory=dict)
    buttons: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.time.at

    async def join(self, name: str, locale: str, email: str) -> str:
        """Adds the app for themselves."""
        person = self.teams.tenancy.arrive(name, {"fr": "fr-CA"}.get(locale, "en-CA"), email)
        self.people[person.user] = person
        await self._after(self.fingers.install(person))
        return person.user

    async def appoint(self, user: str) -> None:
        """Makes someone a coordinator, as a roster does."""
        await asyncio.wrap_future(self.home.store.submit("teams", TENANT, lambda work: appointed(work, user)))

    async def supervise(self, mentor: str, mentee: str) -> None:
        """Makes someone the supervisor of somebody, as a roster does."""
        job = self.home.store.submit("teams", TENANT, lambda work: supervising(work, mentor, mentee))
        await asyncio.wrap_future(job)

    async def say(self, user: str, text: str) -> Reply:
        await self._after(self.fingers.say(self.people[user], text))
        return Reply()

    async def press(self, user: str, token: str, ref: str) -> Reply:
        post = self._within_reach(user, ref)
        return self._reply(
            user, post, await self._after(self.fingers.press(self.people[user], post, self.buttons[token]))
        )

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply:
        dialog, post = self.dialogs[user]
        typed = dict(reading.typed(dialog, fields))
        answer = await self._after(
            self.fingers.submit(self.people[user], dialog, typed, post=post, insists=True)
        )
        reply = self._reply(user, post, answer)
        errors = reading.errors(answer.dialog) if answer.dialog else {}
        return replace(reply, errors=errors, form=None if errors else reply.form)

    async def open_home(self, user: str) -> Reply:
        """Home is a card like any other."""
        before = len(await self.seen(user))
        await self.say(user, "home")
        shown = (await self.seen(user))[before:]
        return Reply(home=shown[-1] if shown else None)

    async def seen(self, user: str) -> list[Seen]:
        found: list[Seen] = []
        files: tuple[tuple[str, str], ...] = ()
        asked = ""
        for post in self.teams.seen(self.people[user]):
            if post.id in self.files:  # a file stands above the message that speaks of it
                asked, *file = self.files[post.id]
                files = ((file[0], file[1]),)
            else:
                seen = self._seen(user, post)
                found.append(replace(seen, files=files, text=f"{asked}\n{seen.text}".strip()))
                files, asked = (), ""
        return found

    async def later(self, by: timedelta) -> None:
        """Time passes, and what falls due on the way is sent."""
        await passes(self.home, self.time, by)
        self._no_trouble()

    async def _after(self, acting: Any) -> Any:
        self.time.at += timedelta(seconds=20)
        done = await acting
        assert getattr(done, "status", 200) == 200
        await self.home.courier.drain()
        await self._take_files()
        self._no_trouble()
        return done

    async def _take_files(self) -> None:
        """Everybody wants the files that they asked for."""
        for person in self.people.values():
            for post in self.teams.seen(person):
                if reading.kind(post) == CONSENT and post.id not in self.files:
                    offer = post.activity["attachments"][0]
                    name, label = offer["name"], offer["content"]["description"]
                    await self.fingers.consent(person, post, accept=True)
                    self.files[post.id] = label, name, self.teams.uploads.files[name].decode()

    def _no_trouble(self) -> None:
        """Teams refuses nothing that we send."""
        refused = [(call, status) for call, status in self.teams.connector.seen if status >= 400]
        assert not [one for one in refused if one[1] != 404]

    def _within_reach(self, user: str, ref: str) -> Post:
        """Nobody presses in a conversation that is not theirs; who means to has it stand in their own."""
        mine = self.teams.seen(self.people[user])
        return next((post for post in mine if post.id == ref), mine[-1])

    def _reply(self, user: str, post: Post, answer: Answer) -> Reply:
        assert not answer.refused
        if answer.dialog is None:
            self.dialogs.pop(user, None)
            return Reply()
        self.dialogs[user] = answer.dialog, post
        return Reply(form=reading.asked(answer.dialog, answer.title))

    def _seen(self, user: str, post: Post) -> Seen:
        if reading.kind(post) != ADAPTIVE:
            return Seen(post.id, str(post.activity.get("text", "")))
        card = self.teams.card(self.people[user], post)
        actions = [one for one in screen.actions(card) if "data" in one]
        self.buttons |= {one["data"]["token"]: one for one in actions}
        return Seen(post.id, reading.text(card), tuple(map(reading.tap, actions)))


@asynccontextmanager
async def teams(folder: Path, now: datetime) -> AsyncIterator[TeamsChat]:
    """A tenant with the app in it, and an empty programme, until the block ends."""
    time = StandingTime(now)
    async with Teams(now=time).running() as there:
        there.connector.unlimited = True
        there.login.now = lambda: datetime.now(UTC)  # an hour of ours does not end with an hour of the story
        settings = TeamsSettings(
            app_id=APP_ID,
            app_password=there.login.secret,
            tenant_id=TENANT,
            openid_metadata_url=there.metadata_url,
            login_url=there.url,
            service_hosts=frozenset({there.host}),
            pace=QUICK,
        )
        async with (
            serve.house(Settings(var=folder, teams=settings), time) as home,
            TestServer(home.app) as served,
        ):
            fingers = Fingers(there, str(served.make_url("/api/messages")))
            try:
                with patience(home.fronts["teams"]):
                    yield TeamsChat(home, time, there, fingers)
            finally:
                await fingers.close()
