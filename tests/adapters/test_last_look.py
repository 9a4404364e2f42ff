"""Whatever a request waits for, nothing of it is on the wire once it may leave no more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from adapters.last_look import TooLate, last_look, looking


class Wire:
    """A server that keeps every byte that it is sent, and hangs up once it has given so many answers."""

    def __init__(self, answers: int = 9) -> None:
        self.heard = b""
        self.connections = self.under_way = 0
        self.answers = answers
        self.slowly = asyncio.Event()
        self.slowly.set()

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.under_way += 1
        while told := await reader.read(65_536):
            self.heard += told
            await self.slowly.wait()
            self.answers -= 1
            if self.answers < 0:
                break
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        await writer.wait_closed()
        self.under_way -= 1


@pytest.fixture
def wire() -> Wire:
    return Wire()


@asynccontextmanager
async def session(wire: Wire, **how: object) -> AsyncIterator[aiohttp.ClientSession]:
    """A session with such a server, which looks."""
    server = await asyncio.start_server(wire.hear, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    lines = aiohttp.TCPConnector(**how)  # type: ignore[arg-type]
    async with server:
        async with aiohttp.ClientSession(base, connector=lines, trace_configs=[last_look()]) as one:
            yield one
        while wire.under_way:
            await asyncio.sleep(0)


@pytest.mark.parametrize("how", [{"json": {"a": 1}}, {"data": {"a": 1}}, {"data": b"a"}], ids=str)
async def test_what_may_leave_leaves_and_what_may_not_is_not_even_begun(wire: Wire, how: dict) -> None:
    async with session(wire) as one:
        with looking(lambda: False), pytest.raises(TooLate):
            await one.post("/", **how)
        assert wire.heard == b""
        with looking(lambda: True):
            assert (await one.post("/", **how)).status == 200
        assert wire.heard.startswith(b"POST / HTTP/1.1\r\n")


async def test_it_looks_again_after_it_waited_for_a_connection(wire: Wire) -> None:
    ended: list[bool] = []
    async with session(wire, limit=1) as one:
        wire.slowly.clear()
        first = asyncio.create_task(one.post("/first", data=b"1"))
        while not wire.heard:
            await asyncio.sleep(0.001)
        with looking(lambda: not ended):
            second = asyncio.create_task(one.post("/second", data=b"2"))
        await asyncio.sleep(0.01)
        ended.append(True)
        wire.slowly.set()
        assert (await first).status == 200
        with pytest.raises(TooLate):
            await second
        assert b"second" not in wire.heard


async def test_it_looks_once_a_connection_of_its_own_stands(wire: Wire) -> None:
    async with session(wire) as one:
        with looking(lambda: not wire.connections), pytest.raises(TooLate):
            await one.post("/", data=b"1")
        assert (wire.connections, wire.heard) == (1, b"")


async def test_what_is_repeated_too_late_may_have_arrived_the_first_time() -> None:
    wire = Wire(answers=1)
    async with session(wire) as one:
        await one.post("/", data=b"1")
        looks = iter([True, False])
        with looking(lambda: next(looks)), pytest.raises(aiohttp.ClientConnectionError):
            await one.put("/", data=b"2")  # aiohttp says it again where a connection that stood is lost
        assert wire.heard.count(b"PUT /") == 1


async def test_nobody_else_is_held_back(wire: Wire) -> None:
    async with session(wire) as one:
        with looking(lambda: False):
            assert (await one.get("/")).status == 200
        assert (await one.post("/", data=b"1")).status == 200
