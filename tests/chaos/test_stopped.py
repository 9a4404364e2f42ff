"""Stopped past the end of its lease (a machine that slept), and let go on: who comes late changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.chaos.count import Wrong
from tests.chaos.stopping import Stopping, overslept, until
from tests.chaos.town import Town, town
from tests.slack.faults import Fault

POST, HISTORY = "chat.postMessage", "conversations.history"
QUIET = 0.2
"""Seconds after which a fresh process has looked for what is due, and writes no more."""

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
