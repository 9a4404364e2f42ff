"""The page of one person: their conversations, the one that is open, and their home."""

from secrets import token_hex
from typing import Any
from urllib.parse import quote
from zlib import crc32

from aiohttp import web

from adapters.dates import dates
from adapters.playground import pages
from adapters.playground.inbound import turn_from
from adapters.playground.people import PlaygroundPerson, grouped
from adapters.playground.rooms import Conversation
from adapters.playground.stage import STAGE, Stage
from bot.routes import COMMANDS

MOVES = ("hour", "day", "weeks")
_OFFERED = ("help", "need", "suggest", "home", "pause", "privacy")
_OFFERED_TO_COORDINATORS = ("status", "queue", "import", "nudge", "pause-all")


async def conversation(request: web.Request) -> web.Response:
    """A conversation: the one that the address names, or one's own with Constellation."""
    stage = request.app[STAGE]
    people = await stage.everyone()
    reader = people.get(request.match_info["user"])
    if reader is None:
        return lost()
    direct = stage.workspace.open_direct(reader.user)
    current = int(request.match_info.get("conversation", direct))
    room = next((room for room in stage.workspace.conversations(reader.user) if room.id == current), None)
    if room is None:
        raise web.HTTPFound(f"/as/{quote(reader.user)}")
    posted = stage.workspace.messages(current)
    said = [pages.message(one, reader, people, room.users) for one in posted]
    unseen = (place for place, one in enumerate(posted) if one.id > room.read and one.author != reader.user)
    filled = {
        "view": "talk",
        "messages": said,
        "home": "",
        "in_group": room.is_group,
        "first_new": next(unseen, 0),
    }
    heading = _name(room, reader, people)
    starters = [] if room.is_group else _starters(reader)
    html = _chat(stage, reader, people, current, heading=heading, starters=starters, **filled)
    return web.Response(text=html, content_type="text/html")


async def home(request: web.Request) -> web.Response:
    """A person's own page; asking for it is a turn like any other."""
    stage = request.app[STAGE]
    people = await stage.everyone()
    reader = people.get(request.match_info["user"])
    if reader is None:
        return lost()
    outcome = await stage.take(turn_from("open", {"id": token_hex(16)}, reader))
    shown = pages.home(outcome.home, reader) if outcome.home else pages.words(reader.locale)("home_empty")
    filled = {
        "view": "home",
        "messages": [],
        "first_new": 0,
        "starters": [],
        "in_group": False,
        "heading": "Constellation",
    }
    html = _chat(stage, reader, people, 0, home=shown, **filled)
    return web.Response(text=html, content_type="text/html")


def lost() -> web.Response:
    """Nobody lives here; who asks is shown the way back."""
    return web.Response(text=pages.page("lost.html", "en"), status=404, content_type="text/html")


def conversation_list(
    stage: Stage, reader: PlaygroundPerson, people: pages.People, current: int
) -> dict[str, Any]:
    """What the list of a person's conversations is filled with; `current` is the open one, or 0."""
    listed = [
        {
            "id": room.id,
            "href": f"/as/{quote(reader.user)}" + (f"/in/{room.id}" if room.is_group else ""),
            "name": _name(room, reader, people),
            "is_group": room.is_group,
            "unread": room.unread,
        }
        for room in stage.workspace.conversations(reader.user)
    ]
    return {"conversations": listed, "current": current}


def crowd(people: pages.People) -> str:
    """A sign of who is here and as what; it changes when somebody comes, goes or becomes something else."""
    known = [(one.user, one.name, one.roles, one.level, one.discipline) for one in people.values()]
    return str(crc32(repr(sorted(known)).encode()))


def listed_people(stage: Stage, people: pages.People, locale: str) -> dict[str, list[dict[str, Any]]]:
    """Everyone one can be, by group, with what they do and how much waits for them."""
    unread = stage.workspace.unread()
    return {
        group: [
            {"person": person, "about": pages.about(person, locale), "unread": unread.get(person.user, 0)}
            for person in members
        ]
        for group, members in grouped(people.values()).items()
    }


def spoken_now(stage: Stage, reader: PlaygroundPerson) -> str:
    """The playground's present in this person's words and zone."""
    return dates(reader.zone)(stage.clock.now(), reader.locale)


def _chat(stage: Stage, reader: PlaygroundPerson, people: pages.People, current: int, **filled: Any) -> str:
    return pages.page(
        "chat.html",
        reader.locale,
        person=reader,
        about=pages.about(reader, reader.locale),
        groups=listed_people(stage, people, reader.locale),
        direct=stage.workspace.open_direct(reader.user),
        since=stage.workspace.latest()[0],
        now=spoken_now(stage, reader),
        moves=MOVES,
        commands=_commands(reader),
        crowd=crowd(people),
        **conversation_list(stage, reader, people, current),
        **filled,
    )


def _name(room: Conversation, reader: PlaygroundPerson, people: pages.People) -> str:
    others = [people[user].name for user in room.users if user != reader.user and user in people]
    return ", ".join(others) or "Constellation"


def _starters(reader: PlaygroundPerson) -> list[str]:
    t = pages.words(reader.locale)
    (group,) = grouped([reader])
    return [t(f"starter.{group}.{place}") for place in ("first", "second")]


def _commands(reader: PlaygroundPerson) -> list[dict[str, str]]:
    """The commands that a person may type, as far as the core hears them."""
    t = pages.words(reader.locale)
    names = _OFFERED + (_OFFERED_TO_COORDINATORS if "coordinator" in reader.roles else ())
    offered = [{"word": t(f"command.{name}.word"), "what": t(f"command.{name}.what")} for name in names]
    return [command for command in offered if command["word"] in COMMANDS]
