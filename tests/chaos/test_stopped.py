"""Stopped past the end of its lease (a machine that slept), and let go on: who comes late changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.chaos.count import Wrong
from tests.chaos.stopping import LATE, Stopping, overslept, stopped_at_rest, until
from tests.chaos.test_kill import SEED, TROUBLES, told
from tests.chaos.town import Town, town
from tests.sizes import size
from tests.slack.faults import Fault

POST, HISTORY = "chat.postMessage", "conversations.history"
QUIET = 0.2
"""Seconds after which a fresh process has looked for what is due, and writes no more."""

STOPS, MANY = size(6, 300), 100

IN_THE_MOMENT = size(1, 4)
"""How many may fall asleep in the very moment between the last look and the bytes (one in 690 stops did)."""


AFTER, MEANWHILE, BESIDE = (0.1, 0.4), (0.2, 0.5), 0.15
"""Seconds after which a life is stopped, that another lives meanwhile, and that both live then."""

WAITS = 0.6
"""Seconds that people wait for somebody who is stopped."""

WHILE_SENDING: Mapping[str, Fault | None] = {
    "it arrived": None,
    "Slack asks for patience": Fault("429"),
    "it did not arrive": Fault("503"),
    "it arrived and nobody says so": Fault("500 after"),
}
"""What became of the message while its sender was stopped."""


async def stopped_while_it_sends(here: Town, fault: Fault | None) -> None:
    """Somebody says hello, and whoever answers is stopped in the middle of it."""
    faults = here.there.faults = Stopping(lives=here.lives, fault=fault)
    first = await here.begin()
    assert first
    await asyncio.sleep(QUIET)
    faults.method = POST
    saying = asyncio.create_task(here.fingers.says(here.crowd().users[0], "hello"))
    await overslept(here, first, faults.stopped)
    await here.rest(saying)


async def stopped_while_it_asks(here: Town) -> None:
    """A message did not arrive; whoever asks Slack about it is stopped before it can send it again."""
    faults = here.there.faults = Stopping(lives=here.lives, fault=Fault("slow after", 2 * QUIET), after=QUIET)
    faults.order(POST, "503")
    first = await here.begin()
    assert first
    await here.fingers.says(here.crowd().users[0], "hello")
    await until(lambda: bool(faults.happened))
    await first.kill()
    await here.lie_dead()
    faults.method = HISTORY
    second = await here.begin()
    assert second
    await overslept(here, second, faults.stopped)
    await here.rest()


async def stopped_among_people(here: Town, stops: int, *, find: int | None = None) -> None:
    """So many lives are stopped at any moment, and go on beside another; over once more is doubled."""
    crowd, here.wire.patience = here.crowd(), WAITS
    people = asyncio.create_task(crowd.live())
    for _ in range(stops):
        await slept_and_went_on(here)
        if people.done():
            people.result()
        if find is not None and len(here.wrong().doubled) > find:
            people.cancel()
            return
    crowd.stopping.set()
    here.there.faults.calm()
    await here.rest(people)


async def slept_and_went_on(here: Town) -> None:
    """A life that is stopped until its lease is over and another has done its work, and then goes on."""
    if first := await here.begin():
        await asyncio.sleep(here.chance.uniform(*AFTER))
        await stopped_at_rest(first, here.database)
    await here.lie_dead()
    second = await here.begin()
    await asyncio.sleep(here.chance.uniform(*MEANWHILE))
    if first:
        first.go_on()
        await asyncio.sleep(BESIDE)
    for life in filter(None, (first, second)):
        await life.kill()
    await here.lie_dead()


async def test_stopped_at_any_moment_and_let_go_on_beside_another(tmp_path: Path) -> None:
    async with told(tmp_path), town(tmp_path, seed=SEED, dues=STOPS // 2) as here:
        await stopped_among_people(here, STOPS)
        found = here.wrong()
        assert len(found.doubled) <= IN_THE_MOMENT
        assert len(found.overtaken) <= len(found.doubled), "nothing else comes late"
        assert replace(found, doubled=(), overtaken=()) == Wrong()
        said = (tmp_path / "log").read_text()
        assert LATE in said, "nobody ever came late"
        assert not [trouble for trouble in TROUBLES if trouble in said]


async def test_who_looks_at_a_lease_only_before_waiting_is_found(tmp_path: Path) -> None:
    async with told(tmp_path), town(tmp_path, seed=2, fault="looks only before it waits") as here:
        await stopped_among_people(here, MANY, find=IN_THE_MOMENT)
        assert len(here.wrong().doubled) > IN_THE_MOMENT


@pytest.mark.parametrize("became", WHILE_SENDING)
async def test_stopped_while_it_sends(became: str, tmp_path: Path) -> None:
    async with town(tmp_path, seed=1) as here:
        await stopped_while_it_sends(here, WHILE_SENDING[became])
        assert here.wrong() == Wrong()


async def test_stopped_while_it_asks(tmp_path: Path) -> None:
    async with town(tmp_path, seed=1) as here:
        await stopped_while_it_asks(here)
        assert here.wrong() == Wrong()


async def test_a_late_settlement_that_nobody_stops_is_found(tmp_path: Path) -> None:
    async with town(tmp_path, seed=1, fault="settles for others") as here:
        await stopped_while_it_sends(here, Fault("429"))
        assert here.wrong().doubled


async def test_a_message_that_leaves_after_its_lease_is_found(tmp_path: Path) -> None:
    async with town(tmp_path, seed=1, fault="sends after its lease") as here:
        await stopped_while_it_asks(here)
        assert here.wrong().doubled
