"""Killed again and again before Teams, which cannot be asked: no question twice, nothing lost, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.count import Wrong
from tests.chaos.teams_town import teams_town
from tests.chaos.test_kill import FEW, MANY, SEED, TROUBLES, lived, told
from tests.sizes import size

CYCLES = size(25, 1_000)


async def test_killed_at_any_moment_it_keeps_what_is_promised_in_teams(tmp_path: Path) -> None:
    async with told(tmp_path), teams_town(tmp_path, seed=SEED, dues=4 * CYCLES) as here:
        await lived(here, CYCLES)
        assert here.wrong() == Wrong()
        assert here.wire.again, "nobody was interrupted"
        assert here.waiting_for_the_coordinator(), "no question was ever in doubt"
        assert len(here.wire.acknowledged) > CYCLES
        said = (tmp_path / "log").read_text()
        assert not [trouble for trouble in TROUBLES if trouble in said]


SEEDED = {
    "asks nobody": "doubled",
    "acknowledges before the commit": "untaken",
    "settles before sending": "lost",
}


@pytest.mark.parametrize("fault", SEEDED if size(False, True) else ["asks nobody"])
async def test_a_protocol_that_is_faulty_before_teams_is_found(fault: str, tmp_path: Path) -> None:
    comes_to = SEEDED[fault]
    async with told(tmp_path), teams_town(tmp_path, seed=2, dues=4 * MANY, fault=fault) as here:
        if comes_to == "lost":  # what is not there yet is lost only when all is at rest
            await lived(here, FEW)
        else:
            await lived(here, MANY, until=comes_to)
        assert getattr(here.wrong(), comes_to)
