"""Forgets programmes whose every place is gone, once the time is over in which they could come back."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select

from store import tables
from store.desk import Desk

PLACES_LAST = timedelta(days=90)
"""How long a programme is kept after the app was taken away from its last place."""

_id, _place = tables.programmes.c.id, tables.places.c
_still = exists().where(_place.programme_id == _id, _place.gone_at.is_(None))
_lately = exists().where(_place.programme_id == _id, _place.gone_at > bindparam("long_ago"))
_ever = exists().where(_place.programme_id == _id)

AWAKE = select(_id).where(_still).order_by(_id)
"""The programmes that can be spoken to somewhere."""

_OVER = select(_id).where(_ever, ~_still, ~_lately)


def forget_the_gone(desk: Desk, now: datetime) -> None:
    """Forget every programme whose time is over."""
    for id in list(desk.connection.scalars(_OVER, {"long_ago": now - PLACES_LAST})):
        forget(desk, id)


def forget(desk: Desk, programme_id: int) -> None:
    """Forget one programme: no row of it is left in any table."""
    for table in reversed(tables.programmes.metadata.sorted_tables):
        column = table.c.id if table is tables.programmes else table.c.programme_id
        desk.connection.execute(table.delete().where(column == programme_id))
    desk.erased = True
