"""The first page, joining as someone new, and the clock that everyone shares."""

from datetime import timedelta
from functools import partial
from secrets import token_hex
from typing import Any
from urllib.parse import quote
from zoneinfo import available_timezones

from aiohttp import web

from adapters.playground import pages
from adapters.playground.chat import listed_people, spoken_now
from adapters.playground.inbound import turn_from
from adapters.playground.people import PlaygroundPerson, grouped
from adapters.playground.stage import STAGE, Stage
from adapters.playground.taking import new_user
from bot.words import LOCALES

LONGEST_NAME = 80
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "weeks": timedelta(weeks=6)}
NAMED = 6
"""How many of those who got a message are named after a move of the clock."""


async def welcome(request: web.Request) -> web.Response:
    """Choose who you are."""
    return web.Response(text=await _welcome(request), content_type="text/html")


async def join(request: web.Request) -> web.Response:
    """Come in as someone new: the first turn of a new person."""
    sent = await request.post()
    name, locale, zone = (str(sent.get(field, "")).strip() for field in ("name", "locale", "zone"))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        error = pages.words(_locale(request))("new.name_missing")
        html = await _welcome(request, name=name, error=error)
        return web.Response(text=html, status=422, content_type="text/html")
    person = PlaygroundPerson(new_user(name), name, locale if locale in LOCALES else _locale(request))
    if zone in available_timezones():
        person = PlaygroundPerson(person.user, name, person.locale, zone)
    stage = request.app[STAGE]
    stage.workspace.welcome(person)
    stage.workspace.open_direct(person.user)
    await stage.take(turn_from("join", {"id": token_hex(16)}, person))
    raise web.HTTPSeeOther(f"/as/{quote(person.user)}")


async def clock(request: web.Request) -> web.Response:
    """The playground's present, in the words of whoever asks."""
    return web.json_response({"now": spoken_now(request.app[STAGE], await _asking(request))})


async def move(request: web.Request) -> web.Response:
    """Move the clock on, and tell what arrived."""
    sent = await request.post()
    step = STEPS.get(str(sent.get("move", "")))
    if step is None:
        raise web.HTTPBadRequest(text=f"move: one of {', '.join(STEPS)}")
    stage = request.app[STAGE]
    before = stage.workspace.latest()[1]
    await stage.clock.move(step)
    stage.workspace.bell.ring()
    reader = await _asking(request)
    html = _arrived(stage, reader, await stage.everyone(), before)
    return web.json_response({"now": spoken_now(stage, reader), "arrived": html})


def _arrived(stage: Stage, reader: PlaygroundPerson, people: pages.People, before: int) -> str:
    counts: dict[str, int] = {}
    arrived = stage.workspace.arrived(before)
    for posted in arrived:
        for user in stage.workspace.members(posted.conversation):
            counts[user] = counts.get(user, 0) + 1
    # Whoever is looking comes first, then those with most to read.
    order = sorted(counts.items(), key=lambda item: (item[0] != reader.user, -item[1], item[0]))
    t = pages.words(reader.locale)
    now = spoken_now(stage, reader)
    summary = t("arrived.some", n=len(arrived), now=now) if arrived else t("arrived.none", now=now)
    named = [{"user": user, "name": people[user].name, "n": n} for user, n in order[:NAMED] if user in people]
    more = t("arrived.more", n=len(order) - NAMED) if len(order) > NAMED else ""
    return pages.page("arrived.html", reader.locale, summary=summary, people=named, more=more)


async def _asking(request: web.Request) -> PlaygroundPerson:
    person = await request.app[STAGE].person(request.query.get("as", ""))
    return person or PlaygroundPerson("", "", _locale(request))


async def _welcome(request: web.Request, **filled: Any) -> str:
    stage = request.app[STAGE]
    people = await stage.everyone()
    locale = _locale(request)
    residents = grouped(people.values()).get("resident", [])
    first = min(
        (one for one in residents if one.locale == locale), key=partial(_read_so_far, stage), default=None
    )
    groups = listed_people(stage, people, locale)
    filled = {"name": "", "error": "", "person": None, "first": first, "groups": groups} | filled
    return pages.page("welcome.html", locale, **filled)


def _read_so_far(stage: Stage, person: PlaygroundPerson) -> int:
    """How many messages they have: whoever has just arrived has everything before them."""
    return len(stage.workspace.messages(stage.workspace.open_direct(person.user)))


def _locale(request: web.Request) -> str:
    """The language asked for, else the first that the browser prefers."""
    asked = request.query.get("lang", "") or request.headers.get("Accept-Language", "")
    return "fr" if asked.lower().startswith("fr") else "en"
