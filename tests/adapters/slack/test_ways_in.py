"""One app, two ways in: what Slack delivers over HTTP, and by the socket that the app has opened."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from adapters.front import NoWayIn
from tests.adapters.slack.served import Served, World
from tests.slack.kept import Person

GREETING = "Hi Amira"


@pytest.fixture
async def by_socket(there: World) -> AsyncIterator[Served]:
    async with there.one(app_token=there.double.slack.app_token(there.app).value) as one:
        yield one


@pytest.fixture(params=["http", "socket"])
async def either(request: pytest.FixtureRequest, there: World) -> AsyncIterator[Served]:
    token = there.double.slack.app_token(there.app).value if request.param == "socket" else ""
    async with there.one(app_token=token) as one:
        yield one


async def test_a_whole_way_of_joining_goes_by_either_door(either: Served) -> None:
    amira = await either.chat.joins("Amira Haddad")
    await amira.says("How do I negotiate my first contract?")
    await amira.sees("First contract")
    await amira.opens_home()
    assert amira.home


async def test_a_command_is_answered_where_it_was_typed(either: Served) -> None:
    amira = await either.chat.joins("Amira Haddad")
    room = either.double.slack.channel(either.team, "general", amira.user)
    ack = await either.fingers.types(amira.user, "/mentor help", room.id)
    assert ack.body["response_type"] == "ephemeral"


async def test_errors_go_back_to_the_form_by_either_door(either: Served) -> None:
    amira = await either.chat.arrives("Amira Haddad")
    await amira.presses("Start")
    filed = await either.fingers.submits(amira.user, {"brings": "mentee"}, insists=True)
    assert filed.errors.keys() >= {"agree"}


async def test_what_nobody_listens_to_is_taken_note_of_and_does_not_come_again(either: Served) -> None:
    person = either.double.slack.person(either.team, "Amira Haddad")
    here = either.double.slack.installed(either.fingers.app, either.team.id)
    ack = await either.fingers.tells(here, "message.im", {"type": "channel_archive", "user": person.id})
    assert ack
    assert ack.good
    view = {"type": "view_closed", "user": {"id": person.id, "team_id": either.team.id}, "trigger_id": "1"}
    assert (await either.fingers.delivery.send("interactive", view)).good


async def test_what_could_not_be_decided_is_not_acknowledged_and_comes_again(either: Served) -> None:
    either.fingers.delivery.patience = 1.5
    either.double.faults.order("users.info", "500")
    person = either.double.slack.person(either.team, "Amira Haddad")
    ack = await either.fingers.opens_messages(person.id)
    await either.carries()
    assert ack
    assert ack.good
    assert _greetings(either, person) == 1


async def test_another_connection_is_open_before_slack_closes_the_one_there_is(by_socket: Served) -> None:
    links = by_socket.double.sockets.links[by_socket.fingers.app.id]
    await by_socket.double.sockets.refresh(by_socket.fingers.app, "warning")
    await _until(lambda: len(links) == 2)
    for _ in range(2):  # by each of them in turn
        amira = await by_socket.chat.arrives("Amira Haddad")
        await amira.sees(GREETING)


@pytest.mark.parametrize("ending", ["refresh", "cut"])
async def test_a_connection_that_ends_is_followed_by_another(by_socket: Served, ending: str) -> None:
    sockets, app = by_socket.double.sockets, by_socket.fingers.app
    await getattr(sockets, ending)(app)
    await asyncio.wait_for(sockets.connected.wait(), 5)
    amira = await by_socket.chat.arrives("Amira Haddad")
    await amira.sees(GREETING)


async def test_an_address_that_opens_nothing_is_not_knocked_at_for_ever(by_socket: Served) -> None:
    sockets, app = by_socket.double.sockets, by_socket.fingers.app
    by_socket.double.faults.order("apps.connections.open", "garbage")  # the ticket is lost on its way
    await sockets.cut(app)
    await asyncio.wait_for(sockets.connected.wait(), 5)
    assert by_socket.double.asked["apps.connections.open", "ok"] == 3


async def test_an_answer_that_got_lost_makes_it_come_again_and_nothing_happens_twice(
    by_socket: Served,
) -> None:
    by_socket.fingers.delivery.patience = 0.3
    (link,) = by_socket.double.sockets.links[by_socket.fingers.app.id]
    link.heard = lambda _text: None  # type: ignore[method-assign]
    person = by_socket.double.slack.person(by_socket.team, "Amira Haddad")
    ack = await by_socket.fingers.opens_messages(person.id)
    assert ack
    assert ack.trouble == "timeout"
    await _until(lambda: by_socket.work(lambda work: work.people.where()))
    await by_socket.carries()
    assert _greetings(by_socket, person) == 1


async def test_what_was_heard_is_answered_before_the_end(there: World) -> None:
    there.double.faults.order("users.info", "slow", seconds=0.5)
    async with there.one(app_token=there.double.slack.app_token(there.app).value) as one:
        person = one.double.slack.person(one.team, "Amira Haddad")
        telling = asyncio.create_task(one.fingers.opens_messages(person.id))
        await _until(lambda: ("users.info", "slow") in one.double.faults.happened)
    ack = await telling
    assert ack
    assert ack.good


async def test_a_token_that_opens_no_socket_stops_the_start_with_what_to_do(there: World) -> None:
    with pytest.raises(NoWayIn, match="SLACK_APP_TOKEN cannot be used: Slack answers invalid_auth; give"):
        async with there.one(app_token="xapp-of-another"):
            pass


async def test_a_token_that_lets_nobody_speak_stops_the_start_with_what_to_do(there: World) -> None:
    with pytest.raises(NoWayIn, match="SLACK_BOT_TOKEN cannot be used: Slack answers invalid_auth; install"):
        async with there.serving(there.team(), bot_token="xoxb-of-another"):
            pass


@pytest.mark.slow
async def test_the_command_says_one_plain_line_and_ends_with_two(there: World) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "CONSTELLATION_VAR": str(there.folder),
        "CONSTELLATION_PORT": str(unused_port()),
        "SLACK_API_URL": there.double.api,
        "SLACK_SIGNING_SECRET": there.app.signing_secret,
        "SLACK_BOT_TOKEN": "xoxb-of-another",
    }
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from adapters.cli import main; main()", "serve"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(started.communicate(), 30)
    assert (started.returncode, out) == (2, b"")
    assert err.decode().splitlines() == [
        "SLACK_BOT_TOKEN cannot be used: Slack answers invalid_auth; install the app again"
    ]


def _greetings(served: Served, person: Person) -> int:
    return sum(GREETING in shown.text for shown in served.fingers.eyes.messages(person.id))


async def _until(true: Callable[[], Any]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)
