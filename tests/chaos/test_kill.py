"""Killed again and again while people use it: every promise kept, each once and in its order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path

import pytest

from tests.chaos.count import Wrong
from tests.chaos.town import Town, town
from tests.sizes import PROVING, size

CYCLES, FAULTY_CYCLES, FEW, MANY = size(50, 1_000), size(10, 200), 8, 100

SEED = random.SystemRandom().randrange(1_000_000) if PROVING else 1
AFTER = (0.02, 0.4)
"""Seconds after which a life is killed, from when it listens; every eighth is killed before it does."""

SOON = 0.15
TROUBLES = (
    "turn_raised",
    "tick_failed",
    "claim_failed",
    "settle_failed",
    "ask_failed",
    "send_failed",
    "refused",
)
"""What nothing that happens here is a reason for."""


def ends(chance: random.Random) -> Iterator[float]:
    """When each life ends."""
    while True:
        yield from (chance.uniform(*AFTER) for _ in range(7))
        yield -chance.uniform(0, SOON)


async def lived(here: Town, cycles: int, *, until: str = "") -> None:
    """So many lives among people who never stop, and then a rest; at once over when this has gone wrong."""
    crowd = here.crowd()
    people = asyncio.create_task(crowd.live())
    for seconds in islice(ends(here.chance), cycles):
        await here.live(seconds)
        if people.done():
            people.result()
        if until and getattr(here.wrong(), until):
            people.cancel()
            return
    crowd.stopping.set()
    here.there.faults.calm()
    await here.rest(people)


@asynccontextmanager
async def told(folder: Path) -> AsyncIterator[None]:
    """What fails here says from which seed, and what the process had to say."""
    try:
        yield
    except BaseException as error:
        log = folder / "log"
        error.add_note(f"seed {SEED}\n{log.read_text()[-4_000:] if log.exists() else ''}")
        raise


async def test_killed_at_any_moment_it_loses_nothing_and_says_nothing_twice(tmp_path: Path) -> None:
    async with told(tmp_path), town(tmp_path, seed=SEED, dues=CYCLES // 4) as here:
        await lived(here, CYCLES)
        assert here.wrong() == Wrong()
        assert all(row.state == "sent" for row in here.kept().messages), "something was set aside"
        assert here.wire.again, "nobody was interrupted"
        assert here.there.asked["conversations.history", "ok"], "nothing was ever in doubt"
        assert len(here.wire.acknowledged) > CYCLES
        said = (tmp_path / "log").read_text()
        assert not [trouble for trouble in TROUBLES if trouble in said]


async def test_killed_while_slack_fails_a_fifth_of_all_calls(tmp_path: Path) -> None:
    async with told(tmp_path), town(tmp_path, seed=SEED, dues=FAULTY_CYCLES // 2) as here:
        here.there.faults.often(0.2, SEED)
        await lived(here, FAULTY_CYCLES)
        assert here.wrong() == Wrong()
        assert here.there.faults.happened


ALWAYS = ("asks nobody", "acknowledges before the commit", "keeps no order")
SEEDED = {
    "asks nobody": "doubled",
    "forgets its doubt": "doubled",
    "settles before sending": "lost",
    "acknowledges before the commit": "untaken",
    "takes every delivery for a new one": "needs",
    "keeps no order": "overtaken",
}
"""Faults that are seeded into the product, and what each comes to; some of them always, all to prove it."""


@pytest.mark.parametrize("fault", SEEDED if PROVING else ALWAYS)
async def test_a_faulty_protocol_is_found(fault: str, tmp_path: Path) -> None:
    comes_to = SEEDED[fault]
    async with told(tmp_path), town(tmp_path, seed=2, fault=fault) as here:
        if comes_to == "lost":  # what is not there yet is lost only when all is at rest
            await lived(here, FEW)
        else:
            await lived(here, MANY, until=comes_to)
        assert getattr(here.wrong(), comes_to)
