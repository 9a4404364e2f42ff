"""Slack: signed presses through gate, Bolt, core and a commit, beside a bare Bolt app in the same run.

The load and Slack's double live in this process, the product and the bare app each in one of their own.
Nobody is sent away for being fast; messages leave at the pace that Slack allows one workspace.
"""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.bare import postgres
from bench.children import Child, up
from bench.figures import show
from bench.load import Load, load
from bench.slack_town import Workspace
from tests.slack.server import double

PRESSES = 1_600
RUNS = 11
"""Many short pairs: a machine's pace changes from one second to the next."""

MEMORY = int(os.environ.get("BENCH_PRESSES", "16000"))
"""After how many presses more the memory is looked at again."""

Runs = Sequence[tuple[Load, Load]]


def main() -> None:
    """Measure presses on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", f"sqlite:///{Path(folder) / 'slack.db'}", Path(folder)))
        with postgres() as url:
            asyncio.run(_measure("PostgreSQL", url, Path(folder)))


async def _measure(where: str, url: str, folder: Path) -> None:
    async with double(limits=False) as slack:
        workspace = Workspace(slack, url, folder)
        with ExitStack() as stack:
            ours, bare = (stack.enter_context(workspace.served(which)) for which in ("product", "bare"))
            await up(ours, bare)
            await _pair(workspace, ours, bare)
            _show(where, [await _pair(workspace, ours, bare) for _ in range(RUNS)])
            await _opened(workspace, ours)
            await _remembered(workspace, ours)


async def _pair(workspace: Workspace, ours: Child, bare: Child) -> tuple[Load, Load]:
    """One after the other, so that a noisy machine slows both."""
    product, floor = [await load(one.port, workspace.answers(PRESSES)) for one in (ours, bare)]
    return product, floor


def _show(where: str, runs: Runs) -> None:
    ratio = median(ours.a_second / bare.a_second for ours, bare in runs)
    ours, bare = (median(run[side].a_second for run in runs) for side in (0, 1))
    late = median(one.percentile(0.99) for one, _ in runs)
    refused = sum(one.refused for run in runs for one in run)
    what = f"a signed press, 32 at once, on {where}"
    show(what, f"{ours:,.0f}/s", f"{ratio:.2f} of bare Bolt ({bare:,.0f}/s)")
    show("  99 of a hundred are answered within", f"{late:.0f} ms", f"{refused} refused")


async def _opened(workspace: Workspace, ours: Child) -> None:
    """Presses that open a form, one after the other, until the modal stands, while others press."""
    pressing = asyncio.create_task(load(ours.port, workspace.answers(PRESSES)))
    opened, before = Load(), workspace.double.asked["views.open", "ok"]
    while not pressing.done():
        opened.times += (await load(ours.port, [workspace.opens()], 1)).times
    await pressing
    stand = workspace.double.asked["views.open", "ok"] - before
    late = f"{opened.percentile(0.99):.0f} ms"
    show("  a press until its modal stands, 99 of a hundred", late, f"{stand} of {len(opened.times)} stand")


async def _remembered(workspace: Workspace, ours: Child) -> None:
    """Its memory as it is by now, and after so many presses more."""
    before = ours.resident()
    for _ in range(MEMORY // PRESSES):
        await load(ours.port, workspace.answers(PRESSES))
    what = f"  memory after {MEMORY // PRESSES * PRESSES:,} presses more"
    show(what, f"{ours.resident():.0f} MiB", f"{before:.0f} MiB before")
