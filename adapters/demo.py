"""The demo programme, made once before anybody is let in; a start that was broken off is begun anew."""

from pathlib import Path

from sqlalchemy import make_url

from adapters.clock import MovedClock
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.workspace import Workspace
from adapters.settings import BadSetting, Settings, folder_of
from adapters.simulated import demo
from adapters.simulated.life import Sendings
from bot.ports import Store

WORKSPACE = "playground.db"
"""The file in `var` that holds the playground's conversations."""

_UNFINISHED = "demo-unfinished"


def clear_unfinished(settings: Settings) -> None:
    """Take away a demo that was not made to its end: nobody has been let in since it was begun."""
    mark = folder_of(settings) / _UNFINISHED
    if not mark.exists():
        return
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        raise BadSetting(f"The demo was not made to its end: empty the database, delete {mark}, start again")
    for path in (Path(url.database or ""), settings.var / WORKSPACE):
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    mark.unlink()


def is_wanted(settings: Settings) -> bool:
    """Whether this is a first start at which a demo is asked for."""
    wanted = settings.demo != "none" and not settings.has_platform
    return wanted and not (settings.var / WORKSPACE).exists()


async def furnish(
    settings: Settings, store: Store, sendings: Sendings, workspace: Workspace, clock: MovedClock
) -> None:
    """Make the demo where it is asked for and nobody lives in the programme yet."""
    if settings.demo == "none" or store.submit(PLATFORM, TENANT, lambda work: work.people.first()).result():
        return
    print("Making a demo programme that is ten weeks old: about half a minute, this once.", flush=True)
    mark = folder_of(settings) / _UNFINISHED
    mark.touch()
    await demo.load(
        store,
        sendings,
        clock.now(),
        (PLATFORM, TENANT),
        lambda now: PlaygroundMessenger(workspace, now),
        workspace,
    )
    mark.unlink()
