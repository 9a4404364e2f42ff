"""What waits to be sent: put there in the transaction that caused it, once for each cause."""

from sqlalchemy import bindparam, exists, false, func, select, text

from bot.outbox import Message
from store import tables
from store.rows import TableRows
from store.statements import ITS_PROGRAMME

_c = tables.outbox.c
_said = tables.outbox.alias("said")
_WAITS = text("state = 'waiting'")  # literal, so that both engines take the index of waiting rows

_NEWEST = (
    select(func.max(_c.id))
    .where(_c.programme_id == ITS_PROGRAMME, _c.room == bindparam("its_room"))
    .where(_c.replaces == bindparam("its_place"), _WAITS)
)
"""The one that would be the last to take this place: what comes behind it must not come before it."""

_OVERTAKE = (
    tables.outbox.update()
    .where(_c.id == _NEWEST.scalar_subquery(), _WAITS, _c.in_doubt == false())
    .where(~exists().where(_said.c.programme_id == ITS_PROGRAMME, _said.c.cause == bindparam("its_cause")))
    .values(version=_c.version + 1)
)


class OutboxQueue:
    """The outbox of one programme."""

    def __init__(self, rows: TableRows[Message]) -> None:
        self._rows = rows

    def put(self, message: Message) -> bool:
        """Whether it was put there; False where its cause has spoken already.

        It overtakes the one that waits to take the same message's place, unless that one is on its way.
        """
        return bool(message.replaces and self._overtakes(message)) or self._rows.put_once(message)

    def of_room(self, room: str) -> list[Message]:
        """The messages of one conversation, in order."""
        return self._rows.where(room=room)

    def _overtakes(self, message: Message) -> int:
        place = {"its_room": message.room, "its_place": message.replaces, "its_cause": message.cause}
        return self._rows.changed(_OVERTAKE, **place, cause=message.cause, card=message.card)
