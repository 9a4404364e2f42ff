"""`constellation simulate`: a programme lives a year by the priors, and every invariant is checked."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from adapters.simulated import report
from adapters.simulated.life import Sendings
from adapters.simulated.priors import Priors, knobs
from adapters.simulated.year import Size, lived
from bot.ports import Store

OpenStore = Callable[[Path | None], AbstractContextManager[tuple[Store, Sendings]]]
"""Opens a fresh store at a path (None: a temporary one) with a programme that lives at `year.PLACE`."""

HELP = (
    "Let simulated people live a programme by the priors, through the real conversations, and check every"
    " invariant. The same seed gives the same table, but for speed and memory."
)


def simulate_command(open_store: OpenStore) -> click.Command:
    """The command, with an option for every knob of the priors."""
    return click.Command("simulate", callback=_simulate(open_store), params=[*_size(), *_knobs()], help=HELP)


def _size() -> list[click.Parameter]:
    return [
        _option("--residents", 300, "how many residents", click.IntRange(1, 5000)),
        _option("--mentors", 180, "how many faculty", click.IntRange(1, 5000)),
        _option("--days", 365, "how many days", click.IntRange(1, 3660)),
        _option("--seed", 7, "which of the many possible lives", int),
        _option("--start", "2025-09-02", "the first day", click.DateTime(["%Y-%m-%d"])),
        _option(
            "--database", None, "a new SQLite file to keep (else a temporary one)", click.Path(path_type=Path)
        ),
    ]


def _knobs() -> list[click.Parameter]:
    return [
        _option(f"--{name.replace('_', '-')}", default, means, type(default))
        for name, (default, means) in knobs().items()
    ]


def _option(name: str, default: Any, means: str, kind: Any) -> click.Option:
    return click.Option([name], type=kind, default=default, show_default=default is not None, help=means)


def _simulate(open_store: OpenStore) -> Callable[..., None]:
    def simulate(
        residents: int,
        mentors: int,
        days: int,
        seed: int,
        start: datetime,
        database: Path | None,
        **told: Any,
    ) -> None:
        if database and database.exists():
            raise click.BadParameter(f"{database} is there already: name a new file", param_hint="--database")
        size = Size(residents, mentors, days, seed)
        first, priors = start.replace(hour=15, tzinfo=UTC), Priors(**told)
        opened = open_store(database)
        with opened as (store, sendings), click.progressbar(length=days, label="Days") as bar:
            came = asyncio.run(lived(store, sendings, first, size, priors, passed=bar.update))
        click.echo(report.spoken([*came.table, *came.cost]))
        click.echo(report.verdict(came.watch, days))
        if came.watch.broken:
            raise SystemExit(1)

    return simulate
