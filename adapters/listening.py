"""Listens on a port, and answers what is under way before it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.front import NoWayIn
from adapters.settings import BadSetting


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """The application on this address; BadSetting where it cannot listen there, or cannot start."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
    try:
        await _begun(runner, host, port)
        yield
    finally:
        await runner.cleanup()


async def _begun(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
    except NoWayIn as told:
        raise BadSetting(str(told)) from None
    except OSError:
        raise BadSetting(
            f"CONSTELLATION_PORT cannot be used: {host} does not listen on {port}, perhaps because something"
            " else does; stop it, or give another port or CONSTELLATION_HOST"
        ) from None
