"""Two who never use the same app: introduced, in touch, and parted, each where they are at home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.mentoring.people import Person, Role
from tests.journeys.across import Both, both
from tests.journeys.chat import Someone
from tests.journeys.conftest import MONDAY
from tests.journeys.scenes import doctor, introduced, met
from tests.teams import screen
from tests.teams.tenancy import TENANT

NEED = ("How do I negotiate my first staff contract?", "First contract")
PROJECT = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")
ROSTER = (
    Person(0, "Amira Haddad", "amira@uni.ca", (Role.RESIDENT,)),
    Person(0, "Léa Roy", "lea@uni.ca", (Role.FACULTY,), courtesy="dre"),
)


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Both]:
    async with both(tmp_path, MONDAY) as one:
        yield one


async def two(there: Both) -> tuple[Someone, Someone]:
    """A resident in Slack and a mentor in Teams, both on the roster, introduced."""
    there.work(lambda work: [work.people.add(person) for person in ROSTER])
    lea = await doctor(
        there.in_teams, "Léa Roy", email="Lea@uni.ca",
        offers=("career",), challenges=("career.first_contract",),
    )  # fmt: skip
    amira = await there.in_slack.joins("Amira Haddad", email="amira@uni.ca")
    await introduced(amira, lea, NEED, "I sign in May.")
    return amira, lea


def names_nobody_else(there: Both) -> None:
    """Neither app is told of the other."""
    assert "slack" not in there.sent_in_teams().casefold()
    assert "teams" not in there.sent_in_slack().casefold()
    assert "microsoft" not in there.sent_in_slack().casefold()


async def test_a_whole_mentorship_between_two_apps(there: Both) -> None:
    amira, lea = await two(there)
    assert there.work(there.known) == [("slack", "Amira Haddad"), ("teams", "Léa Roy")]
    hello = await amira.sees("Amira, Dr. Roy: you both said yes to talking about First contract.")
    assert "You can reach Dr. Roy at lea@uni.ca." in hello.text
    await amira.sees("Léa Roy said yes. I’ve introduced you.")
    await amira.never_saw("in a conversation of your own")
    hello = await lea.sees("Amira, Dr. Roy: you both said yes to talking about First contract.")
    assert "You can reach Amira at amira@uni.ca." in hello.text
    assert "I sign in May." in hello.text

    await lea.presses("Propose a time")
    await lea.fills(day="2026-09-22", time="4:00 p.m.", where="Room 2-114")
    proposed = await amira.sees("Dr. Roy proposes Tuesday 22 September, 4 p.m.", "Where: Room 2-114")
    [(name, invitation)] = proposed.files
    assert name.endswith(".ics")
    assert "lea@uni.ca" in invitation
    assert "https://teams.microsoft.com/l/meeting/new" in link(there, lea)
    assert "amira%40uni.ca" in link(there, lea)
    await amira.presses("That works")
    await lea.sees("That works for Amira too: Tuesday 22 September, 4 p.m.")

    await there.in_slack.later(days=8, hours=8)
    await met(amira)
    for someone in (amira, lea):
        await someone.sees("Noted: you met on Tuesday 22 September.")
    await lea.presses("Our agreement")
    await lea.fills(rhythm="Every two weeks", contact="by e-mail")
    await amira.sees("Our agreement", "Every two weeks", "by e-mail")

    await there.in_teams.later(days=45)
    await amira.sees("weeks with Dr. Roy", "only you see them")
    await lea.sees("weeks with Amira", "only you see them")
    await lea.presses("Keep going")
    await amira.never_saw("keep going.")
    await amira.presses("Move on")
    await amira.fills(thanks="your blunt read of my draft contract")
    await amira.presses("Send in 10 minutes")
    await there.in_slack.later(minutes=15)
    await lea.sees("A note from Amira Haddad", "your blunt read of my draft contract")
    await lea.presses("Write back once")
    await lea.fills(words="It was a pleasure.")
    await amira.sees("It was a pleasure.")
    names_nobody_else(there)


def link(there: Both, lea: Someone) -> str:
    """Where the newest link in Teams leads."""
    person, teams = there.teams.people[lea.user], there.teams.teams
    cards = [teams.card(person, post) for post in reversed(teams.seen(person))]
    return next(str(one["url"]) for card in cards for one in screen.actions(card) if "url" in one)


async def test_deux_personnes_qui_ne_partagent_aucune_application(there: Both) -> None:
    karim = await doctor(
        there.in_slack, "Karim Benali", courtesy="dr", locale="fr", email="karim@uni.ca",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    maude = await there.in_teams.joins("Maude Tremblay", locale="fr", email="maude@uni.ca")
    await introduced(maude, karim, PROJECT, "Savoir si je continue.", locale="fr")
    hello = await maude.sees("Maude", "vous avez dit oui à un échange")
    assert "Vous pouvez joindre le Dr Benali à l’adresse karim@uni.ca." in hello.text.replace("\u00a0", " ")
    hello = await karim.sees("Maude", "vous avez dit oui à un échange")
    assert "Vous pouvez joindre Maude à l’adresse maude@uni.ca." in hello.text.replace("\u00a0", " ")
    await maude.presses("Proposer un moment")
    await maude.fills(day="2026-09-17", time="16 h 30")
    proposed = await karim.sees("propose ce moment", "jeudi 17 septembre, 16 h 30")
    assert proposed.files
    names_nobody_else(there)


async def test_who_has_no_address_is_reached_through_the_app(there: Both) -> None:
    amira, lea = await two(there)

    def without(work):
        for person in work.people.where():
            work.people.save(replace(person, email=""))

    there.work(without)
    sol = await there.in_slack.joins("Sol Martin", email="sol@uni.ca")
    there.work(without)
    await introduced(sol, lea, NEED, "I sign in June.")
    hello = await sol.sees("Sol, Dr. Roy: you both said yes")
    assert "You and Dr. Roy each have your own conversation with me" in hello.text
    assert "@" not in hello.text
    assert amira


async def joins_in_teams_too(there: Both, someone: Someone, email: str) -> Someone:
    """The same person, at home in Teams as well."""
    user = await there.teams.join(someone.name, "en", email)
    return Someone(there.teams, user, someone.name)


async def test_one_person_may_use_both_is_one_person_and_is_written_to_where_they_were_last(
    there: Both,
) -> None:
    amira, lea = await two(there)
    too = await joins_in_teams_too(there, amira, "amira@uni.ca")
    await too.sees("Good to see you.", "Dr. Léa Roy")
    assert there.work(there.known) == [
        ("slack", "Amira Haddad"),
        ("teams", "Amira Haddad"),
        ("teams", "Léa Roy"),
    ]
    assert len(there.work(lambda work: work.people.where())) == 2
    await lea.presses("Propose a time")
    await lea.fills(day="2026-09-22", time="4:00 p.m.")
    await too.sees("Dr. Roy proposes Tuesday 22 September")
    await amira.never_saw("proposes Tuesday")

    await amira.says("help")
    await amira.sees("type one of these")
    await too.presses("That works", near="proposes Tuesday")
    await lea.sees("That works for Amira too")
    await amira.says("home")
    await lea.presses("Our agreement")
    await lea.fills(contact="by e-mail")
    await amira.sees("Our agreement", "by e-mail")
    await too.never_saw("by e-mail")


async def test_who_leaves_one_of_the_two_is_reached_in_the_other(there: Both) -> None:
    amira, lea = await two(there)
    too = await joins_in_teams_too(there, amira, "amira@uni.ca")
    await there.slack.fingers.changes(amira.user, deleted=True)
    await there.slack.home.courier.drain()
    assert [one.state for one in there.work(lambda work: work.mentorships.where())] == ["exploring"]
    await lea.presses("Propose a time")
    await lea.fills(day="2026-09-22", time="4:00 p.m.")
    await too.sees("Dr. Roy proposes Tuesday 22 September")
    await too.presses("That works")
    await lea.sees("That works for Amira too")
    await there.teams.fingers.leave(there.teams.people[too.user])
    await there.teams.home.courier.drain()
    assert [one.state for one in there.work(lambda work: work.mentorships.where())] == ["ended"]


async def test_the_address_of_somebody_else_opens_nothing_from_another_tenant(there: Both) -> None:
    await two(there)
    mallory = there.teams.teams.tenancy.arrive("Mallory", email="amira@uni.ca", role="guest")
    room = await there.teams.fingers.begin_group(next(iter(there.teams.people.values())), mallory)
    assert room.tenant == TENANT
    await there.teams.fingers.say(mallory, "/privacy", room)
    assert ("teams", "Amira Haddad") not in there.work(there.known)
