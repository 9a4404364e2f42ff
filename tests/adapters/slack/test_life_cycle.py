"""The app is taken away, and comes back: nothing is sent in between, and in the end nothing is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.front import NoWayIn
from adapters.slack.grants import granted
from tests.adapters.slack.served import Served, World
from tests.adapters.slack.traces import everything
from tests.journeys.chat import Someone
from tests.journeys.scenes import doctor, introduced
from tests.slack.kept import Person

NEED = ("How do I negotiate my first staff contract?", "First contract")


@pytest.fixture
async def many(there: World) -> AsyncIterator[Served]:
    """A workspace that Noor brought the app to."""
    async with there.many() as one:
        await one.installs(one.double.slack.person(one.team, "Noor Aziz"))
        await one.carries()
        yield one


async def _midway(served: Served) -> tuple[Someone, Person]:
    """Two in a mentorship, to whom check-ins fall due, and somebody whose greeting waits."""
    lea = await doctor(served.chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await served.chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    omar = served.double.slack.person(served.team, "Omar Said")
    await served.fingers.opens_messages(omar.id)
    return amira, omar


def _greetings(served: Served, person: Person) -> int:
    return sum("Hi Omar" in one.text for one in served.fingers.eyes.messages(person.id))


async def _weeks(served: Served, weeks: int) -> None:
    for _ in range(weeks):
        await served.passes(timedelta(days=7))


async def test_from_the_moment_it_is_taken_away_nothing_is_sent(many: Served) -> None:
    _, omar = await _midway(many)
    await many.fingers.uninstalls(many.team.id)
    many.double.asked.clear()
    await _weeks(many, 6)
    assert not many.double.asked
    assert _greetings(many, omar) == 0


async def test_what_arrives_late_is_taken_note_of_and_answered_by_nobody(many: Served) -> None:
    amira, _ = await _midway(many)
    here = many.double.slack.installed(many.fingers.app, many.team.id)
    screen = many.fingers.eyes.messages(amira.user)[-1]
    await many.fingers.uninstalls(many.team.id)
    here.gone = False  # they still see it
    many.double.asked.clear()
    seen = many.fingers.eyes.messages(amira.user)
    for acting in (
        many.fingers.says(amira.user, "hello"),
        many.fingers.types(amira.user, "/mentor help"),
        many.fingers.opens_home(amira.user),
        many.fingers.presses(amira.user, screen.ref, screen.buttons[0]),
        many.fingers.shortcut(amira.user, "need"),
        many.fingers.changes(amira.user, deleted=True),
    ):
        ack = await acting
        assert ack.good
        assert not ack.body
    await many.carries()
    assert not many.double.asked
    assert [one.text for one in many.fingers.eyes.messages(amira.user)] == [
        *(one.text for one in seen),
        "hello",
    ]


async def test_without_a_word_of_it_the_first_refusal_is_enough(many: Served) -> None:
    await _midway(many)
    many.double.slack.uninstall(many.double.slack.installed(many.fingers.app, many.team.id))
    many.double.asked.clear()
    await _weeks(many, 6)
    assert sum(many.double.asked.values()) == 1
    place = await many.place()
    assert place
    assert place.gone_at


async def test_tokens_that_are_not_ours_are_nobody_s_business(many: Served) -> None:
    here = many.double.slack.installed(many.fingers.app, many.team.id)
    tokens = {"type": "tokens_revoked", "tokens": {"oauth": ["U0SOMEBODY"], "bot": []}}
    await many.fingers.tells(here, "tokens_revoked", tokens)
    amira = await many.chat.arrives("Amira Haddad")
    await amira.sees("Hi Amira")


async def test_when_it_is_back_what_waited_is_sent_at_once_and_once(many: Served) -> None:
    amira, omar = await _midway(many)
    await many.fingers.uninstalls(many.team.id)
    await _weeks(many, 2)
    assert _greetings(many, omar) == 0
    await many.installs(many.double.slack.people[_noor(many)])
    await many.carries()
    assert _greetings(many, omar) == 1
    await amira.says("/mentor help")
    await amira.sees("What I can do")
    await _weeks(many, 2)
    assert _greetings(many, omar) == 1
    names = many.work(lambda work: [person.name for person in work.people.where()])
    assert sorted(names) == ["Amira Haddad", "Léa Roy", "Noor Aziz", "Omar Said"]


@pytest.mark.parametrize("name", ["app_uninstalled", "tokens_revoked"])
async def test_news_of_an_earlier_departure_that_comes_late_harms_nothing(many: Served, name: str) -> None:
    slack, app = many.double.slack, many.fingers.app
    here = slack.installed(app, many.team.id)
    told = {"type": name, "tokens": {"oauth": [], "bot": [here.bot.id]}}
    many.fingers.delivery.url, url = "http://127.0.0.1:1/nobody", many.fingers.delivery.url
    await many.fingers.tells(here, name, told)
    slack.uninstall(here)
    many.fingers.delivery.url = url
    many.time.at += timedelta(minutes=1)
    await many.installs(slack.people[_noor(many)])
    assert await many.fingers.delivery.later() == 1
    amira = await many.chat.arrives("Amira Haddad")
    await amira.sees("Hi Amira")


async def test_a_process_that_still_has_the_old_token_does_not_close_the_door_on_the_new(
    there: World, many: Served
) -> None:
    old = many.front._installations
    grant = await old.grant(many.team.id)
    slack = many.double.slack
    slack.uninstall(slack.installed(many.fingers.app, many.team.id))
    async with there.serving(many.team, **there.opens_many) as another:
        code = slack.secret("code")
        slack.codes[code] = (there.app, slack.people[_noor(many)], "", there.app.scopes, False)
        verdict = await another.front._api.call("oauth.v2.access", code=code, **there.opens_many)
        await another.front._installations.admit(many.team.id, "", granted(verdict.body, there.time()))
    person = slack.person(many.team, "Amira Haddad")
    assert (await old.grant(many.team.id)) == grant
    await old.part(many.team.id, token=grant.token)
    place = await many.place()
    assert place
    assert place.gone_at is None
    await many.fingers.opens_messages(person.id)
    await many.carries()
    assert many.fingers.eyes.messages(person.id)


async def test_one_workspace_s_departure_is_no_other_s(many: Served) -> None:
    other = many.double.slack.team("Coast Surgery")
    await many.installs(many.double.slack.person(other, "Lee Chen"))
    await many.fingers.uninstalls(other.id)
    amira = await many.chat.arrives("Amira Haddad")
    await amira.sees("Hi Amira")


async def test_ninety_days_later_nothing_of_it_is_kept(there: World, many: Served) -> None:
    await _midway(many)
    await many.fingers.uninstalls(many.team.id)
    await many.passes(timedelta(days=89))
    assert await many.place()
    await many.passes(timedelta(days=2))
    left = {name: rows for name, rows in everything(there.folder).items() if rows}
    assert left.keys() <= {"alembic_version", "sqlite_sequence"}
    await many.installs(many.double.slack.people[_noor(many)])
    await many.carries()
    assert [one.name for one in many.work(lambda work: work.people.where())] == ["Noor Aziz"]


async def test_a_single_workspace_s_token_that_died_stops_the_next_start(there: World) -> None:
    async with there.one() as one:
        await one.fingers.uninstalls(one.team.id)
        one.double.asked.clear()
        await _weeks(one, 2)
        assert not one.double.asked
        token = one.front._settings.bot_token
    with pytest.raises(NoWayIn, match="SLACK_BOT_TOKEN cannot be used: Slack answers token_revoked"):
        async with there.serving(one.team, bot_token=token):
            pass


def _noor(served: Served) -> str:
    people: Any = served.double.slack.people.values()
    return next(one.id for one in people if one.real_name == "Noor Aziz")
