"""What falls due, as rows: one statement finds what is open and due, flat however many rows wait."""

from datetime import datetime

from sqlalchemy import bindparam, text

from bot.due import Due, DueState
from store import tables
from store.rows import TableRows
from store.statements import ITS_PROGRAMME, say

_c = tables.due.c
_OPEN = text("state = 'open'")  # literal, so that both engines take the index of open rows
_CLAIM = (
    say(Due)
    .select.order_by(None)
    .where(_OPEN, _c.next_at <= bindparam("now"))
    .order_by(_c.next_at, _c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)  # PostgreSQL's; SQLite has one writer and leaves it out
)
_WRITE = say(Due).update.values(version=_c.version + 1)
_CANCEL = (
    tables.due.update()
    .where(_c.programme_id == ITS_PROGRAMME, _c.cause == bindparam("its_cause"), _OPEN)
    .values(state=DueState.SKIPPED, note="cancelled", version=_c.version + 1)
)


class DueQueue:
    """The due rows of one programme, found by their cause and their time."""

    def __init__(self, rows: TableRows[Due]) -> None:
        self._rows = rows

    def put(self, due: Due) -> bool:
        """Whether it was put there; False where its cause is there already."""
        return self._rows.put_once(due)

    def claim(self, now: datetime, limit: int) -> list[Due]:
        """The oldest open rows that are due, kept from every other ticker until the commit."""
        return [Due(*row) for row in self._rows.found(_CLAIM, now=now, most=limit)]

    def settle(self, due: Due, state: DueState, note: str = "") -> None:
        """Close a due row, with the reason where it was skipped."""
        self._rows.changed(_WRITE, its_id=due.id, state=state, note=note)

    def postpone(self, due: Due, until: datetime) -> None:
        """Let it fall due later."""
        self._rows.changed(_WRITE, its_id=due.id, next_at=until)

    def retry(self, due: Due, until: datetime) -> None:
        """Let it fall due later after its rule raised, one attempt more."""
        self._rows.changed(_WRITE, its_id=due.id, next_at=until, attempts=due.attempts + 1)

    def cancel(self, cause: str) -> None:
        """Close an open row by its cause, where there is one."""
        self._rows.changed(_CANCEL, its_cause=cause)

    def first(self, cause: str) -> Due | None:
        """The row with this cause, if any."""
        return self._rows.first(cause=cause)
