"""Stands between the product and the Agents Playground, where a button that asks for a dialog does nothing.

What asks for a dialog goes on as a button of an old client, to which the product answers with a form in the
conversation. Nothing else is changed.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web

from adapters.teams.elements import OPENS_DIALOG

PASSED_ON = ("Authorization", "Content-Type")


@asynccontextmanager
async def interpreting(port: int, theirs: Mapping[str, str]) -> "AsyncIterator[Interpreter]":
    """Serve `/<name>/…` for each Playground's own `/_connector/…`, by its address, until the block ends."""
    async with ClientSession() as session:
        interpreter, app = Interpreter(session, theirs), web.Application()
        app.router.add_route("*", "/{name}/{path:.*}", interpreter.passed_on)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield interpreter
        finally:
            await runner.cleanup()


class Interpreter:
    """Hands on what the product asks of Teams, and what it is answered; `refused` is what was not done."""

    def __init__(self, session: ClientSession, theirs: Mapping[str, str]) -> None:
        self._session = session
        self._theirs = theirs
        self.refused: list[tuple[str, str, int]] = []

    async def passed_on(self, request: web.Request) -> web.Response:
        """One call, as the Playground understands it."""
        there = self._theirs.get(request.match_info["name"])
        if there is None:
            return web.Response(status=404)
        path = request.rel_url.raw_path.split("/", 2)[2]
        body = await request.json() if request.can_read_body else None
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        async with self._session.request(
            request.method, f"{there}_connector/{path}", json=without_dialogs(body), headers=headers
        ) as answer:
            if answer.status >= 400:
                self.refused.append((request.method, path, answer.status))
            return web.Response(
                body=await answer.read(), status=answer.status, content_type=answer.content_type
            )


def without_dialogs(part: Any) -> Any:
    """The same activity, none of its buttons asking for a dialog."""
    if isinstance(part, list):
        return [without_dialogs(one) for one in part]
    if not isinstance(part, dict):
        return part
    asks = part.items() >= OPENS_DIALOG.items()
    return {name: without_dialogs(one) for name, one in part.items() if not (asks and name in OPENS_DIALOG)}
