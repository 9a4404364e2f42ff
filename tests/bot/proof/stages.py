"""The same programme again and again: everything in it as it was, and what a turn has added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.turns import Event
from tests.bot.flows.talk import Someone
from tests.fakes import FakeWork

TOKEN = re.compile(r'"token":"[^"]*"')
Held = dict[str, dict[Any, Any]]


def everything(work: FakeWork) -> Held:
    """Every row of every kind, the turns that were heard and the programme."""
    rows = {name: dict(table.held) for name, table in work.tables.items()}
    return {**rows, "turns": dict(work.turns), "programme": {1: work.programme}}


@contextmanager
def as_it_was(work: FakeWork) -> Iterator[None]:
    """Whatever happens inside never was."""
    kept, last = everything(work), {name: table.last for name, table in work.tables.items()}
    try:
        yield
    finally:
        work.turns, work.programme = kept.pop("turns"), kept.pop("programme")[1]
        for name, rows in kept.items():
            work.tables[name].held, work.tables[name].last = rows, last[name]


def changes(before: Held, after: Held) -> dict[str, list[Any]]:
    """What was written, by kind; a row that is gone is None."""
    found = {}
    for name, rows in after.items():
        ids = [id for id in {**before[name], **rows} if before[name].get(id) != rows.get(id)]
        if ids:
            found[name] = [rows.get(id) for id in ids]
    return found


def answered(someone: Someone, event: Event) -> tuple[str, dict[str, list[Any]]]:
    """The cards that answer a turn, without their random tokens, and everything else that it changed."""
    work, talk = someone.talk.work, someone.talk
    before = everything(work)
    turn = f"turn:turn-{talk.turns + 1}"
    talk.take(someone.sender, event)
    found = changes(before, everything(work))
    answers = [row for row in found.pop("messages", []) if row is None or row.cause.startswith(turn)]
    assert all(row and row.people == (someone.id,) for row in answers)
    others = [row for row in found.pop("handles", []) if row is None or row.people != (someone.id,)]
    del found["turns"]
    return TOKEN.sub("", "\n".join(row.card for row in answers)), {
        **found,
        **({"handles": others} if others else {}),
    }
