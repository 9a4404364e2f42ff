"""A load on one port of this machine: requests that lie ready, over so many connections at once."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass
class Load:
    """What a load came to: how long it took, each answer's time, and how many were no 2xx."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def a_second(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """The time within which this share of the requests was answered, in milliseconds."""
        return sorted(self.times)[int(share * (len(self.times) - 1))] * 1000


async def load(port: int, requests: Sequence[bytes], connections: int = 32) -> Load:
    """Send every request once, each connection one after the other."""
    found = Load()
    waiting = iter(requests)
    began = time.perf_counter()
    await asyncio.gather(*(_one_connection(port, waiting, found) for _ in range(connections)))
    found.seconds = time.perf_counter() - began
    return found


def post(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """One POST, as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _one_connection(port: int, waiting: Iterator[bytes], found: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        began = time.perf_counter()
        writer.write(request)
        status = await _status(reader)
        found.times.append(time.perf_counter() - began)
        found.refused += not 200 <= status < 300
    writer.close()
    await writer.wait_closed()


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])
