"""Programmes: where each lives, its own settings, and a new one set up."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from bot.errors import Conflict, UnknownPlace
from bot.mentoring.programmes import Place, Programme
from store import tables
from store.driver import Driver
from store.stamps import Stamps
from store.statements import insert_once

_c, _place = tables.programmes.c, tables.places.c
_ROW = select(*(_c[field.name] for field in fields(Programme)), _c.stamp, _c.epoch)
_BY_ID = _ROW.where(_c.id == bindparam("its_id"))
_ID_OF_PLACE = select(_place.programme_id).where(
    _place.platform == bindparam("platform"), _place.tenant == bindparam("tenant")
)
_BY_PLACE = _ROW.where(_c.id == _ID_OF_PLACE.scalar_subquery())
_ADD = tables.programmes.insert().returning(_c.id)
_SAVE = tables.programmes.update().where(_c.id == bindparam("its_id"), _c.version == bindparam("its_version"))


def at_place(driver: Driver, platform: str, tenant: str) -> tuple[Programme, Stamps]:
    """The programme that lives there, and its stamps; UnknownPlace where none does."""
    return _found(driver, _BY_PLACE, {"platform": platform, "tenant": tenant})


def by_id(driver: Driver, id: int) -> tuple[Programme, Stamps]:
    """The programme with this id, and its stamps; UnknownPlace where there is none."""
    return _found(driver, _BY_ID, {"its_id": id})


def saved(connection: Connection, programme: Programme) -> Programme:
    """The programme written, one version on; Conflict where someone wrote it since it was read."""
    values = {**vars(programme)}
    its = {"its_id": values.pop("id"), "its_version": programme.version}
    written = {**values, **its, "version": programme.version + 1}
    if connection.execute(_SAVE, written).rowcount != 1:
        raise Conflict("the programme was written since it was read")
    return Programme(**{**vars(programme), "version": programme.version + 1})


def set_up(connection: Connection, programme: Programme, platform: str, tenant: str) -> int:
    """The id of the programme that lives there, made now where there is none."""
    place = {"platform": platform, "tenant": tenant}
    there = connection.scalar(_ID_OF_PLACE, place)
    if there is not None:
        return int(there)
    values = {name: value for name, value in vars(programme).items() if name != "id"}
    id = connection.execute(_ADD, values).scalar_one()
    once = insert_once(tables.places, connection.dialect.name)
    new = {name: value for name, value in vars(Place(0, int(id), platform, tenant)).items() if name != "id"}
    if connection.execute(once, new).first() is None:
        raise Conflict("somebody else is setting up a programme there")
    return int(id)


def _found(driver: Driver, statement: Select[Any], its: dict[str, Any]) -> tuple[Programme, Stamps]:
    for *row, stamp, epoch in driver.rows(statement, its):
        programme = Programme(*row)
        return programme, Stamps(driver, programme.id, stamp, epoch)
    raise UnknownPlace("no programme lives here: set one up first")
