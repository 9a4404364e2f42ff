"""No word that anybody typed, no token and no body is in any log at DEBUG, whatever goes wrong."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.adapters.slack.overheard import Overheard, overheard
from tests.adapters.teams.served import Served, World
from tests.journeys import reading
from tests.teams import activities, faults, screen
from tests.teams.faults import Call, Fault
from tests.teams.validity import CONSENT

CANARY = "coq-rouge"
WRONG: tuple[Fault, ...] = (
    faults.answers(500, CANARY),
    faults.DROPPED_AFTER,
    Fault(502, body=f"<html>{CANARY}</html>"),
    faults.answers(403, CANARY),
    faults.PATIENCE,
)


@pytest.fixture
def heard() -> Iterator[Overheard]:
    """What is logged, from before anything of ours is made: a logger keeps the level that it began with."""
    with overheard() as one:
        yield one


@pytest.fixture
async def quiet(heard: Overheard, there: World) -> AsyncIterator[Served]:
    async with there.serving() as one:
        yield one


async def a_life_in_words(served: Served) -> None:
    """Everything that takes words, with a canary in each."""
    amira = served.arrive(f"{CANARY}-0 Haddad", email=f"{CANARY}-1@uni.ca")
    await served.fingers.install(amira)
    await served.carries()
    card = served.teams.seen(amira)[0]
    opened = await served.fingers.press(amira, card, "Start")
    if opened.dialog:
        typed = {"one:brings": "mentee", "many:agree": "keep,checkins,figures"}
        await served.fingers.submit(amira, opened.dialog, typed, post=card)
    for text in (f"{CANARY}-2: how do I negotiate my first contract?", f"/need {CANARY}-3", f"{CANARY}-4"):
        await served.fingers.say(amira, text)
    room = await served.fingers.begin_group(amira, served.arrive(f"{CANARY}-5"))
    await served.fingers.say(amira, f"<at>Constellation</at> {CANARY}-6", room)
    await served.carries()
    await pressed(served, amira, CANARY)
    await export(served, amira)
    for _ in range(5):
        await served.passes(timedelta(minutes=2))


async def pressed(served: Served, amira: Any, words: str) -> None:
    """A form that is sent by an old client, with more in it than it asks for."""
    data = {"token": f"{words}.7", "one:goal": f"{words}-8", "verb": "submit", words: words}
    await served.delivers(activities.submitted(served.activity(amira), data, f"{words}-9"))
    await served.delivers(activities.sent(served.activity(amira), data), once=True)


async def export(served: Served, amira: Any) -> None:
    await served.fingers.say(amira, "/privacy")
    await served.carries()
    post = served.teams.seen(amira)[-1]
    labels = [one.get("title") for one in screen.actions(served.teams.card(amira, post))]
    if "Export my data" in labels:
        await served.fingers.press(amira, post, "Export my data")
        await served.carries()
    for offer in served.teams.seen(amira):
        if reading.kind(offer) == CONSENT:
            await served.fingers.consent(amira, offer, accept=True)


def says_nothing(heard: Overheard, served: Served) -> None:
    assert heard.written
    everything = heard.everything
    for secret in (CANARY, served.teams.login.secret, "connector.", "Bearer ", "eyJ"):
        assert secret not in everything, secret


async def test_nothing_that_is_typed_is_logged(heard: Overheard, quiet: Served) -> None:
    await a_life_in_words(quiet)
    says_nothing(heard, quiet)


@pytest.mark.parametrize("wrong", range(len(WRONG)))
async def test_nothing_that_is_typed_is_logged_while_teams_goes_wrong(
    heard: Overheard, quiet: Served, wrong: int
) -> None:
    amira = quiet.arrive(f"{CANARY}-0 Haddad")
    await quiet.fingers.install(amira)
    calls: tuple[Call, ...] = ("send", "update", "create", "members")
    for call in calls:
        quiet.teams.connector.faults.order(call, *[WRONG[wrong]] * 2)
    sol = quiet.arrive(f"{CANARY}-1 Roy")
    for person in (amira, sol):
        await quiet.fingers.say(person, f"{CANARY}-2 my first contract")
    await quiet.carries()
    for _ in range(5):
        await quiet.passes(timedelta(minutes=2))
    says_nothing(heard, quiet)


async def test_a_turn_that_raises_says_where_and_not_what(
    heard: Overheard, quiet: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def raises(self: Any, *turn: Any) -> None:
        raise ValueError(f"{CANARY}: {turn}")

    monkeypatch.setattr(type(quiet.home), "_taken", raises)
    delivered = await quiet.fingers.say(quiet.arrive(), f"{CANARY} hello")
    assert delivered.status == 500
    assert '"error": "ValueError"' in heard.written
    assert "turn_raised" in heard.written
    assert CANARY not in heard.written


async def test_what_is_no_activity_says_why_and_not_what(heard: Overheard, quiet: Served) -> None:
    amira = quiet.arrive()
    odd: list[dict[str, Any]] = [
        {"timestamp": CANARY},
        {"attachments": CANARY},
        {"from": {"id": [CANARY]}},
        {CANARY: CANARY, "text": CANARY, "suggestedActions": {CANARY: CANARY}},
        {"type": "invoke", "name": CANARY, "value": CANARY},
        {"type": "invoke", "name": "task/fetch", "value": {"data": CANARY}},
        {"type": CANARY},
        {"conversation": {"id": CANARY, CANARY: CANARY}},
    ]
    for changes in odd:
        await quiet.fingers.deliver({**quiet.activity(amira), **changes}, once=True)
    for raw in (f'{{"text": "{CANARY}"', f'["{CANARY}"]', json.dumps({"text": CANARY})):
        await quiet.fingers._delivered(raw.encode(), quiet.teams.issuer.token(quiet.teams.service_url), 1)
        await quiet.fingers._delivered(raw.encode(), f"{CANARY}.a.b", 1)
    assert '"reason": "activity"' in heard.written
    says_nothing(heard, quiet)


async def test_a_login_that_says_no_is_told_by_its_code(heard: Overheard, quiet: Served) -> None:
    quiet.teams.login.faults += [(401, {"error": "invalid_client", "error_description": CANARY})] * 3
    await quiet.fingers.install(quiet.arrive())
    await quiet.carries()
    assert "login_invalid_client" in heard.written
    says_nothing(heard, quiet)
