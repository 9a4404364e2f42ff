"""How workspaces come in: by their own browser and nobody else's, each with a programme of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from yarl import URL

from adapters.slack.oauth import COOKIE
from bot.mentoring.people import Role
from tests.adapters.slack.served import Served, World


@pytest.fixture
async def many(there: World) -> AsyncIterator[Served]:
    """Served for whoever installs the app, which nobody has yet."""
    async with there.many() as one:
        yield one


async def _begun(served: Served) -> tuple[str, dict[str, str]]:
    """An installation that was begun: the word for Slack, and the browser's cookie."""
    async with _get(served, "/slack/install") as answer:
        assert answer.status == 302
        return URL(answer.headers["Location"]).query["state"], {COOKIE: answer.cookies[COOKIE].value}


def _get(served: Served, path: str, cookies: dict[str, str] | None = None, **query: str) -> Any:
    url = URL(f"{served.url}{path}").with_query(query)
    return served.double.session.get(url, cookies=cookies or {}, allow_redirects=False)


async def _came_back(served: Served, cookies: dict[str, str], **query: str) -> int:
    async with _get(served, "/slack/oauth_redirect", cookies, **query) as answer:
        await answer.read()
        return int(answer.status)


def _code(served: Served, person: Any) -> str:
    """A code that is good, as Slack gives it to a browser."""
    code = served.double.slack.secret("code")
    app = served.fingers.app
    served.double.slack.codes[code] = (app, person, "", app.scopes, False)
    return code


async def test_whoever_installs_the_app_is_greeted_and_nobody_else(many: Served) -> None:
    noor, lee = (many.double.slack.person(many.team, name) for name in ("Noor Aziz", "Lee Chen"))
    status, text = await many.installs(noor)
    await many.carries()
    assert status == 200
    assert f'href="slack://app?team={many.team.id}&amp;id={many.fingers.app.id}&amp;tab=messages"' in text
    assert ["Hi Noor" in one.text for one in many.fingers.eyes.messages(noor.id)] == [True]
    assert many.fingers.eyes.messages(lee.id) == []


async def test_the_first_who_installs_it_coordinates_it_and_no_later_one(many: Served) -> None:
    noor, lee = (many.double.slack.person(many.team, name) for name in ("Noor Aziz", "Lee Chen"))
    await many.installs(noor)
    await many.installs(lee)
    people = many.work(lambda work: work.people.where())
    assert [Role.COORDINATOR in person.roles for person in people] == [True, False]


async def test_an_installation_speaks_the_browser_s_language(many: Served) -> None:
    headers = {"Accept-Language": "fr-CA,fr;q=0.9"}
    url = f"{many.url}/slack/oauth_redirect"
    async with many.double.session.get(url, headers=headers) as answer:
        assert '<html lang="fr">' in await answer.text()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_only_the_browser_that_began_may_finish(many: Served) -> None:
    noor = many.double.slack.person(many.team, "Noor Aziz")
    (state, cookie), (other, others) = await _begun(many), await _begun(many)
    good, calls = _code(many, noor), many.double.asked.copy()
    for cookies, query in [
        ({}, {"code": good, "state": state}),
        (others, {"code": good, "state": state}),
        (cookie, {"code": good, "state": other}),
        (cookie, {"code": good, "state": ""}),
        (cookie, {"code": good}),
        ({COOKIE: ""}, {"code": good, "state": ""}),
        (cookie, {"code": good, "state": state[:-1]}),
        (cookie, {"code": good, "state": "é" * 8}),
        (cookie, {"state": state}),
        (cookie, {}),
    ]:
        assert await _came_back(many, cookies, **query) == 400
    assert many.double.asked == calls
    assert await many.place() is None


async def test_who_says_no_to_slack_is_led_back_and_nothing_is_kept(many: Served) -> None:
    noor = many.double.slack.person(many.team, "Noor Aziz")
    status, text = await many.installs(noor, deny=True)
    assert status == 400
    assert 'href="/slack/install"' in text
    assert await many.place() is None


async def test_a_code_opens_once_and_a_second_use_harms_nothing(many: Served) -> None:
    noor = many.double.slack.person(many.team, "Noor Aziz")
    code = _code(many, noor)
    statuses = []
    for _ in range(2):
        state, cookie = await _begun(many)
        statuses.append(await _came_back(many, cookie, code=code, state=state))
    assert statuses == [200, 400]
    many.double.asked.clear()
    amira = await many.chat.arrives("Amira Haddad")
    await amira.sees("Hi Amira")


async def test_a_code_of_another_app_opens_nothing(many: Served) -> None:
    state, cookie = await _begun(many)
    assert await _came_back(many, cookie, code="code-of-another", state=state) == 400
    assert await many.place() is None


