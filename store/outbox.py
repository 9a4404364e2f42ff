"""What waits to be sent: put there in the transaction that caused it, once for each cause."""

from sqlalchemy import bindparam, false

from bot.outbox import Message, MessageState
from store import tables
from store.rows import TableRows
from store.statements import ITS_PROGRAMME

_c = tables.outbox.c
_VOID = (
    tables.outbox.update()
    .where(_c.programme_id == ITS_PROGRAMME, _c.cause == bindparam("its_cause"))
    .where(_c.state == MessageState.WAITING, _c.in_doubt == false())
    .values(state=MessageState.VOID, version=_c.version + 1)
)


class OutboxQueue:
    """The outbox of one programme."""

    def __init__(self, rows: TableRows[Message]) -> None:
        self._rows = rows

    def put(self, message: Message) -> bool:
        """Whether it was put there; False where its cause has spoken already."""
        return self._rows.put_once(message)

    def of_room(self, room: str) -> list[Message]:
        """The messages of one conversation, in order."""
        return self._rows.where(room=room)

    def void(self, cause: str) -> bool:
        """Take back a message that was not yet sent; whether there was one."""
        return bool(self._rows.changed(_VOID, its_cause=cause))
