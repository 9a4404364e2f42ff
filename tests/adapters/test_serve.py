import asyncio
import socket
import time
from concurrent.futures import Future
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import aiohttp
import pytest

from adapters import calendar, house, serve
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.settings import BadSetting, Settings
from bot.cards import Outcome
from bot.errors import Conflict
from bot.turns import Address, Joined, Sender, Turn


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def settings(tmp_path):
    return Settings(port=free_port(), var=tmp_path / "var", demo="none", tick_seconds=0.05)


@asynccontextmanager
async def served(settings):
    """Constellation, served on its port until the block ends."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve.serve(settings, stop))
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{settings.port}") as web:
            await answers(web, serving)
            yield web
    finally:
        stop.set()
        await serving


async def answers(web, serving):
    while not serving.done():
        with suppress(aiohttp.ClientConnectionError):
            async with web.get("/healthz") as answer:
                if answer.status == 200:
                    return
        await asyncio.sleep(0.02)
    serving.result()


def joined(user, turn_id="j1"):
    return Turn(turn_id, Address(PLATFORM, TENANT, user), Sender(user, "Amira Haddad"), Joined())


def _at_once(known):
    return known()


def _slowly(known):
    later = Future()
    asyncio.get_running_loop().call_later(0.02, lambda: later.set_result(known().result()))
    return later


async def test_it_says_that_it_is_well(settings):
    async with served(settings) as web, web.get("/healthz") as answer:
        told = await answer.json()
    assert told["well"] is True
    assert told["database"] == {"well": True}
    assert told["outbox"] == {"well": True, "waiting": 0, "oldest_due_age": None}
    assert told["ticker"]["last_tick_age"] >= 0


async def test_the_holidays_are_read_before_anybody_can_ask(settings, monkeypatch):
    read = []
    monkeypatch.setattr(calendar, "_of", lambda region: time.sleep(0.3) or read.append(region))
    async with served(settings):
        assert read


async def test_the_playground_is_there_and_only_on_this_machine(settings):
    async with served(settings) as web, web.get("/") as page:
        assert page.status == 200
        assert "<html" in (await page.text()).lower()
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex((_other_address(), settings.port)) != 0


async def test_a_second_start_keeps_what_was_there_and_the_moved_clock(settings):
    async with serve.house(settings) as first:
        await first.take(joined("amira"))
        first.clock.move_to(first.clock.now() + timedelta(weeks=6))
        before = first.clock.now()
    async with serve.house(settings) as second:
        assert [person.user for person in await second.people()] == ["amira"]
        assert second.clock.now() >= before


async def test_a_turn_is_answered_in_the_conversation(settings):
    async with serve.house(settings) as home:
        await home.take(joined("amira"))
        await home.courier.drain()
        assert home.workspace.messages(home.workspace.open_direct("amira"))


async def test_a_turn_delivered_twice_is_taken_once(settings):
    async with serve.house(settings) as home:
        await home.take(joined("amira"))
        await home.courier.drain()
        shown = len(home.workspace.messages(home.workspace.open_direct("amira")))
        assert await home.take(joined("amira")) == Outcome()
        await home.courier.drain()
        assert len(home.workspace.messages(home.workspace.open_direct("amira"))) == shown


@pytest.mark.parametrize(("conflicts", "taken"), [(0, True), (4, True), (5, False)])
async def test_a_turn_that_somebody_was_faster_at_is_taken_again(settings, monkeypatch, conflicts, taken):
    tries = []

    def take(turn, work, now):
        tries.append(turn.id)
        if len(tries) <= conflicts:
            raise Conflict
        return Outcome()

    monkeypatch.setattr(house.conversation, "take", take)
    async with serve.house(settings) as home:
        if taken:
            assert await home.take(joined("amira")) == Outcome()
        else:
            with pytest.raises(Conflict):
                await home.take(joined("amira"))
    assert len(tries) == min(conflicts + 1, house.MOST_TAKES)


async def test_a_port_that_is_taken_is_named_with_the_remedy(settings):
    async with served(settings):
        with pytest.raises(BadSetting, match=f"CONSTELLATION_PORT .* {settings.port}"):
            await serve.serve(settings.model_copy(update={"var": settings.var / "other"}))


@pytest.mark.parametrize("programmes", [_at_once, _slowly])
async def test_a_tick_that_has_begun_is_brought_to_its_end(settings, monkeypatch, caplog, programmes):
    begun = []
    async with serve.house(settings) as home:
        known = home.store.programmes
        monkeypatch.setattr(home.store, "programmes", lambda: begun.append(1) or programmes(known))
        for passes in range(30):
            begun.clear()
            home.ticker.last = None
            async with serve._ticking(home):
                for _ in range(passes):
                    await asyncio.sleep(0)
            assert bool(begun) == bool(home.ticker.last)
    assert begun
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def _other_address():
    """An address of this machine that is not its loopback; a loopback beside ours where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a datagram socket sends nothing when it connects
        except OSError:
            return "127.0.0.2"
        return probe.getsockname()[0]
