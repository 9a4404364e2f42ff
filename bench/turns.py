"""Turns a second: a press through the core and a store, one at a time and 32 at once.

Each store stands beside nine bare statements to the same kind of database, set the same.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from cryptography.fernet import Fernet

from bench.asked import AGO, asked
from bench.bare import BarePostgres, BareSqlite, postgres
from bench.figures import in_turn, processor_seconds, show
from bot import conversation
from bot.mentoring.programmes import Programme
from bot.ports import Work
from bot.turns import Address, Pressed, Sender, Turn
from store.store import SqlStore, open_store

MET = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
LATER = MET + AGO
PEOPLE = 32
PRESSES = 320

_numbers = count(1)


def main() -> None:
    """Measure presses on SQLite and on PostgreSQL, each beside the bare statements there."""
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'turns.db'}", BareSqlite(Path(folder) / "bare.db"))
    with postgres() as url:
        _measure("PostgreSQL", url, BarePostgres(url))


def _measure(where: str, url: str, bare: BareSqlite | BarePostgres) -> None:
    store = open_store(url, [Fernet.generate_key().decode()])
    programme = store.set_up(Programme(0, "Turns"), "bench", "bench").result()
    people = [(f"u{number}", Address("bench", "bench", f"u{number}")) for number in range(PEOPLE)]
    found = asked(store, programme, people, MET)
    presses = [(one.user, one.answers) for one in found]
    for how, take, together in (
        ("one at a time", _one_by_one, 1),
        (f"{PEOPLE} at once", _at_once, PEOPLE),
    ):
        took, floor = in_turn(partial(take, store, presses), partial(bare.nine, PRESSES, together=together))
        own = processor_seconds(partial(take, store, presses))
        _show(f"a press on {where}, {how}", took, floor, own)
    bare.close()
    store.close()


def _show(what: str, took: float, floor: float, own: float) -> None:
    show(
        what,
        f"{PRESSES / took:,.0f} turns/s",
        f"{floor / took:.2f} of nine bare statements ({PRESSES / floor:,.0f}/s)",
    )
    show("  of it this process's own time", f"{own / PRESSES * 1000:.2f} ms/turn")


def _one_by_one(store: SqlStore, presses: list[tuple[str, str]]) -> None:
    for number in range(PRESSES):
        store.submit("bench", "bench", _press(*presses[number % PEOPLE])).result()


def _at_once(store: SqlStore, presses: list[tuple[str, str]]) -> None:
    for _ in range(PRESSES // PEOPLE):
        waiting = [store.submit("bench", "bench", _press(*press)) for press in presses]
        for done in waiting:
            done.result()


def _press(user: str, token: str) -> Callable[[Work], object]:
    turn = Turn(
        f"bench-{next(_numbers)}", Address("bench", "bench", user), Sender(user), Pressed(token, "card")
    )
    return lambda work: conversation.take(turn, work, LATER)
