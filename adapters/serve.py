"""The wiring, and the only reader of the clock: opens the store, ticks, serves, and closes in order."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters import demo, standing
from adapters import settings as settings_
from adapters.calendar import Holidays
from adapters.clock import MovedClock
from adapters.courier import Courier
from adapters.front import Front
from adapters.house import House
from adapters.listening import listening
from adapters.messenger import Messenger
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.workspace import Workspace
from adapters.settings import Settings
from adapters.slack import installations as slack
from adapters.slack.app import Slack
from adapters.teams import hearing as teams
from adapters.teams.app import Teams
from adapters.ticker import Ticker
from bot.matching.domains import understood
from bot.mentoring.programmes import Programme
from store.deliveries import Deliveries
from store.letters import Letters
from store.places import Places
from store.store import SqlStore, open_store

LOOPBACK = "127.0.0.1"
"""Where the playground is served, whatever the settings say: it knows no accounts."""


def real_time() -> datetime:
    """The present as the machine has it."""
    return datetime.now(UTC)


@asynccontextmanager
async def house(
    settings: Settings, real: Callable[[], datetime] = real_time, *, synced: bool = True
) -> AsyncIterator[House]:
    """A house with its store open, its schema up to date, and the clock `real`.

    Where no platform is set it is the playground's, with a programme in it and a clock that can be moved.
    Where it is not `synced`, what is written may be lost with the power: for what can be made again.
    """
    folder = settings_.folder_of(settings)
    store = open_store(settings.database, settings_.keys_of(settings), synced=synced)
    deliveries = Deliveries(store)
    fronts = _fronts(settings, store, real)
    workspace = None if fronts else Workspace(folder / demo.WORKSPACE, synced=synced)
    clock = MovedClock(real, folder / "clock" if workspace else None)
    messengers: dict[str, Messenger] = {name: front.messenger for name, front in fronts.items()}
    try:
        if workspace:
            messengers[PLATFORM] = PlaygroundMessenger(workspace, clock.now)
            await asyncio.wrap_future(store.set_up(Programme(0, "Constellation"), PLATFORM, TENANT))
        courier = Courier(deliveries, messengers, clock.now)
        ticker = Ticker(store, courier, Holidays(), clock.now)
        yield House(settings, store, deliveries, workspace, fronts, clock, courier, ticker)
    finally:
        for front in fronts.values():
            await front.close()
        if workspace:
            workspace.close()
        store.close()


def _fronts(settings: Settings, store: SqlStore, now: Callable[[], datetime]) -> dict[str, Front]:
    """The real platforms that are set, each by its name."""
    fronts: dict[str, Front] = {}
    if settings.slack.is_set:
        fronts[slack.PLATFORM] = Slack(settings.slack, Places(store), now)
    if settings.teams.is_set:
        fronts[teams.PLATFORM] = Teams(settings.teams, Places(store), Letters(store), now)
    return fronts


async def serve(
    settings: Settings, stop: asyncio.Event | None = None, real: Callable[[], datetime] = real_time
) -> None:
    """Serve until asked to stop (SIGTERM, Ctrl-C), then end what was begun; `real` is the machine's clock."""
    reading = asyncio.create_task(asyncio.to_thread(Holidays.read))  # beside everything else
    await _furnish(settings)
    async with house(settings, real) as home:
        await reading
        stopping = asyncio.create_task((stop or _asked_to_stop()).wait())
        serving = asyncio.create_task(_served(home))
        try:
            await asyncio.wait((stopping, serving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            serving.cancel()  # wherever it is: a platform that does not answer may keep its start waiting
            await asyncio.wait((stopping, serving))
        if not serving.cancelled():
            serving.result()


async def _served(home: House) -> None:
    """Serve until cancelled."""
    host = LOOPBACK if home.workspace else str(home.settings.host)
    async with listening(home.app, host, home.settings.port), _ticking(home):
        print(_where(home, host), flush=True)
        # The seeds take a second to read: not while the first person waits for an answer.
        reading = asyncio.create_task(_read_the_seeds())
        try:
            await asyncio.Event().wait()
        finally:
            await reading
            standing.end()


async def _read_the_seeds() -> None:
    await asyncio.to_thread(understood, "a first contract")
    standing.begin()


def _where(home: House, host: str) -> str:
    served = " and ".join(name.capitalize() for name in home.fronts)
    what = f"Constellation serves {served} at" if served else "Constellation is at"
    return f"{what} http://{host}:{home.settings.port}  (Ctrl-C stops it)"


async def _furnish(settings: Settings) -> None:
    """Make the demo at a first start; what can be made again need not wait for the disk."""
    demo.clear_unfinished(settings)
    if demo.is_wanted(settings):
        async with house(settings, synced=False) as home:
            assert home.workspace, "a demo is only made for the playground"
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
        # Shutting down would cancel a tick that is under way; one that fell due just now has yet to begin.
        await asyncio.sleep(0)
        await home.ticker.rest()
        scheduler.shutdown()
        carrying.cancel()
        await asyncio.wait([carrying])


@contextmanager
def office(settings: Settings) -> Iterator[tuple[SqlStore, datetime]]:
    """The store with nothing served, and the present, for one command."""
    folder = settings_.folder_of(settings)
    store = open_store(settings.database, settings_.keys_of(settings))
    try:
        if not settings.has_platform and not Places(store).every().result():
            store.set_up(Programme(0, "Constellation"), PLATFORM, TENANT).result()
        clock = MovedClock(real_time, None if settings.has_platform else folder / "clock")
        yield store, clock.now()
    finally:
        store.close()


def _asked_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
