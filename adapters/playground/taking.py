"""What a person does on the page: each request is one turn, and its outcome goes back to the page."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from adapters.playground import pages
from adapters.playground.inbound import MOST_SAID, Unreadable, is_command, turn_from
from adapters.playground.people import PlaygroundPerson
from adapters.playground.stage import STAGE, Stage
from bot.cards import Outcome
from bot.words import plain


async def taken(request: web.Request) -> web.Response:
    """Take the turn that the page asks for; 404 for nobody, 400 for what no page of ours sends."""
    stage = request.app[STAGE]
    person = await the_person(request)
    kind = request.match_info["kind"]
    body = await _body(request)
    if kind == "say" and len(str(body.get("text", ""))) > MOST_SAID:
        too_long = pages.words(person.locale)("too_long", n=MOST_SAID)
        return web.json_response({"errors": {"text": too_long}}, status=422)
    try:
        turn = turn_from(kind, body, person)
    except Unreadable as unreadable:
        raise web.HTTPBadRequest(text=str(unreadable)) from None
    if kind == "say" and _between_people(stage, person, body, turn.id):
        return web.json_response({"awaits": False})
    outcome = await stage.take(turn)
    gone = kind != "open" and person.user not in await stage.everyone()
    answer = _forgotten(stage, outcome, person) if gone else _answer(outcome, person)
    return web.json_response(answer, status=422 if outcome.errors else 200)


async def read(request: web.Request) -> web.Response:
    """The person has seen a conversation up to a message."""
    person = await the_person(request)
    body = await _body(request)
    conversation, message = _id(body, "conversation"), _id(body, "message")
    request.app[STAGE].workspace.mark_read(conversation, person.user, message)
    return web.Response(status=204)


async def the_person(request: web.Request) -> PlaygroundPerson:
    """Who speaks: the one that the address names."""
    person = await request.app[STAGE].person(request.match_info["user"])
    if person is None:
        raise web.HTTPNotFound(text="No one by that name lives here.")
    return person


def new_user(name: str) -> str:
    """An id for a newcomer: readable in an address, and nobody else's."""
    readable = "".join(c if c.isalnum() else "-" for c in name.casefold() if c.isascii()).strip("-")
    return f"{readable[:30] or 'guest'}-{secrets.token_hex(3)}"


def _id(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or not 0 < value < 2**53:
        raise web.HTTPBadRequest(text=f"{name}: a number")
    return value


async def _body(request: web.Request) -> Mapping[str, Any]:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Please send JSON.")
    try:
        body = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise web.HTTPBadRequest(text="This is not JSON.") from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="Please send a JSON object.")
    return body


def _between_people(stage: Stage, person: PlaygroundPerson, body: Mapping[str, Any], cause: str) -> bool:
    """Keep what was said; whether it was said to other people, which Constellation does not read."""
    text = body["text"]
    rooms = {room.id: room for room in stage.workspace.conversations(person.user)}
    room = rooms.get(body.get("conversation", 0))
    to_people = room is not None and room.is_group and not is_command(text)
    here = room.id if room and to_people else stage.workspace.open_direct(person.user)
    stage.workspace.say(here, person.user, text, f"said:{cause}", stage.clock.now())
    return to_people


def _answer(outcome: Outcome, person: PlaygroundPerson) -> dict[str, Any]:
    say = pages.voice(person)
    return {
        "form": pages.form(outcome.form, person) if outcome.form else None,
        "home": pages.home(outcome.home, person) if outcome.home else None,
        "errors": {name: plain(say(error)) for name, error in outcome.errors.items()},
        "awaits": bool(outcome.show or outcome.instead),
    }


def _forgotten(stage: Stage, outcome: Outcome, person: PlaygroundPerson) -> dict[str, Any]:
    stage.workspace.erase(person.user)
    return {"gone": pages.farewell(outcome.show or tuple(filter(None, [outcome.instead])), person)}
