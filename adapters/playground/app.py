"""The playground's web application: who may come in, which page is where."""

from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from adapters.playground import arriving, chat, live, taking
from adapters.playground.gate import guarded, own_pages_only
from adapters.playground.people import PlaygroundPerson
from adapters.playground.stage import STAGE, Clock, Stage
from adapters.playground.workspace import Workspace
from bot.cards import Outcome
from bot.turns import Turn

MOST_SENT = 6_000_000
"""The largest request, in bytes: an attached file of a million characters fits, whatever its script."""


def playground(
    take: Callable[[Turn], Awaitable[Outcome]],
    workspace: Workspace,
    clock: Clock,
    people: Callable[[], Awaitable[Sequence[PlaygroundPerson]]],
) -> web.Application:
    """The whole playground as one application; it opens no port and is served on loopback alone.

    `take` hears a turn and returns once its commit is done, `people` are those one can be.
    """
    app = web.Application(middlewares=[own_pages_only], client_max_size=MOST_SENT)
    app[STAGE] = Stage(take, workspace, clock, people)
    app.on_response_prepare.append(guarded)
    app.on_shutdown.append(_silenced)
    app.add_routes(_ROUTES)
    app.router.add_static("/static/", Path(str(files(__package__) / "static")))
    return app


_ROUTES = (
    web.get("/", arriving.welcome),
    web.post("/join", arriving.join),
    web.get("/clock", arriving.clock),
    web.post("/clock", arriving.move),
    web.get("/as/{user}", chat.conversation),
    web.get(r"/as/{user}/in/{conversation:\d{1,15}}", chat.conversation),
    web.get("/as/{user}/home", chat.home),
    web.get("/as/{user}/events", live.events),
    web.post("/as/{user}/read", taking.read),
    web.post("/as/{user}/{kind:say|press|submit|open}", taking.taken),
)


async def _silenced(app: web.Application) -> None:
    """Open pages hold their streams for hours; they are let go before the server waits for them."""
    app[STAGE].workspace.bell.silence()
