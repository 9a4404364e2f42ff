"""No word that anybody typed is in any log at DEBUG, whatever goes wrong, by either way in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.turns import Turn
from tests.adapters.slack.overheard import Overheard, overheard
from tests.adapters.slack.served import Served, World
from tests.slack.faults import UNHEARD

CANARY = "coq-rouge"


@pytest.fixture
def heard() -> Iterator[Overheard]:
    """What is logged, from before anything of ours is made: a logger keeps the level that it began with."""
    with overheard() as one:
        yield one


@pytest.fixture(params=["http", "socket"])
async def either(request: pytest.FixtureRequest, heard: Overheard, there: World) -> AsyncIterator[Served]:
    token = there.double.slack.app_token(there.app).value if request.param == "socket" else ""
    async with there.one(app_token=token) as one:
        one.fingers.delivery.patience = 0.5
        yield one


async def _a_life_in_words(served: Served, going_wrong: float = 0, seed: int = 1) -> None:
    """Everything that takes words, with a canary in each; after the greeting a share of all calls fails."""
    who = served.double.slack.person(served.team, f"{CANARY}-0 Haddad", f"{CANARY}-1@uni.ca").id
    fingers, app = served.fingers, served.fingers.app
    await fingers.opens_messages(who)
    await served.carries()
    greeting = fingers.eyes.messages(who)[0]
    served.double.faults.often(going_wrong, seed, kinds=UNHEARD)
    start = next(one for one in greeting.buttons if one.label == "Start")
    await fingers.presses(who, greeting.ref, start)
    if fingers.eyes.modal(who, app):
        named = {one.name for one in fingers.eyes.modal(who, app).fields}  # type: ignore[union-attr]
        words = {name: f"{CANARY}-2" for name in ("name",) if name in named}
        await fingers.submits(who, {"brings": "mentee", "agree": ("keep", "checkins", "figures"), **words})
    await served.carries()
    await fingers.says(who, f"{CANARY}-3: how do I negotiate my first contract?")
    await fingers.types(who, f"/mentor need {CANARY}-4")
    room = served.double.slack.channel(served.team, "general", who)
    await fingers.types(who, f"/mentor {CANARY}-5", room.id)
    await fingers.says(who, f"{CANARY}-6 my first contract", room.id)
    own = next(one for one in fingers.eyes.messages(who) if one.place == "channel" and one.by == who)
    await fingers.shortcut(who, "ask", own.ref)
    await served.carries()
    for _ in range(5):
        await served.passes(timedelta(minutes=2))


async def test_nothing_that_is_typed_is_logged(heard: Overheard, either: Served) -> None:
    await _a_life_in_words(either)
    assert heard.written
    assert CANARY not in heard.everything


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_that_is_typed_is_logged_while_things_go_wrong(
    heard: Overheard, either: Served, seed: int
) -> None:
    await _a_life_in_words(either, 0.3, seed)
    assert either.double.faults.happened
    assert CANARY not in heard.everything


async def test_a_turn_that_raises_says_where_and_not_what(heard: Overheard, served: Served) -> None:
    async def take(turn: Turn) -> None:
        raise ValueError(f"{CANARY}: {turn}")

    app = web.Application()
    served.front.attach(app, take)
    person = served.double.slack.person(served.team, f"{CANARY} Haddad")
    async with TestServer(app) as broken:
        served.fingers.delivery.url = str(broken.make_url("/slack/events"))
        ack = await served.fingers.says(person.id, CANARY)
    assert ack
    assert ack.status == 500
    assert "turn_raised" in heard.written
    assert "test_quiet.py" in heard.written
    assert CANARY not in heard.everything


async def test_what_nobody_listens_to_is_not_logged_either(heard: Overheard, either: Served) -> None:
    here = either.double.slack.installed(either.fingers.app, either.team.id)
    person = either.double.slack.person(either.team, "Amira Haddad")
    odd = {"type": CANARY, "user": person.id, "text": CANARY}
    await either.fingers.tells(here, "message.im", odd)
    await either.fingers.delivery.send("interactive", {"type": CANARY, "user": CANARY, "team": [CANARY]})
    assert CANARY not in heard.everything
