"""Where programmes live: a platform's tenants, what lets us speak there, and since when one is gone."""

from concurrent.futures import Future
from dataclasses import fields, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, false, func, select, text

from bot.errors import Conflict
from bot.mentoring.programmes import Place, Programme
from store import tables
from store.desk import Desk
from store.farewell import forget
from store.programmes import set_up
from store.store import SqlStore

_c = tables.places.c
_ROW = select(*(_c[field.name] for field in fields(Place))).order_by(_c.id)
_ONE = _ROW.where(_c.platform == bindparam("its_platform"), _c.tenant == bindparam("its_tenant"))
_LIVES_THERE = select(func.count()).where(tables.people.c.programme_id == bindparam("its_programme"))
_SAVE = tables.places.update().where(_c.id == bindparam("its_id"), _c.version == bindparam("its_version"))
_outbox = tables.outbox.c
_WAKE = (
    tables.outbox.update()
    .where(_outbox.programme_id == bindparam("its_programme"), text("state = 'waiting'"))
    .where(_outbox.owner != "", _outbox.in_doubt == false())
    .values(next_at=bindparam("now"))
)
"""What is in doubt may be on its way at this very moment: its lease is not touched."""


class Places:
    """Every place of every programme; each method is one transaction in the store's own thread."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def find(self, platform: str, tenant: str) -> "Future[Place | None]":
        """The place that this tenant is, if a programme lives there."""
        return self._store.run(partial(_found, platform=platform, tenant=tenant))

    def every(self) -> "Future[list[Place]]":
        """All of them, gone or not."""
        return self._store.run(lambda connection: [Place(*row) for row in connection.execute(_ROW)])

    def admit(self, programme: Programme, platform: str, tenant: str, holds: str) -> "Future[Place]":
        """The place, from now on with what it holds: a new one with a new programme, or one that is back."""
        return self._store.run(lambda connection: _admitted(connection, programme, platform, tenant, holds))

    def join(self, place: Place, platform: str, tenant: str) -> "Future[Place]":
        """One more place for the programme of this one; Conflict where people of another live there."""
        return self._store.desk(partial(_joined, place=place, platform=platform, tenant=tenant))

    def forget(self, place: Place) -> "Future[None]":
        """Forget the programme that lives there, with every row of it, at once."""
        return self._store.desk(partial(forget, programme_id=place.programme_id))

    def renew(self, place: Place) -> "Future[Place]":
        """The place as it is given, one version on; Conflict where someone wrote it since it was read."""
        return self._store.run(lambda connection: _saved(connection, place))

    def wake(self, place: Place, now: datetime) -> "Future[None]":
        """What its programme tried to send in vain, there or elsewhere, falls due now."""
        return self._store.run(partial(_woken, programme_id=place.programme_id, now=now))

    def part(self, platform: str, tenant: str, now: datetime) -> "Future[bool]":
        """Let a place be gone from now on, and what let us speak there with it; whether it was there."""
        return self._store.run(partial(_parted, platform=platform, tenant=tenant, now=now))


def _found(connection: Connection, platform: str, tenant: str) -> Place | None:
    row = connection.execute(_ONE, {"its_platform": platform, "its_tenant": tenant}).first()
    return Place(*row) if row else None


def _admitted(connection: Connection, programme: Programme, platform: str, tenant: str, holds: str) -> Place:
    set_up(connection, programme, platform, tenant)
    place = _found(connection, platform, tenant)
    assert place, "it was set up just now"
    return _saved(connection, replace(place, holds=holds, gone_at=None))


def _joined(desk: Desk, place: Place, platform: str, tenant: str) -> Place:
    there = _found(desk.connection, platform, tenant)
    if there and there.programme_id == place.programme_id:
        return there
    if there:
        if desk.connection.scalar(_LIVES_THERE, {"its_programme": there.programme_id}):
            raise Conflict("people of another programme live there")
        forget(desk, there.programme_id)
    new = {**vars(Place(0, place.programme_id, platform, tenant))}
    del new["id"]
    desk.connection.execute(tables.places.insert(), new)
    joined = _found(desk.connection, platform, tenant)
    assert joined, "it was added just now"
    return joined


def _woken(connection: Connection, programme_id: int, now: datetime) -> None:
    connection.execute(_WAKE, {"its_programme": programme_id, "now": now})


def _parted(connection: Connection, platform: str, tenant: str, now: datetime) -> bool:
    place = _found(connection, platform, tenant)
    if place is None or place.gone_at:
        return False
    _saved(connection, replace(place, holds="", gone_at=now))
    return True


def _saved(connection: Connection, place: Place) -> Place:
    saved = replace(place, version=place.version + 1)
    values = {name: getattr(saved, name) for name in ("holds", "gone_at", "version")}
    its = {"its_id": place.id, "its_version": place.version}
    if connection.execute(_SAVE, values | its).rowcount != 1:
        raise Conflict("the place was written since it was read")
    return saved
