"""The statements of one table, built once, so that the compiled ones are found again each time."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Column, FromClause, Insert, Select, Table, Text, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.mentoring.checkins import CheckIn
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Account, Person
from store import tables
from store.seal import Seal
from store.types import Sealed, SealedJson, Veiled, _Tuple

ITS_PROGRAMME: BindParameter[int] = bindparam("its_programme")
"""The programme that every statement is bound to, whatever else it says."""

BRINGS: Mapping[type, Mapping[str, type]] = {
    Account: {"person_id": Person},
    CheckIn: {"mentorship_id": Mentorship},
    Mentorship: {"mentee_id": Person, "mentor_id": Person},
}
"""Which rows are read along with a single one of these, by which field: they are always asked for next.

What they bring themselves comes along as well.
"""

Asked = tuple[tuple[str, str], ...]
"""What a row is asked by: names, each with how it is compared ("is", "in", "none")."""


class Statements:
    """What can be said of the rows of one dataclass; each names its programme."""

    def __init__(self, kind: type, table: Table) -> None:
        self.kind = kind
        self.table = table
        self.names = [field.name for field in fields(kind)]
        self._veiled = {name for name in self.names if isinstance(table.c[name].type, Veiled)}
        self._hidden = {
            name for name in self.names if isinstance(table.c[name].type, Sealed | SealedJson | _Tuple)
        }
        mine = table.c.programme_id == ITS_PROGRAMME
        columns = [table.c[name] for name in self.names]
        self.select = select(*columns).where(mine).order_by(table.c.id)
        self._one = _with_what_it_brings(kind, table, self.select)
        self.width = len(self._one.selected_columns)
        self.get = self._one.where(table.c.id == bindparam("its_id"))
        self.insert = table.insert().returning(table.c.id)
        its = table.c.id == bindparam("its_id")
        self.delete = table.delete().where(mine, its)
        self.update = table.update().where(mine, its)
        self.save = self.update.where(table.c.version == bindparam("its_version"))
        self.where = cache(self._where)

    def asked(self, equal: Mapping[str, object], seal: Seal) -> tuple[Asked, dict[str, object]]:
        """How these are asked for, and what is bound to it."""
        bound = {name: self._spelled(name, value, seal) for name, value in equal.items()}
        return tuple((name, _how(value)) for name, value in bound.items()), bound

    def _spelled(self, name: str, value: object, seal: Seal) -> object:
        """The value; for a veiled column every veil under which it may rest."""
        if name not in self.names or name in self._hidden:
            raise ValueError(f"{self.table.name} cannot be asked for by {name}")
        if name not in self._veiled:
            return value
        values = value if isinstance(value, tuple) else (value,)
        return tuple(veil for id in values for veil in seal.veils(id))

    def _where(self, asked: Asked, limit: int | None) -> Select[Any]:
        conditions = [_condition(self.table.c[name], how) for name, how in asked]
        return self.select.where(*conditions) if limit is None else self._one.where(*conditions).limit(limit)


@cache
def say(kind: type) -> Statements:
    """The statements of a dataclass."""
    return Statements(kind, tables.OF[kind])


def _with_what_it_brings(kind: type, here: FromClause, rows: Select[Any]) -> Select[Any]:
    """The same, and behind each row those that it brings along, each with its own behind it."""
    for by, other in BRINGS.get(kind, {}).items():
        there = tables.OF[other].alias()
        its = (there.c.id == here.c[by]) & (there.c.programme_id == here.c.programme_id)
        rows = rows.add_columns(*(there.c[field.name] for field in fields(other))).outerjoin(there, its)
        rows = _with_what_it_brings(other, there, rows)
    return rows


def _how(value: object) -> str:
    if value is None:
        return "none"
    return "in" if isinstance(value, tuple) else "is"


def _condition(column: Column[Any], how: str) -> Any:
    if how == "none":
        return column.is_(None)
    if how == "is":
        return column == bindparam(column.name)
    type_ = Text() if isinstance(column.type, Veiled) else column.type
    return column.in_(bindparam(column.name, expanding=True, type_=type_))


@cache
def insert_once(table: Table, dialect: str) -> Insert:
    """An insert that does nothing where the row's key is there already; it returns the key if it did."""
    inserts: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    once: Insert = inserts[dialect](table).on_conflict_do_nothing().returning(*table.primary_key)
    return once