async def test_the_cookie_is_for_this_way_alone(many: Served) -> None:
    async with _get(many, "/slack/install") as answer:
        cookie = answer.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/slack/oauth_redirect", True, "Lax")
    async with many.double.session.get(
        f"{many.url}/slack/install", headers={"X-Forwarded-Proto": "https"}, allow_redirects=False
    ) as answer:
        assert answer.cookies[COOKIE]["secure"]


async def test_what_lets_us_speak_is_sealed_in_the_store(there: World) -> None:
    async with there.many(rotates=True) as many:
        await many.installs(many.double.slack.person(many.team, "Noor Aziz"))
    kept = b"".join(path.read_bytes() for path in there.folder.glob("constellation.db*"))
    secrets = [*there.double.slack.tokens, *there.double.slack.refreshes]
    assert secrets
    assert not [secret for secret in secrets if secret.encode() in kept]


async def test_workspaces_that_share_the_app_never_mix(many: Served) -> None:
    slack = many.double.slack
    teams = [many.team, slack.team("Coast Surgery"), slack.team("Prairie Nursing")]
    for team in teams:
        await many.installs(slack.person(team, f"Coordinator {team.name}"))
        person = slack.person(team, "Amira Haddad", "amira@example.org")
        await many.fingers.opens_messages(person.id)
        await many.fingers.opens_home(person.id)
    await many.carries()
    for team in teams:
        here = slack.installed(many.fingers.app, team.id)
        rooms = [room for room in slack.conversations.values() if room.team == team.id]
        assert {message.user for room in rooms for message in room.messages.values()} == {here.bot.id}
        names = many.work(lambda work: [person.name for person in work.people.where()], team.id)
        assert sorted(names) == ["Amira Haddad", f"Coordinator {team.name}"]
    assert not [call for call in many.double.asked if call[1] != "ok"]


async def test_a_press_that_names_another_workspace_finds_nothing_there(many: Served) -> None:
    slack = many.double.slack
    other = slack.team("Coast Surgery")
    for team in (many.team, other):
        await many.installs(slack.person(team, f"Coordinator {team.name}"))
    amira = await many.chat.arrives("Amira Haddad")
    stranger = slack.person(other, "Zed Stranger")
    await many.fingers.opens_messages(stranger.id)
    await many.carries()
    theirs = many.fingers.eyes.messages(stranger.id)[-1]
    start = next(one for one in many.fingers.eyes.messages(amira.user)[-1].buttons if one.label == "Start")
    await many.fingers.presses(stranger.id, theirs.ref, start)
    await many.carries()
    assert many.fingers.eyes.modal(stranger.id, many.fingers.app) is None
    assert "Start" not in many.fingers.eyes.messages(stranger.id)[-1].text


async def test_a_whole_organisation_is_one_programme(there: World) -> None:
    north, south = (there.team(name, "E0ALBERTA") for name in ("North Medicine", "South Medicine"))
    async with there.many() as many:
        slack = many.double.slack
        status, _ = await many.installs(slack.person(north, "Noor Aziz"), org=True)
        assert status == 200
        for team in (north, south):
            person = slack.person(team, f"Amira {team.name}")
            await many.fingers.opens_messages(person.id)
            await many.fingers.opens_home(person.id)
            await many.carries()
            ack = await many.fingers.types(person.id, "/mentor help")
            assert ack.good
            await many.carries()
            shown = many.fingers.eyes.messages(person.id)
            assert "Hi Amira" in shown[0].text
            await many.fingers.presses(person.id, shown[0].ref, shown[0].buttons[0])
            assert many.fingers.eyes.modal(person.id, many.fingers.app)
            assert many.fingers.eyes.home(person.id, many.fingers.app)
        assert await many.place("E0ALBERTA")
        assert not [one for one in (north, south) if await many.place(one.id)]
        people = many.work(lambda work: [person.name for person in work.people.where()], "E0ALBERTA")
        assert sorted(people) == ["Amira North Medicine", "Amira South Medicine", "Noor Aziz"]
        assert not many.fingers.troubles
        assert not [call for call in many.double.asked if call[1] != "ok"]


async def test_an_organisation_that_takes_the_app_away_is_left_alone(there: World) -> None:
    north = there.team("North Medicine", "E0ALBERTA")
    async with there.many() as many:
        await many.installs(many.double.slack.person(north, "Noor Aziz"), org=True)
        await many.fingers.uninstalls(north.id)
        place = await many.place("E0ALBERTA")
        assert place
        assert place.gone_at


async def test_one_workspace_of_an_organisation_is_a_workspace(there: World) -> None:
    north, south = (there.team(name, "E0ALBERTA") for name in ("North Medicine", "South Medicine"))
    async with there.many() as many:
        await many.installs(many.double.slack.person(north, "Noor Aziz"))
        amira = many.double.slack.person(north, "Amira Haddad")
        await many.fingers.opens_messages(amira.id)
        await many.carries()
        assert "Hi Amira" in many.fingers.eyes.messages(amira.id)[-1].text
        assert await many.place(north.id)
        assert not await many.place(south.id)
        assert not await many.place("E0ALBERTA")
