"""Who adds the app is greeted once; who removes it has left, and may come again."""

from __future__ import annotations

import asyncio

import pytest

from tests.adapters.teams.served import Served
from tests.journeys.scenes import doctor, introduced
from tests.teams import activities
from tests.teams.tenancy import Person

NEED = ("How do I negotiate my first staff contract?", "First contract")


async def greetings(served: Served, person: Person, name: str = "Amira") -> int:
    return sum(f"Hi {name}" in words for words in await served.told(person))


async def test_whoever_adds_the_app_is_greeted_once_though_teams_tells_it_twice(served: Served) -> None:
    amira = served.arrive()
    await served.fingers.install(amira)
    assert await greetings(served, amira) == 1


async def test_once_too_where_teams_tells_it_twice_at_the_same_moment(served: Served) -> None:
    amira = served.arrive()
    served.teams.connector.installed.add(amira.user)
    told = [
        activities.members_added(served.activity(amira, kind="conversationUpdate")),
        activities.installed(served.activity(amira, kind="installationUpdate")),
    ]
    answers = await asyncio.gather(*map(served.fingers.deliver, told))
    assert [one.status for one in answers] == [200, 200]
    assert await greetings(served, amira) == 1


@pytest.mark.parametrize("first", ["conversationUpdate", "installationUpdate"])
async def test_either_of_the_two_is_enough(served: Served, first: str) -> None:
    amira = served.arrive()
    made = activities.members_added if first == "conversationUpdate" else activities.installed
    await served.delivers(made(served.activity(amira, kind=first)))
    assert await greetings(served, amira) == 1


async def test_when_somebody_else_comes_into_a_conversation_nobody_is_greeted(served: Served) -> None:
    amira = served.arrive()
    common = served.activity(amira, kind="conversationUpdate", membersAdded=[{"id": amira.user}])
    assert (await served.delivers(common)).status == 200
    assert await served.told(amira) == []
    assert served.member(amira.user) is None


async def test_whoever_removes_the_app_has_left_and_what_was_open_closes_gently(served: Served) -> None:
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    assert (await served.fingers.leave(served.people[lea.user])).status == 200
    await served.carries()
    member = served.member(lea.user)
    assert member
    assert not member.is_here
    assert served.work(lambda work: [one.state for one in work.mentorships.where()]) == ["ended"]
    await amira.sees("Roy")


async def test_whoever_comes_again_is_greeted_again(served: Served) -> None:
    amira = served.arrive()
    await served.fingers.install(amira)
    await served.fingers.leave(amira)
    await served.fingers.install(amira)
    assert await greetings(served, amira) == 2


async def test_an_app_that_is_renewed_was_removed_by_nobody(served: Served) -> None:
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    before = await served.told(served.people[lea.user])
    for action in ("remove-upgrade", "add-upgrade"):
        renewed = activities.installed(served.activity(served.people[lea.user], kind="installationUpdate"))
        await served.delivers({**renewed, "action": action})
    assert served.work(lambda work: [one.state for one in work.mentorships.where()]) == ["exploring"]
    assert await served.told(served.people[lea.user]) == before


async def test_who_was_never_there_leaves_no_trace_by_leaving(served: Served) -> None:
    await served.chat.arrives("Somebody Else")
    amira = served.arrive()
    await served.fingers.leave(amira)
    assert served.member(amira.user) is None
