"""The last look: whether a request may leave yet, asked after every wait, right before its bytes leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace

from aiohttp import ClientSession, ServerDisconnectedError, TraceConfig, TraceRequestChunkSentParams

from adapters.messenger import May, always

_may: ContextVar[May] = ContextVar("may", default=always)


class TooLate(TimeoutError):
    """The request may leave no more: nothing of it has left."""


@contextmanager
def looking(may: May) -> Iterator[None]:
    """What is requested within the block, over a session that looks, leaves while it may, else TooLate."""
    before = _may.set(may)
    try:
        yield
    finally:
        _may.reset(before)


def last_look() -> TraceConfig:
    """What makes a session look; whatever has a body is held back until then, its headers too."""
    looks = TraceConfig()
    looks.on_request_chunk_sent.append(_look)  # despite its name, aiohttp calls it before it writes
    return looks


async def _look(_: ClientSession, request: SimpleNamespace, _sent: TraceRequestChunkSentParams) -> None:
    if not _may.get()():
        # What aiohttp repeats by itself (a PUT, where the connection was lost) may have come through before.
        raise ServerDisconnectedError if hasattr(request, "has_left") else TooLate
    request.has_left = True
