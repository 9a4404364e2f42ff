"""A workspace with people in it, and the product's process, which lives there one life after the other."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from tests.chaos.clock import SharedClock
from tests.chaos.count import Kept, Wrong, waiting, wrong
from tests.chaos.crowd import Crowd
from tests.chaos.furnishing import PAIRS, furnished
from tests.chaos.ledger import Ledger
from tests.chaos.lives import Life, Lives
from tests.chaos.wire import Wire
from tests.journeys.slack import QUICK
from tests.slack.fingers import Fingers
from tests.slack.kept import App
from tests.slack.membership import EVENTS_PATH
from tests.slack.server import Double, double

MONDAY = datetime(2026, 9, 14, 15, 0, tzinfo=UTC)
"""Nine in the morning in Edmonton."""

DEAD_FOR = timedelta(seconds=61)
"""How long the process lies dead by everybody's clock: a lease and a second."""

A_WHILE = timedelta(minutes=30)
HISTORY_DELAY = timedelta(seconds=2)
LATENCY = 0.04
"""Seconds that every other call of Slack takes, half of them after Slack has done what it was asked for."""

PATIENCE = 60
QUIET_PASSES, CALM_PASSES, ROUNDS = 5, 10, 60


@dataclass
class Town:
    """Everything that a run needs; `due` are the causes of what is planned to fall due."""

    there: Double
    clock: SharedClock
    database: Path
    lives: Lives
    chance: random.Random
    wire: Wire
    fingers: Fingers
    ledger: Ledger
    due: list[str]
    before: Kept
    given_up: int = 0

    async def begin(self) -> Life | None:
        """A life that listens, where people's doings go from now on; None where it gave up by itself."""
        life = self.lives.begin()
        if not await life.is_served():
            self.given_up += 1
            return None
        self.wire.url = f"http://127.0.0.1:{life.port}{EVENTS_PATH}"
        self.wire.up.set()
        return life

    async def live(self, seconds: float) -> None:
        """One life, killed so long after it began to listen, or before that where it is less than nothing."""
        life = await self.begin() if seconds >= 0 else self.lives.begin()
        if life:
            await asyncio.sleep(abs(seconds))
            await life.kill()
        await self.lie_dead()

    async def lie_dead(self, time: timedelta = DEAD_FOR) -> None:
        """Time passes, once Slack has done whatever it heard of the dead."""
        self.wire.up.clear()
        quiet = 0
        while quiet < QUIET_PASSES:
            await asyncio.sleep(0.001)
            quiet = 0 if self.there.under_way else quiet + 1
        self.ledger.note()
        self.clock.move(time)

    async def rest(self, *tasks: asyncio.Task[None]) -> None:
        """Lives that are asked to end, until the tasks are over, nothing waits and nothing is to come."""
        for _ in range(ROUNDS):
            if life := await self.begin():
                async with asyncio.timeout(PATIENCE):
                    await asyncio.gather(*tasks)
                await self._calm()
                await life.end()
            await self.lie_dead()
            kept = self.kept()
            if not kept.waiting and not kept.due and not self._to_come(kept):
                return
            self.clock.move(A_WHILE)
        raise AssertionError(f"never at rest: {self.kept().waiting} messages wait, {self.kept().due} are due")

    def _to_come(self, kept: Kept) -> set[str]:
        """What is planned and not asked yet: nobody is asked at night."""
        return set(self.due) - {row.cause for row in kept.messages}

    async def _calm(self) -> None:
        """Return once nothing could leave, and nothing has come or gone for a while."""
        last, calm = 0, 0
        async with asyncio.timeout(PATIENCE):
            while calm < CALM_PASSES:
                await asyncio.sleep(0.03)
                self.ledger.note()
                every, late = waiting(self.database, self.clock())
                calm = 0 if late or every != last or self.there.under_way else calm + 1
                last = every

    def crowd(self) -> Crowd:
        """Everybody, about to begin."""
        people = [person for person in self.there.slack.people.values() if not person.is_bot]
        mentors = frozenset(person.id for person in people if person.real_name in PAIRS)
        users = [person.id for person in people]
        return Crowd(self.fingers, self.wire, users, mentors, random.Random(self.chance.random()))

    def kept(self) -> Kept:
        """What the store holds now."""
        return Kept.read(self.database, self.clock())

    def wrong(self) -> Wrong:
        """The count."""
        return wrong(self.kept(), self.before, self.ledger, self.wire, self.due)


@asynccontextmanager
async def town(folder: Path, *, seed: int, dues: int = 0, fault: str = "") -> AsyncIterator[Town]:
    """A town where everybody has joined, and so many questions are going to fall due."""
    chance, app, began = random.Random(seed), App(), (folder / "clock", MONDAY)
    clock = SharedClock(*began)
    async with double(clock, limits=False, history_delay=HISTORY_DELAY, seed=seed) as there:
        team = there.slack.team()
        _, token = there.slack.install(app, team)
        keys = {"signing_secret": app.signing_secret, "bot_token": token.value}
        slack = SlackSettings(**keys, api_url=there.api, pace=QUICK)
        settings = Settings(var=folder / "var", slack=slack, tick_seconds=0.2)
        database = settings.var / "constellation.db"
        due = await furnished(there, app, team, clock, settings, dues)
        before = Kept.read(database, clock())
        there.faults.often(0.5, seed, ("slow", "slow after"), LATENCY)
        fingers = Fingers(there, app, now=clock)
        wire = fingers.delivery = Wire(there, app, "", app.signing_secret, clock)
        lives = Lives(settings, began, folder / "log", fault)
        try:
            yield Town(there, clock, database, lives, chance, wire, fingers, Ledger(there.slack), due, before)
        finally:
            await lives.none_left()
