"""Makes a table of a dataclass: its fields are the columns, their types the columns' types."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from store.sealed import SEALED, VEILED
from store.types import Choice, Days, Ints, Sealed, SealedJson, Strings, UtcDateTime, Veiled

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_TYPES: Mapping[Any, type[TypeEngine[Any]]] = {
    int: Integer,
    str: Text,
    bool: Boolean,
    date: Date,
    datetime: UtcDateTime,
    tuple[str, ...]: Strings,
    tuple[int, ...]: Ints,
    tuple[date, ...]: Days,
}


def _column(kind: type, name: str, hint: Any) -> Column[Any]:
    optional = get_origin(hint) is UnionType
    plain = get_args(hint)[0] if optional else hint
    if name == "id":
        return Column("id", Integer, primary_key=True)
    return Column(name, _type(kind, name, plain), nullable=optional)


def _type(kind: type, name: str, plain: Any) -> TypeEngine[Any]:
    if name in VEILED.get(kind, ()):
        return Veiled()
    if name in SEALED.get(kind, ()):
        return SealedJson() if get_origin(plain) is Mapping else Sealed()
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Choice(plain)
    return _TYPES[plain]()


def columns_of(kind: type) -> list[Column[Any]]:
    """The columns of a dataclass, one for each field."""
    hints = get_type_hints(kind)
    return [_column(kind, field.name, hints[field.name]) for field in fields(kind)]


def _states(columns: list[Column[Any]]) -> list[SchemaItem]:
    """A state is one of its enumeration's, whoever writes it."""
    of = {
        c.name: c.type.of
        for c in columns
        if isinstance(c.type, Choice) and c.name in ("state", "availability")
    }
    values = {name: ", ".join(f"'{value}'" for value in enum) for name, enum in of.items()}
    return [CheckConstraint(f"{name} IN ({listed})", name=name) for name, listed in values.items()]


def index(table: str, names: str, only: str = "") -> Index:
    """An index of a table over these columns, perhaps of some rows only."""
    columns = names.split()
    where: dict[str, Any] = {"sqlite_where": text(only), "postgresql_where": text(only)} if only else {}
    return Index(f"ix_{table}_{'_'.join(columns)}", *columns, **where)


def table(
    name: str, kind: type, *more: SchemaItem, people: str = "", look_up: str = "", unique: str = ""
) -> Table:
    """A table of this kind; `people` name persons, `look_up` is what rows are looked for by."""
    columns = columns_of(kind)
    named = people.split()
    return Table(
        name,
        metadata,
        Column("programme_id", Integer, nullable=False),
        *columns,
        ForeignKeyConstraint(["programme_id"], ["programmes.id"]),
        *(ForeignKeyConstraint(["programme_id", who], ["people.programme_id", "people.id"]) for who in named),
        *_states(columns),
        *more,
        *(index(name, f"programme_id {column}") for column in dict.fromkeys([*named, *look_up.split()])),
        *([UniqueConstraint("programme_id", *unique.split())] if unique else []),
        sqlite_autoincrement=True,  # an id is never given twice, so an old button cannot name a new row
    )
