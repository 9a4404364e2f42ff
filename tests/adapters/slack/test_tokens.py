"""Tokens that are renewed before they end: once for everybody who waits, and never to anybody's loss."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.installations import HELD, Installations
from tests.adapters.slack.served import Served, World

REFRESH = "oauth.v2.access"
NEARLY = timedelta(hours=11, minutes=45)


@pytest.fixture
async def rotating(there: World) -> AsyncIterator[Served]:
    """A workspace that has just installed the app, whose tokens last for twelve hours."""
    async with there.many(rotates=True) as one:
        await one.installs(one.double.slack.person(one.team, "Noor Aziz"))
        one.double.asked.clear()
        yield one


def _mine(served: Served) -> Installations:
    found: Installations = served.front._installations
    return found


async def _another(there: World, served: Served) -> Installations:
    """What another process of ours would have, on the same store."""
    one = served.front
    return Installations(one._settings, one._installations._places, one._api, there.time)


async def _token(installations: Installations, served: Served) -> str:
    grant = await installations.grant(served.team.id)
    return grant.token if grant else ""


async def test_a_token_is_renewed_before_it_ends(rotating: Served) -> None:
    before = await _token(_mine(rotating), rotating)
    rotating.time.at += NEARLY
    after = await _token(_mine(rotating), rotating)
    assert after not in ("", before)
    rotating.time.at += timedelta(hours=1)
    amira = await rotating.chat.arrives("Amira Haddad")
    await amira.sees("Hi Amira")


async def test_a_hundred_who_ask_at_once_make_one_renewal(rotating: Served) -> None:
    rotating.time.at += NEARLY
    rotating.double.faults.order(REFRESH, "slow", seconds=0.05)
    tokens = await asyncio.gather(*(_token(_mine(rotating), rotating) for _ in range(100)))
    assert len(set(tokens)) == 1
    assert rotating.double.asked == {(REFRESH, "ok"): 1}


async def test_what_another_process_renewed_first_is_taken_from_the_store(
    there: World, rotating: Served
) -> None:
    other = await _another(there, rotating)
    rotating.time.at += NEARLY
    theirs = await _token(other, rotating)
    assert await _token(_mine(rotating), rotating) == theirs
    assert rotating.double.asked == {(REFRESH, "ok"): 1}


async def test_two_processes_that_renew_at_once_agree_in_the_end(there: World, rotating: Served) -> None:
    others = [_mine(rotating), *[await _another(there, rotating) for _ in range(4)]]
    rotating.time.at += NEARLY
    rotating.double.faults.order(REFRESH, "slow after", seconds=0.05)
    await asyncio.gather(*(_token(one, rotating) for one in others))
    rotating.time.at += HELD
    tokens = {await _token(one, rotating) for one in others}
    assert len(tokens) == 1
    assert rotating.double.slack.tokens[tokens.pop()].expires == rotating.time.at - HELD + timedelta(hours=12)
    place = await rotating.place()
    assert place
    assert place.gone_at is None


async def test_a_renewal_that_lost_a_race_leaves_what_the_winner_wrote(
    there: World, rotating: Served
) -> None:
    """Slack may give both a token; the store keeps the first."""
    slack, other = rotating.double.slack, await _another(there, rotating)
    rotating.time.at += NEARLY
    here = slack.installed(rotating.fingers.app, rotating.team.id)
    (spent,) = slack.refreshes
    rotating.double.faults.order(REFRESH, "slow after", seconds=0.2)
    slower = asyncio.create_task(_token(other, rotating))
    while spent in slack.refreshes:
        await asyncio.sleep(0.01)
    slack.refreshes[spent] = here
    faster = await _token(_mine(rotating), rotating)
    assert await slower == faster
    assert rotating.double.asked[REFRESH, "ok"] == 2


@pytest.mark.parametrize("fault", ["500", "dropped before", "garbage", "429"])
async def test_while_nobody_renews_it_the_old_token_serves_and_nobody_insists(
    rotating: Served, fault: Any
) -> None:
    before = await _token(_mine(rotating), rotating)
    rotating.time.at += NEARLY
    rotating.double.faults.order(REFRESH, fault)
    assert [await _token(_mine(rotating), rotating) for _ in range(20)] == [before] * 20
    assert sum(rotating.double.asked.values()) == 1
    place = await rotating.place()
    assert place
    assert place.gone_at is None


async def test_a_renewal_is_tried_again_after_a_while(rotating: Served) -> None:
    before = await _token(_mine(rotating), rotating)
    rotating.time.at += NEARLY
    rotating.double.faults.order(REFRESH, "500")
    await _token(_mine(rotating), rotating)
    rotating.time.at += HELD
    assert await _token(_mine(rotating), rotating) not in ("", before)


async def test_where_renewal_is_refused_to_the_end_the_app_is_taken_as_gone(rotating: Served) -> None:
    before = await _token(_mine(rotating), rotating)
    rotating.double.slack.refreshes.clear()
    rotating.time.at += NEARLY
    assert await _token(_mine(rotating), rotating) == before
    rotating.time.at += timedelta(minutes=15)
    assert await _token(_mine(rotating), rotating) == ""
    place = await rotating.place()
    assert place
    assert place.gone_at == rotating.time.at
    assert place.holds == ""


async def test_a_renewal_that_cannot_be_asked_for_after_the_end_waits(rotating: Served) -> None:
    rotating.time.at += timedelta(hours=13)
    rotating.double.faults.order(REFRESH, "503")
    assert [await _token(_mine(rotating), rotating) for _ in range(3)] == ["", "", ""]
    rotating.time.at += HELD
    assert await _token(_mine(rotating), rotating)


async def test_what_is_held_is_forgotten_when_it_changes(rotating: Served) -> None:
    assert await _token(_mine(rotating), rotating)
    await rotating.fingers.uninstalls(rotating.team.id)
    assert await _token(_mine(rotating), rotating) == ""
    await rotating.installs(rotating.double.slack.person(rotating.team, "Lee Chen"))
    newest = list(rotating.double.slack.tokens)[-1]
    assert await _token(_mine(rotating), rotating) == newest


async def test_what_is_held_spares_the_store(rotating: Served) -> None:
    found: list[str] = []
    places = _mine(rotating)._places

    class Counting:
        def find(self, platform: str, tenant: str) -> Any:
            found.append(tenant)
            return places.find(platform, tenant)

        admit, renew, part = places.admit, places.renew, places.part

    one = Installations(rotating.front._settings, Counting(), rotating.front._api, rotating.time)
    for _ in range(50):
        assert await _token(one, rotating)
    assert found == [rotating.team.id]
    rotating.time.at += HELD
    await _token(one, rotating)
    assert len(found) == 2
