"""The wiring, and the only reader of the clock: opens the store, ticks, serves, and closes in order."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters import demo
from adapters import settings as settings_
from adapters.calendar import Holidays
from adapters.clock import MovedClock
from adapters.courier import Courier
from adapters.health import healthz
from adapters.playground.app import playground
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.people import PlaygroundPerson
from adapters.playground.workspace import Workspace
from adapters.roster_file import Imported, imported
from adapters.settings import BadSetting, Settings
from adapters.ticker import MovableTime, Ticker
from bot import conversation
from bot.cards import Outcome
from bot.errors import Conflict
from bot.matching.domains import understood
from bot.mentoring.programmes import Programme
from bot.ports import Work
from bot.turns import Turn
from store.deliveries import Deliveries
from store.store import SqlStore, open_store

HOST = "127.0.0.1"
MOST_TAKES = 5
"""How often one turn is taken when somebody else keeps being first."""

log = structlog.get_logger("serve")


@dataclass(frozen=True)
class House:
    """Everything that runs together, wired."""

    settings: Settings
    store: SqlStore
    deliveries: Deliveries
    workspace: Workspace
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
        """The pages of the playground, and the state of health."""
        time = MovableTime(self.clock, self.ticker.tick, self.courier, self.deliveries.next_instant)
        app = playground(self.take, self.workspace, time, self.people)
        app.add_routes([healthz(self.deliveries.backlog, self.ticker, self.clock.now)])
        return app


def real_time() -> datetime:
    """The present as the machine has it."""
    return datetime.now(UTC)


@asynccontextmanager
async def house(
    settings: Settings, real: Callable[[], datetime] = real_time, *, synced: bool = True
) -> AsyncIterator[House]:
    """A house with its store open, its schema up to date, a programme in it, and the clock `real`.

    Where it is not `synced`, what is written may be lost with the power: for what can be made again.
    """
    folder = settings_.folder_of(settings)
    store = open_store(settings.database, settings_.keys_of(settings), synced=synced)
    workspace = Workspace(folder / demo.WORKSPACE, synced=synced)
    try:
        await asyncio.wrap_future(store.set_up(Programme(0, "Constellation"), PLATFORM, TENANT))
        clock = MovedClock(real, folder / "clock")
        deliveries = Deliveries(store)
        courier = Courier(deliveries, {PLATFORM: PlaygroundMessenger(workspace, clock.now)}, clock.now)
        ticker = Ticker(store, courier, Holidays(), clock.now)
        yield House(settings, store, deliveries, workspace, clock, courier, ticker)
    finally:
        workspace.close()
        store.close()


async def serve(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Serve until asked to stop (SIGTERM, Ctrl-C), then end what was begun."""
    await _furnish(settings)
    async with house(settings) as home:
        stop = stop or _asked_to_stop()
        async with _ticking(home), _listening(home):
            print(f"Constellation is at http://{HOST}:{settings.port}  (Ctrl-C stops it)", flush=True)
            # The seeds take a second to read: not while the first person waits for an answer.
            reading = asyncio.create_task(asyncio.to_thread(understood, "a first contract"))
            await stop.wait()
            await reading


async def _furnish(settings: Settings) -> None:
    """Make the demo at a first start; what can be made again need not wait for the disk."""
    demo.clear_unfinished(settings)
    if demo.is_wanted(settings):
        async with house(settings, synced=False) as home:
            await demo.furnish(settings, home.store, home.deliveries, home.workspace, home.clock)


@asynccontextmanager
async def _ticking(home: House) -> AsyncIterator[None]:
    """A ticker that ticks and a courier that carries; both come to rest before the store closes."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        home.ticker.tick,
        "interval",
        seconds=home.settings.tick_seconds,
        next_run_time=real_time(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    carrying = asyncio.create_task(home.courier.run())
    scheduler.start()
    try:
        yield
    finally:
        scheduler.remove_all_jobs()
        await home.ticker.rest()  # shutting down would cancel a tick that is under way
        scheduler.shutdown()
        carrying.cancel()
        await asyncio.wait([carrying])


@asynccontextmanager
async def _listening(home: House) -> AsyncIterator[None]:
    """The pages on this machine alone; requests under way are answered before it ends."""
    runner = web.AppRunner(home.app, access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, home.settings.port).start()
    except OSError:
        await runner.cleanup()
        raise BadSetting(
            f"CONSTELLATION_PORT cannot be used: something else listens on {home.settings.port};"
            " stop it, or give another port"
        ) from None
    try:
        yield
    finally:
        await runner.cleanup()


async def import_roster(settings: Settings, text: str, *, whole: bool, dry_run: bool) -> Imported:
    """Import a roster into the programme of this store."""
    async with house(settings) as home:
        now = home.clock.now()
        job = home.store.submit(
            PLATFORM, TENANT, lambda work: imported(text, work, now, whole=whole, dry_run=dry_run)
        )
        return await asyncio.wrap_future(job)


def _asked_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


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
