"""Lets go of what is no longer needed: turns, expired buttons, words of old messages, gone programmes."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_

from bot.outbox import MessageState
from store import tables
from store.desk import Desk
from store.farewell import forget_the_gone

TURNS_LAST = timedelta(days=7)
WORDS_LAST = timedelta(days=90)

_turn, _handle, _message = tables.turns.c, tables.handles.c, tables.outbox.c


def purge(desk: Desk, now: datetime) -> int:
    """How many rows were let go of, in every programme."""
    forget_the_gone(desk, now)
    long_ago = now - WORDS_LAST
    closed = and_(
        _message.state != MessageState.WAITING, _message.sent_at.is_(None), _message.next_at <= long_ago
    )
    words = tables.outbox.update().where(_message.card != "", or_(_message.sent_at <= long_ago, closed))
    statements = (
        tables.turns.delete().where(_turn.seen_at <= now - TURNS_LAST),
        tables.handles.delete().where(_handle.expires_at <= now),
        words.values(card="", version=_message.version + 1),
    )
    return sum(desk.connection.execute(statement).rowcount for statement in statements)
