"""A group chat with the app in it: what somebody wants of it there is answered to them alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.teams.served import Served, World
from tests.adapters.teams.test_people import settled
from tests.journeys.chat import Someone
from tests.journeys.scenes import doctor, introduced
from tests.teams import activities, screen
from tests.teams.tenancy import Conversation, Person

__all__ = ["settled"]

MENTION = "<at>Constellation</at>"
ALONE = "I talk with each person alone."
NEED = ("How do I negotiate my first staff contract?", "First contract")


async def group(served: Served, *names: str) -> tuple[Conversation, list[Person]]:
    """A group chat of people who have joined, with the app in it."""
    people = [served.people[(await served.chat.joins(name)).user] for name in names]
    room = await served.fingers.begin_group(*people)
    await served.carries()
    return room, people


async def test_nobody_is_greeted_where_several_are(served: Served) -> None:
    people = [served.arrive(name) for name in ("Amira Haddad", "Sol Roy")]
    for person in people:
        await served.fingers.install(person)
    before = [await served.told(person) for person in people]
    room = await served.fingers.begin_group(*people)
    assert [await served.told(person) for person in people] == before
    assert room.posts == []


async def test_what_is_asked_for_in_a_group_is_answered_in_a_conversation_of_their_own(
    served: Served,
) -> None:
    room, (amira, sol) = await group(served, "Amira Haddad", "Sol Roy")
    before, of_sol = len(await served.told(amira)), await served.told(sol)
    for text in ("help", "/mentor home", "/privacy", "How do I negotiate my first contract?"):
        said = activities.said(served.activity(amira, room), f"{MENTION} {text}")
        assert (await served.delivers(said)).status == 200
    assert len(await served.told(amira)) == before + 4
    assert room.posts == []
    assert await served.told(sol) == of_sol


async def test_whoever_is_met_in_a_group_first_is_written_to_alone_ever_after(served: Served) -> None:
    room, (_amira,) = await group(served, "Amira Haddad")
    sol = served.arrive("Sol Roy")
    room.members.append(sol.user)
    served.teams.connector.installed.add(sol.user)  # an administrator gave everybody the app
    for _ in range(2):
        await served.delivers(activities.said(served.activity(sol, room), f"{MENTION} hello"))
    assert room.posts == []
    assert len(await served.told(sol)) == 2
    calls = [call for call, _ in served.teams.connector.seen]
    assert calls.count("create") == 1
    account = served.work(lambda work: work.accounts.first(user=sol.user))
    assert served.teams.tenancy.personal(sol).id in account.route


async def test_who_has_not_added_the_app_is_told_how_and_leaves_no_trace(served: Served) -> None:
    room, (_amira,) = await group(served, "Amira Haddad")
    sol = served.arrive("Sol Roy")
    room.members.append(sol.user)
    said = activities.said(served.activity(sol, room), f"{MENTION} my private matter")
    assert (await served.delivers(said)).status == 200
    [post] = room.posts
    words = served.words(sol, post)
    assert ALONE in words
    assert "Ajoutez-moi" in words
    assert "private" not in words
    assert served.member(sol.user) is None
    served.teams.connector.installed.add(sol.user)
    await served.delivers(said | {"id": "2"})
    assert len(room.posts) == 1
    assert served.member(sol.user)


@pytest.fixture
async def joint(there: World) -> Any:
    """A tenant that lets the app bring two people into one conversation."""
    there.teams.connector.groups = True
    async with there.serving(groups=True) as served:
        yield served


async def two(served: Served) -> tuple[Someone, Someone, Conversation]:
    """Two who were introduced, and the conversation that they share."""
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    [room] = [one for one in served.teams.tenancy.conversations.values() if one.kind == "groupChat"]
    return amira, lea, room


async def test_where_the_tenant_lets_it_two_are_brought_into_one_conversation(joint: Served) -> None:
    amira, lea, room = await two(joint)
    assert set(room.members) == {amira.user, lea.user}
    hello = await amira.sees("Amira, Dr. Roy: you both said yes to talking about First contract.")
    assert await lea.sees("Amira, Dr. Roy: you both said yes") == hello
    await lea.presses("Propose a time")
    await lea.fills(day="2026-09-22", time="4:00 p.m.")
    await amira.presses("That works")
    await lea.sees("That works for Amira too")
    assert len([one for one in joint.teams.tenancy.conversations.values() if one.kind == "groupChat"]) == 1


async def test_what_somebody_else_presses_there_is_answered_to_them_alone(joint: Served) -> None:
    amira, _lea, room = await two(joint)
    karim = joint.people[(await joint.chat.joins("Karim Benali")).user]
    room.members.append(karim.user)
    before, shown = len(room.posts), len(await joint.told(karim))
    [post] = room.posts
    for label in ("Propose a time", "We’ve met", "Our agreement"):
        answer = await joint.fingers.press(karim, post, label)
        assert (answer.refused, answer.dialog) == (0, None)
        assert answer.message == "I’ve answered in our conversation."
    assert len(room.posts) == before
    told = (await joint.told(karim))[shown:]
    mine = [words for words in told if "no longer open" in words]
    assert len(mine) == 3
    assert joint.work(lambda work: work.meetings.where()) == []
    await amira.never_saw("no longer open")


async def test_an_old_client_fills_in_a_form_of_the_group_by_itself(joint: Served) -> None:
    amira, _lea, room = await two(joint)
    person = joint.people[amira.user]
    [post] = room.posts
    card = joint.teams.card(person, post)
    data = {"token": screen.action(card, "We’ve met")["data"]["token"]}
    before = len(joint.teams.tenancy.personal(person).posts)
    await joint.delivers(activities.submitted(joint.activity(person, room), data, post.id))
    assert len(room.posts) == 1
    [form] = joint.teams.tenancy.personal(person).posts[before:]
    assert screen.inputs(joint.teams.card(person, form))


async def test_a_conversation_of_two_is_the_same_after_a_restart(there: World) -> None:
    there.teams.connector.groups = True
    async with there.serving(groups=True) as served:
        await two(served)
    async with there.serving(groups=True) as served:
        amira, lea = (
            Someone(served, next(one.user for one in served.people.values() if one.name == name), name)
            for name in ("Amira Haddad", "Léa Roy")
        )
        await amira.presses("Propose a time")
        await amira.fills(day="2026-09-22", time="4:00 p.m.")
        await lea.sees("proposes Tuesday 22 September")
        rooms = [one for one in there.teams.tenancy.conversations.values() if one.kind == "groupChat"]
        assert len(rooms) == 1
