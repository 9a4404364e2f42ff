"""Programs under load: each a process of its own on a port of this machine, ended with the block."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Child:
    """A program under load."""

    process: "subprocess.Popen[bytes]"
    port: int

    def resident(self) -> float:
        """Its memory, in MiB."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 2**20

    def processor(self) -> float:
        """Its own time so far, in all its threads, in seconds."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def child(module: str, which: str, env: Mapping[str, str]) -> Iterator[Child]:
    """`python -m module which`; where it listens stands in its CONSTELLATION_PORT."""
    port = free_port()
    told = {**os.environ, **env, "CONSTELLATION_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", module, which], env=told, stdout=subprocess.DEVNULL)
    try:
        yield Child(process, port)
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def up(*children: Child) -> None:
    """Wait until each of them listens."""
    for one in children:
        for _ in range(600):
            if one.process.poll() is not None:
                raise RuntimeError(f"a program ended with {one.process.returncode}")
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", one.port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                break
        else:
            raise RuntimeError("a program does not listen within 30 s")
