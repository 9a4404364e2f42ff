"""Who somebody is, by Teams' own word; and who is turned away, kindly and without a trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.mentoring.people import Person, Role
from tests.adapters.slack.traces import everything
from tests.adapters.teams.served import Served, World
from tests.teams import activities
from tests.teams.faults import Fault, answers
from tests.teams.tenancy import Person as Colleague

REFUSED = "Constellation is for members of this organization."
EN_FRANCAIS = "Constellation s’adresse aux membres de cette organisation."
AWAY: dict[str, dict[str, Any]] = {
    "a guest": {"role": "guest"},
    "somebody of another tenant": {"tenant": "99999999-86f1-41af-91ab-2d7cd011db47"},
    "nobody with a name": {"role": "anonymous"},
    "a kind of member that is new": {"role": "visitor"},
}


async def test_name_zone_language_and_address_come_from_teams(served: Served) -> None:
    maude = served.arrive("Maude Tremblay", locale="fr-CA", email="Maude@Uni.ca")
    maude.zone = "America/Halifax"
    await served.fingers.install(maude)
    person = served.member(maude.user)
    assert person
    assert (person.name, person.email) == ("Maude Tremblay", "maude@uni.ca")
    assert (person.locale, person.zone) == ("fr", "America/Halifax")
    [greeting] = await served.told(maude)
    assert "Bonjour Maude" in greeting


async def test_whoever_is_on_the_roster_is_known_by_their_address(served: Served) -> None:
    await served.chat.arrives("Somebody Else")
    lea = served.work(lambda work: work.people.add(Person(0, "Léa Roy", "lea@uni.ca", (Role.FACULTY,))))
    colleague = served.arrive("L. Roy", email="Lea@uni.ca")
    await served.fingers.install(colleague)
    person = served.member(colleague.user)
    assert person
    assert person.id == lea.id


@pytest.fixture
async def settled(served: Served) -> Served:
    """A tenant where somebody has joined already."""
    await served.chat.joins("Sol Roy")
    return served


async def in_a_group(served: Served, who: Colleague) -> Any:
    """A conversation of Sol, who began it, and somebody else."""
    sol = next(one for one in served.people.values() if one.name == "Sol Roy")
    return await served.fingers.begin_group(sol, who)


@pytest.mark.parametrize("away", AWAY)
async def test_who_is_no_member_is_told_so_and_leaves_no_trace(
    settled: Served, there: World, away: str
) -> None:
    who = settled.arrive("Gus Guest", **AWAY[away])
    room = await in_a_group(settled, who)
    before = everything(there.folder)
    settled.time.at += timedelta(seconds=1)
    delivered = await settled.delivers(
        activities.said(settled.activity(who, room), "my private matter about a first contract")
    )
    assert delivered.status == 200
    [post] = room.posts
    assert REFUSED in settled.words(who, post)
    assert EN_FRANCAIS in settled.words(who, post)
    assert everything(there.folder) == before


@pytest.mark.parametrize("away", ["a guest", "nobody with a name"])
async def test_also_in_a_conversation_of_their_own(settled: Served, there: World, away: str) -> None:
    who = settled.arrive("Gus Guest", **AWAY[away])
    before = everything(there.folder)
    await settled.fingers.install(who)
    await settled.fingers.say(who, "my private matter")
    told = await settled.told(who)
    assert all(REFUSED in one for one in told)
    assert everything(there.folder) == before


@pytest.mark.parametrize("way", ["execute", "fetch", "submit", "old"])
async def test_whichever_way_they_press(settled: Served, there: World, way: str) -> None:
    who = settled.arrive("Gus Guest", role="guest")
    before = everything(there.folder)
    common = settled.activity(who)
    data = {"token": "somebody-s-token.1"}
    made = {
        "execute": activities.executed(
            common, {"type": "Action.Execute", "verb": "press", "data": data}, "1"
        ),
        "fetch": activities.fetched(common, data, "1"),
        "submit": activities.sent(common, data),
        "old": activities.submitted(common, data, "1"),
    }
    delivered = await settled.delivers(made[way], once=True)
    told = [settled.words(who, post) for post in settled.teams.seen(who)]
    said = told[0] if way == "old" else str(delivered.body)
    assert delivered.status == 200
    assert REFUSED in said
    assert everything(there.folder) == before


async def test_a_tenant_that_may_not_come_in_does_not(settled: Served, there: World) -> None:
    who = settled.arrive("Sam Stranger", tenant="99999999-86f1-41af-91ab-2d7cd011db47")
    before = everything(there.folder)
    delivered = await settled.delivers(activities.said(settled.activity(who), "hello"))
    assert (delivered.status, delivered.times) == (401, 1)
    assert everything(there.folder) == before


@pytest.mark.parametrize("fault", [answers(503), answers(412), answers(429, "TooManyRequests", "3")])
async def test_where_teams_does_not_say_who_it_is_nothing_is_decided_and_it_comes_again(
    settled: Served, fault: Fault
) -> None:
    amira = settled.arrive()
    settled.teams.connector.faults.order("members", fault)
    delivered = await settled.delivers(activities.said(settled.activity(amira), "hello"))
    assert (delivered.status, delivered.times) == (200, 2)
    assert len(await settled.told(amira)) == 1


async def test_while_teams_does_not_answer_it_is_told_that_nothing_was_heard(settled: Served) -> None:
    amira = settled.arrive()
    settled.teams.connector.faults.order("members", *[answers(503)] * 3)
    delivered = await settled.delivers(activities.said(settled.activity(amira), "hello"))
    assert (delivered.status, delivered.times) == (503, 3)
    assert settled.member(amira.user) is None


async def test_who_was_not_in_the_directory_yet_is_asked_about_again(settled: Served) -> None:
    amira = settled.arrive()
    settled.teams.connector.faults.order("members", answers(404, "MemberNotFoundInConversation"))
    await settled.fingers.say(amira, "hello")
    [refused] = await settled.told(amira)
    assert REFUSED in refused
    await settled.fingers.say(amira, "hello")
    assert settled.member(amira.user)


async def test_who_becomes_a_member_comes_in_within_a_quarter_of_an_hour(settled: Served) -> None:
    gus = settled.arrive("Gus Guest", role="guest")
    await settled.fingers.say(gus, "hello")
    gus.role = "user"
    settled.time.at += timedelta(minutes=16)
    await settled.fingers.say(gus, "hello")
    assert settled.member(gus.user)


async def test_teams_is_not_asked_at_each_word(settled: Served) -> None:
    amira = settled.arrive()
    for _ in range(5):
        await settled.fingers.say(amira, "hello")
    asked = [call for call, _ in settled.teams.connector.seen if call == "members"]
    assert len(asked) == 2  # about Sol, and about Amira
