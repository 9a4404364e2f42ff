"""The lives of one process: forked from a warm one, killed, stopped, let go on, asked to end."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from adapters.settings import Settings
from tests.chaos.child import live

TRIES = 4_000
A_MOMENT = 0.005
PORTS = range(15_000, 30_000)
"""Below those that the system gives to connections on their way out: none of them can take ours meanwhile."""


@dataclass(frozen=True)
class Life:
    """One process from its fork on."""

    process: BaseProcess
    port: int

    @property
    def is_over(self) -> bool:
        return self.process.exitcode is not None

    async def is_served(self) -> bool:
        """Whether it listens; False where it ended before it did."""
        for _ in range(TRIES):
            if self.is_over:
                return False
            if _listens(self.port):
                return True
            await asyncio.sleep(A_MOMENT)
        raise AssertionError("it never listened")

    async def kill(self) -> None:
        """The end, at once."""
        self.process.kill()
        await self._over()

    async def end(self) -> None:
        """Ask it to end what it began, and wait until it did."""
        self.process.terminate()
        await self._over()
        assert self.process.exitcode == 0, f"it ended with {self.process.exitcode}"

    def stop(self) -> None:
        """From now on it does nothing, and knows nothing of it."""
        os.kill(self._pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """As if nothing had been."""
        os.kill(self._pid, signal.SIGCONT)

    @property
    def _pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    async def _over(self) -> None:
        for _ in range(TRIES):
            if self.is_over:
                return
            await asyncio.sleep(A_MOMENT)
        raise AssertionError("it never ended")


@dataclass
class Lives:
    """Where lives come from, with a fault seeded into each where one is named; `begun` are all of them.

    `target` is what each does.
    """

    settings: Settings
    clock: tuple[Path, datetime]
    log: Path
    fault: str = ""
    target: Callable[..., None] = live
    begun: list[Life] = field(default_factory=list)

    def begin(self) -> Life:
        """A new process, in a moment (everything is imported already), on a port of its own."""
        warm = multiprocessing.get_context("forkserver")
        warm.set_forkserver_preload(["tests.chaos.warm"])
        settings = self.settings.model_copy(update={"port": free_port()})
        arguments = settings, self.clock, self.log, self.fault
        process = warm.Process(target=self.target, args=arguments, daemon=True)
        process.start()
        self.begun.append(Life(process, settings.port))
        return self.begun[-1]

    async def none_left(self) -> None:
        """Whatever still lives (it may be stopped, and would never end by itself) is killed."""
        for life in self.begun:
            if not life.is_over:
                await life.kill()


def free_port() -> int:
    """A port that nobody has."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
