"""Who somebody is, by Slack's own word; and who is turned away, kindly and without a trace."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.people import is_member
from bot.mentoring.people import Person, Role
from tests.adapters.slack.served import Served, World
from tests.adapters.slack.traces import everything
from tests.journeys.scenes import doctor, introduced
from tests.slack import kept, payloads

NEED = ("How do I negotiate my first staff contract?", "First contract")
REFUSED = "Constellation is for members of this workspace."
EN_FRANCAIS = "Constellation s’adresse aux membres de cet espace de travail."

AWAY: dict[str, dict[str, Any]] = {
    "a guest of one channel": {"is_ultra_restricted": True, "is_restricted": True},
    "a guest of some channels": {"is_restricted": True},
    "somebody of a connected workspace": {"is_stranger": True},
}


def _person(served: Served, user: str) -> Person:
    def found(work: Any) -> Any:
        account = work.accounts.first(user=user)
        return account and work.people.get(account.person_id)

    person: Person = served.work(found)
    return person


def _told(served: Served, user: str) -> list[str]:
    return [shown.text for shown in served.fingers.eyes.messages(user) if shown.by != user]


HERE = {"id": "U1", "team_id": "T1"}
WITHIN = {"enterprise_user": {"enterprise_id": "E1", "teams": ["T1", "T2"]}}


@pytest.mark.parametrize(
    ("told", "tenant", "is_theirs"),
    [
        (HERE, "T1", True),
        (HERE, "T2", False),
        (HERE, "", False),
        ({"id": "U1"}, "T1", False),
        ({"id": "U1", "team_id": None}, "T1", False),
        ({**HERE, "enterprise_user": "x"}, "T1", True),
        ({**HERE, "enterprise_user": {"teams": "T2"}}, "T2", False),
        ({"id": "U1", "team_id": "T2", **WITHIN}, "T1", True),
        ({"id": "U1", "team_id": "T2", **WITHIN}, "E1", True),
        ({"id": "U1", "team_id": "T2", **WITHIN}, "T3", False),
        ({"id": "U1", "team_id": "T2", **WITHIN}, "E2", False),
        ({**HERE, "deleted": True}, "T1", False),
        ({**HERE, "is_bot": True}, "T1", False),
        ({**HERE, "is_app_user": True}, "T1", False),
        ({**HERE, "id": "USLACKBOT"}, "T1", False),
        ({**HERE, "is_stranger": True}, "T1", False),
        ({**HERE, "is_restricted": True}, "T1", False),
        ({**HERE, "is_ultra_restricted": True}, "T1", False),
    ],
)
def test_a_member_is_a_whole_person_of_this_workspace_or_organisation(
    told: dict[str, Any], tenant: str, is_theirs: bool
) -> None:
    assert is_member(told, tenant) is is_theirs


async def test_name_zone_language_and_address_come_from_slack(served: Served) -> None:
    maude = served.double.slack.person(
        served.team, "Maude Tremblay", "Maude@Uni.ca", locale="fr-CA", tz="America/Halifax"
    )
    await served.fingers.opens_messages(maude.id)
    person = _person(served, maude.id)
    assert (person.name, person.email) == ("Maude Tremblay", "maude@uni.ca")
    assert (person.locale, person.zone) == ("fr", "America/Halifax")


async def test_whoever_is_on_the_roster_is_known_by_their_address(served: Served) -> None:
    lea = served.work(lambda work: work.people.add(Person(0, "Léa Roy", "lea@uni.ca", (Role.FACULTY,))))
    user = served.double.slack.person(served.team, "L. Roy", "Lea@uni.ca")
    await served.fingers.opens_messages(user.id)
    assert _person(served, user.id).id == lea.id


@pytest.mark.parametrize(("confirmed", "is_matched"), [(True, True), (None, True), (False, False)])
async def test_an_address_that_nobody_confirmed_is_nobody_s(
    served: Served, confirmed: bool | None, is_matched: bool
) -> None:
    lea = served.work(lambda work: work.people.add(Person(0, "Léa Roy", "lea@uni.ca", (Role.FACULTY,))))
    user = served.double.slack.person(served.team, "Not Léa", "lea@uni.ca", email_confirmed=confirmed)
    await served.fingers.opens_messages(user.id)
    person = _person(served, user.id)
    assert (person.id == lea.id) is is_matched
    assert person.email == ("lea@uni.ca" if is_matched else "")


async def test_whose_account_is_closed_has_left_and_what_was_open_closes_gently(served: Served) -> None:
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    await served.fingers.changes(lea.user, deleted=True)
    await served.carries()
    assert not _person(served, lea.user).is_here
    states = served.work(lambda work: [one.state for one in work.mentorships.where()])
    assert states == ["ended"]
    assert any("Roy" in text for text in _told(served, amira.user)[-2:])
    posted = served.double.asked["chat.postMessage", "ok"]
    await served.passes(timedelta(days=40))
    assert served.double.asked["conversations.open", "user_disabled"] == 0
    assert served.double.asked["chat.postMessage", "ok"] >= posted


async def test_whoever_comes_back_is_greeted_again(served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await served.fingers.changes(amira.user, deleted=True)
    await served.fingers.changes(amira.user, deleted=False)
    await served.fingers.opens_messages(amira.user)
    await served.carries()
    assert "Hi Amira" in _told(served, amira.user)[-1]


async def test_a_change_of_somebody_s_entry_is_believed_at_once(served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await served.fingers.changes(amira.user, is_restricted=True)
    await served.fingers.says(amira.user, "help")
    await served.carries()
    assert REFUSED in _told(served, amira.user)[-1]


async def test_somebody_s_departure_from_elsewhere_is_no_news(there: World, served: Served) -> None:
    stranger = served.double.slack.person(served.team, "Zed Unknown")
    before = everything(there.folder)
    await served.fingers.changes(stranger.id, deleted=True)
    after = everything(there.folder)
    assert {name for name in after if after[name] != before[name]} == {"turns"}


@pytest.fixture(params=AWAY, ids=[name.replace(" ", "-") for name in AWAY])
def away(request: pytest.FixtureRequest, served: Served) -> kept.Person:
    """Somebody who is in this Slack and is no member of the workspace."""
    made = served.double.slack.person(served.team, "Zed Visitor", "zed@example.org", **AWAY[request.param])
    if made.is_stranger:
        made.team = served.double.slack.team("Elsewhere").id
    return made


async def _says(served: Served, who: str) -> Any:
    return await served.fingers.says(who, "I would like a mentor")


async def _types(served: Served, who: str) -> Any:
    room = served.double.slack.channel(served.team, "general", who)
    return await served.fingers.types(who, "/mentor help", room.id)


async def _opens(served: Served, who: str) -> Any:
    return await served.fingers.opens_messages(who)


async def _asks(served: Served, who: str) -> Any:
    return await served.fingers.shortcut(who, "need")


@pytest.mark.parametrize("does", [_says, _types, _opens, _asks])
async def test_whoever_is_no_member_is_told_so_in_both_languages_and_leaves_no_trace(
    there: World, served: Served, away: kept.Person, does: Callable[[Served, str], Awaitable[Any]]
) -> None:
    before = everything(there.folder)
    ack = await does(served, away.id)
    await served.carries()
    assert ack.good
    assert REFUSED in _told(served, away.id)[-1]
    assert EN_FRANCAIS in _told(served, away.id)[-1]
    assert everything(there.folder) == before
    assert not served.fingers.troubles


async def test_on_the_page_of_whoever_is_no_member_stands_why(
    there: World, served: Served, away: kept.Person
) -> None:
    before = everything(there.folder)
    await served.fingers.opens_home(away.id)
    page = served.fingers.eyes.home(away.id, served.fingers.app)
    assert page
    assert REFUSED in page.text
    assert EN_FRANCAIS in page.text
    assert everything(there.folder) == before


async def test_whoever_only_looks_in_is_told_once(served: Served, away: kept.Person) -> None:
    for _ in range(5):
        await served.fingers.opens_messages(away.id)
    assert len(_told(served, away.id)) == 1


async def test_a_team_that_slack_does_not_confirm_is_not_believed(there: World, served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    room = served.fingers.im(amira.user)
    message = served.double.slack.post(room, amira.user, "hello")
    person = served.double.slack.people[amira.user]
    told = payloads.said(message, person, room)
    before = everything(there.folder)
    for team in ("T0ELSEWHERE", "E0ELSEWHERE", "x"):
        await served.fingers.tells(here, "message.im", {**told, "team": team})
    assert everything(there.folder) == before
    assert _told(served, amira.user)[-3:] == [_told(served, amira.user)[-1]] * 3
    assert REFUSED in _told(served, amira.user)[-1]


async def test_a_member_of_two_workspaces_of_an_organisation_is_a_member_of_either(there: World) -> None:
    north, south = (there.team(name, "E0ALBERTA") for name in ("North Medicine", "South Medicine"))
    async with there.many() as many:
        await many.installs(many.double.slack.person(north, "Noor Aziz"))
        amira = many.double.slack.person(north, "Amira Haddad")
        here = many.double.slack.installed(many.fingers.app, north.id)
        room = many.fingers.im(amira.id)
        message = many.double.slack.post(room, amira.id, "hello")
        told = {**payloads.said(message, amira, room), "team": south.id}
        await many.fingers.tells(here, "message.im", told)
        assert REFUSED in _told(many, amira.id)[-1]
        many.front._people._known._kept.clear()
        many.double.slack.people[amira.id] = _also_in(amira, south)
        await many.fingers.tells(here, "message.im", told)
        await many.carries()
        assert "Hi Amira" in _told(many, amira.id)[-1]


async def test_who_is_of_no_team_at_all_is_no_member(there: World, served: Served) -> None:
    nobody = served.double.slack.person(served.team, "Zed Nobody")
    nobody.is_stranger, nobody.team = True, ""
    before = everything(there.folder)
    await served.fingers.delivery.send("interactive", _shortcut_of(served, nobody))
    assert everything(there.folder) == before


async def test_another_bot_s_words_and_our_own_are_not_heard(there: World, served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    bot = served.double.slack.person(served.team, "Reminder", is_bot=True)
    before = everything(there.folder)
    assert await served.fingers.echoes() >= 2
    room = served.fingers.im(amira.user)
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    for more in ({"bot_id": "B0OTHER"}, {"subtype": "bot_message", "bot_id": "B0OTHER"}):
        message = served.double.slack.post(room, bot.id, "I need a mentor")
        await served.fingers.tells(here, "message.im", {**payloads.said(message, bot, room), **more})
    assert everything(there.folder) == before


async def test_slack_that_does_not_say_who_it_is_leaves_the_turn_for_later(served: Served) -> None:
    person = served.double.slack.person(served.team, "Amira Haddad")
    served.double.faults.order("users.info", "503", times=2)
    ack = await served.fingers.opens_messages(person.id)
    assert ack
    assert ack.status == 503
    served.time.at += timedelta(minutes=1)
    await served.fingers.delivery.later()
    await served.carries()
    assert "Hi Amira" in _told(served, person.id)[-1]


def _also_in(person: kept.Person, team: kept.Team) -> kept.Person:
    return replace(person, also_in=(team.id,))


def _shortcut_of(served: Served, person: kept.Person) -> dict[str, Any]:
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    made = payloads.shortcut(served.double.slack, here, person, "need", trigger_id="1.2.3")
    del made["user"]["team_id"]
    return made
