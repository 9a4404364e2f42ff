"""What has changed, sent to an open page as it happens (server-sent events)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import web

from adapters.playground import pages
from adapters.playground.chat import conversation_list, crowd, spoken_now
from adapters.playground.people import PlaygroundPerson
from adapters.playground.stage import STAGE, Stage
from adapters.playground.taking import the_person

HEARTBEAT = 15.0
"""Seconds after which a quiet page hears that it is still connected."""


async def events(request: web.Request) -> web.StreamResponse:
    """Everything new for one person since a change, then whatever comes, until the page is closed."""
    person = await the_person(request)
    stage = request.app[STAGE]
    asked = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    since = int(asked[:15]) if asked.isdecimal() else stage.workspace.latest()[0]
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    # A page that is closed ends its stream in the middle of a word, or before the first.
    with suppress(ConnectionResetError):
        await response.prepare(request)
        await _told(response, stage, person, since)
    return response


async def _told(response: web.StreamResponse, stage: Stage, person: PlaygroundPerson, since: int) -> None:
    last: dict[str, str] = {}
    with stage.workspace.bell.heard() as bell:
        while not stage.workspace.bell.silenced:
            bell.clear()
            async for name, data, number in _news(stage, person, since):
                since = max(since, number)
                if name == "message" or last.get(name) != data:
                    await response.write(f"event: {name}\ndata: {data}\nid: {since}\n\n".encode())
                last[name] = data
            await _wait(bell)
            await response.write(b": here\n\n")


async def _wait(bell: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(bell.wait(), HEARTBEAT)
    except TimeoutError:
        return


async def _news(stage: Stage, person: PlaygroundPerson, since: int) -> AsyncIterator[tuple[str, str, int]]:
    """Each event with its name, its data, and the number of the change that it tells."""
    people = await stage.everyone()
    reader = people.get(person.user)
    if reader is None:
        yield "gone", "{}", since
        return
    together = {room.id: room.users for room in stage.workspace.conversations(reader.user)}
    for number, posted in stage.workspace.changed(reader.user, since):
        html = pages.message(posted, reader, people, together[posted.conversation])
        mine = posted.author == reader.user
        data = {"html": html, "id": posted.id, "conversation": posted.conversation, "mine": mine}
        yield "message", json.dumps(data | {"bot": not posted.author}), number
    yield "unread", json.dumps(stage.workspace.unread()), since
    yield "conversations", json.dumps(_listed(stage, reader, people)), since
    yield "people", json.dumps({"crowd": crowd(people)}), since
    yield "clock", json.dumps({"now": spoken_now(stage, reader)}), since


def _listed(stage: Stage, reader: PlaygroundPerson, people: pages.People) -> dict[str, Any]:
    return {
        "html": pages.page("conversations.html", reader.locale, **conversation_list(stage, reader, people, 0))
    }
