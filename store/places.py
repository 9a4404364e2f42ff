"""Where programmes live: a platform's tenants, what lets us speak there, and since when one is gone."""

from concurrent.futures import Future
from dataclasses import fields, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, select

from bot.errors import Conflict
from bot.mentoring.programmes import Place, Programme
from store import tables
from store.programmes import set_up
from store.store import SqlStore

_c = tables.places.c
_ROW = select(*(_c[field.name] for field in fields(Place))).order_by(_c.id)
_ONE = _ROW.where(_c.platform == bindparam("its_platform"), _c.tenant == bindparam("its_tenant"))
_SAVE = tables.places.update().where(_c.id == bindparam("its_id"), _c.version == bindparam("its_version"))


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

    def renew(self, place: Place) -> "Future[Place]":
        """The place as it is given, one version on; Conflict where someone wrote it since it was read."""
        return self._store.run(lambda connection: _saved(connection, place))

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
