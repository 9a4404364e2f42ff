"""The count at the end: what the store holds, what Slack shows, and what people were promised."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from tests.chaos.crowd import ANSWERED, NEEDS
from tests.chaos.ledger import Ledger, mark
from tests.chaos.wire import Wire


@dataclass(frozen=True)
class Row:
    """A message of the outbox."""

    id: int
    cause: str
    room: str
    state: str


@dataclass(frozen=True)
class Kept:
    """What the store holds: messages, turns taken, needs told, and what is due and still open."""

    messages: tuple[Row, ...]
    turns: tuple[str, ...]
    needs: int
    waiting: int
    due: tuple[str, ...]

    @classmethod
    def read(cls, database: Path, now: datetime) -> Kept:
        """Read from the file itself."""
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
            rows = tuple(
                Row(*row) for row in file.execute("SELECT id, cause, room, state FROM outbox ORDER BY id")
            )
            turns = tuple(id for (id,) in file.execute("SELECT id FROM turns ORDER BY rowid"))
            ((needs,),) = file.execute("SELECT count(*) FROM needs")
            due = file.execute("SELECT cause FROM due WHERE state = 'open' AND next_at <= ?", (_kept(now),))
            waiting = sum(row.state == "waiting" for row in rows)
            return cls(rows, turns, needs, waiting, tuple(cause for (cause,) in due))


def waiting(database: Path, now: datetime) -> tuple[int, int]:
    """How many messages wait, and in how many conversations the first of them could leave now."""
    heads = "SELECT min(id), next_at, count(*) AS rows FROM outbox WHERE state = 'waiting' GROUP BY room"
    asked = f"SELECT ifnull(sum(rows), 0), ifnull(sum(next_at <= ?), 0) FROM ({heads})"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
        every, late = file.execute(asked, (_kept(now),)).fetchone()
        return every, late


def _kept(now: datetime) -> str:
    return f"{now:%Y-%m-%d %H:%M:%S.%f}"


@dataclass(frozen=True)
class Wrong:
    """Everything that is not as it was promised; nothing at all where all is well."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    overtaken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    untaken: tuple[str, ...] = ()
    needs: int = 0


def wrong(kept: Kept, before: Kept, ledger: Ledger, wire: Wire, due: Iterable[str]) -> Wrong:
    """What is wrong at the end; `before` is what the store held at the beginning, `due` fell due since."""
    fresh = kept.messages[len(before.messages) :]
    times = ledger.times()
    promised = [
        ANSWERED[did].format(turn) for turn in wire.acknowledged if (did := wire.turns[turn]) in ANSWERED
    ]
    causes = dict.fromkeys([*(row.cause for row in fresh), *promised, *due])
    known = {mark(cause) for cause in causes}
    later = _later_on_the_same_card(kept, wire)
    told = sum(kind in NEEDS for turn, kind in wire.turns.items() if turn in kept.turns)
    return Wrong(
        lost=tuple(cause for cause in causes if not any(times[mark(one)] for one in (cause, *later[cause]))),
        doubled=tuple(cause for cause in causes if times[mark(cause)] > 1),
        overtaken=tuple(_overtaken(fresh, ledger)),
        unknown=tuple(one for one in times if one not in known),
        untaken=tuple(sorted(wire.acknowledged.difference(kept.turns))),
        needs=kept.needs - before.needs - told,
    )


def _later_on_the_same_card(kept: Kept, wire: Wire) -> Mapping[str, list[str]]:
    """The causes that may have overtaken each while it waited: only how the card stands by then is shown."""
    causes: dict[str, list[str]] = defaultdict(list)
    for turn in kept.turns:
        if card := wire.cards.get(turn):
            causes[card].append(f"turn:{turn}")
    found = {one: held[place + 1 :] for held in causes.values() for place, one in enumerate(held)}
    return defaultdict(list, found)


def _overtaken(rows: Iterable[Row], ledger: Ledger) -> Iterable[str]:
    """The causes that Slack took after a later one of their conversation."""
    order = {one: place for place, (_, one) in reversed(list(enumerate(ledger.marks())))}
    rooms: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if mark(row.cause) in order:
            rooms[row.room].append(row)
    for mine in rooms.values():
        for earlier, later in pairwise(mine):
            if order[mark(earlier.cause)] > order[mark(later.cause)]:
                yield earlier.cause
