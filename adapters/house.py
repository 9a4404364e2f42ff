"""The house, furnished: everything that runs together, and the one hop by which a turn reaches the core."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog
from aiohttp import web

from adapters.clock import MovedClock
from adapters.courier import Courier
from adapters.front import Front
from adapters.health import healthz
from adapters.pages.about import about
from adapters.playground.app import playground
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.playground.people import PlaygroundPerson
from adapters.playground.workspace import Workspace
from adapters.settings import Settings
from adapters.simulated.life import Sendings
from adapters.ticker import MovableTime, Ticker
from bot import conversation
from bot.cards import Outcome
from bot.errors import Conflict
from bot.ports import Store, Work
from bot.turns import Turn

MOST_TAKES = 5
"""How often one turn is taken when somebody else keeps being first."""

log = structlog.get_logger("house")


class Deliveries(Sendings, Protocol):
    """What is asked of the outbox besides sending (`store.deliveries`)."""

    def backlog(self, now: datetime) -> "Future[Any]":
        """What waits."""

    def next_instant(self, now: datetime) -> "Future[datetime | None]":
        """The next instant after now at which anything falls due."""


@dataclass(frozen=True)
class House:
    """Everything that runs together, wired: the fronts of real platforms, or else the playground."""

    settings: Settings
    store: Store
    deliveries: Deliveries
    workspace: Workspace | None
    fronts: Mapping[str, Front]
    clock: MovedClock
    courier: Courier
    ticker: Ticker

    async def take(self, turn: Turn) -> Outcome:
        """One hop: the turn is decided and committed in the store's thread, then the courier hears of it."""
        now = self.clock.now()
        place = turn.address.platform, turn.address.tenant
        for _ in range(MOST_TAKES - 1):
            try:
                return await self._taken(place, turn, now)
            except Conflict:
                log.info("taken_again", platform=place[0])
        return await self._taken(place, turn, now)

    async def _taken(self, place: tuple[str, str], turn: Turn, now: datetime) -> Outcome:
        future = self.store.submit(*place, lambda work: conversation.take(turn, work, now))
        outcome = await asyncio.wrap_future(future)
        self.courier.poke()
        return outcome

    async def people(self) -> Sequence[PlaygroundPerson]:
        """Everybody of the programme whom a visitor of the playground can be."""
        return await asyncio.wrap_future(self.store.submit(PLATFORM, TENANT, _people))

    @property
    def app(self) -> web.Application:
        """The way in of every front and the pages about it, or the playground's; and the state of health."""
        app = self._playground(self.workspace) if self.workspace else web.Application()
        for front in self.fronts.values():
            front.attach(app, self.take)
        if self.fronts:
            app.add_routes(about(tuple(self.fronts), self.settings.contact))
        app.add_routes([healthz(self.deliveries.backlog, self.ticker, self.clock.now)])
        return app

    def _playground(self, workspace: Workspace) -> web.Application:
        time = MovableTime(self.clock, self.ticker.tick, self.courier, self.deliveries.next_instant)
        return playground(self.take, workspace, time, self.people)


def _people(work: Work) -> list[PlaygroundPerson]:
    people = {person.id: person for person in work.people.where()}
    return [
        PlaygroundPerson(
            account.user,
            person.name,
            person.locale,
            person.zone,
            person.roles,
            person.level,
            person.discipline,
        )
        for account in work.accounts.where(platform=PLATFORM, tenant=TENANT)
        if (person := people[account.person_id]).name
    ]
