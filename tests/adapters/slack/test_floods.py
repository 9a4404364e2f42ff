"""More than people do, by one of them or by all: told to come later, and soon let in again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.slack.grants import Grant
from tests.adapters.slack.served import Served, World
from tests.adapters.slack.traces import everything

FIVE = {"person": (5, 1_000)}


async def _types(served: Served, user: str, times: int) -> list[int]:
    room = served.double.slack.channel(served.team, "general", user)
    typing = (served.fingers.types(user, "/mentor help", room.id) for _ in range(times))
    return sorted([ack.status for ack in await asyncio.gather(*typing)])


async def test_one_who_does_more_than_people_do_is_told_to_come_later(there: World) -> None:
    async with there.one(speeds=FIVE) as served:
        amira, omar = (
            served.double.slack.person(served.team, name) for name in ("Amira Haddad", "Omar Said")
        )
        assert await _types(served, amira.id, 8) == [200] * 5 + [429] * 3
        before = everything(there.folder)
        assert await _types(served, amira.id, 100) == [429] * 100
        assert everything(there.folder) == before
        assert await _types(served, omar.id, 5) == [200] * 5


async def test_as_it_is_served_nobody_s_fingers_are_too_quick_and_a_program_s_are(served: Served) -> None:
    amira = served.double.slack.person(served.team, "Amira Haddad")
    assert await _types(served, amira.id, 20) == [200] * 20
    assert 429 in await _types(served, amira.id, 100)


async def test_whoever_waits_a_moment_is_let_in_again(there: World) -> None:
    async with there.one(speeds={"person": (5, 1)}) as served:
        amira = served.double.slack.person(served.team, "Amira Haddad")
        assert 429 in await _types(served, amira.id, 50)
        await asyncio.sleep(0.5)
        assert await _types(served, amira.id, 1) == [200]


@pytest.mark.slow
async def test_what_was_too_much_comes_again_and_has_its_effect_then(there: World) -> None:
    async with there.one(speeds={"person": (2, 3)}) as served:
        person = served.double.slack.person(served.team, "Amira Haddad")
        for _ in range(2):
            await served.fingers.opens_home(person.id)
        ack = await served.fingers.says(person.id, "hello")
        assert ack
        assert ack.status == 429
        await asyncio.sleep(1.6)
        served.time.at += timedelta(minutes=1)
        assert await served.fingers.delivery.later() == 1
        await served.carries()
        (answer,) = [one for one in served.fingers.eyes.messages(person.id) if one.by != person.id]
        assert "Hi Amira" in answer.text


async def test_a_whole_workspace_that_does_too_much_is_told_so_and_no_other(there: World) -> None:
    tight = {"tenant": (5, 10)}
    async with there.serving(there.team(), speeds=tight, **there.opens_many) as served:
        slack = served.double.slack
        other = slack.team("Coast Surgery")
        for team in (served.team, other):
            _, token = there.installed(team)
            await served.front._installations.admit(team.id, team.name, Grant(token))
        crowd = [slack.person(served.team, f"Person {number}") for number in range(8)]
        statuses = [(await served.fingers.opens_messages(one.id)).status for one in crowd]
        assert statuses.count(429) == 3
        lee = slack.person(other, "Lee Chen")
        ack = await served.fingers.opens_messages(lee.id)
        assert ack
        assert ack.status == 200


async def test_those_who_are_turned_away_are_counted_too(there: World) -> None:
    async with there.one(speeds=FIVE) as served:
        guest = served.double.slack.person(served.team, "Zed Visitor", is_restricted=True)
        assert await _types(served, guest.id, 8) == [200] * 5 + [429] * 3
