"""Says statements to the database's own driver, each prepared once for its connection.

SQLAlchemy writes a statement and knows how its values go in and come out; done anew at each turn,
that would cost several times what the database does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from store.libpq import Libpq

Statement = Select[Any] | Insert | Update | Delete
Values = Mapping[str, Any]
Found = tuple[Any, ...]
Change = Callable[[Any], Any] | None
"""How a value is changed on its way; None where it goes as it is."""


class Driver:
    """The driver under a connection, within the transaction that somebody began there."""

    def __init__(self, connection: Connection) -> None:
        under: Any = connection.connection.driver_connection
        self.dialect = connection.dialect
        self._connection = connection
        self._execute = _asks(under, connection).execute
        self._prepared: dict[Any, Prepared] = connection.info.setdefault("prepared", {})

    def rows(self, statement: Statement, values: Values) -> Sequence[Found]:
        """The rows that the statement finds, as the core means them."""
        prepared = self._of(statement, values)
        if prepared.expands:
            return self._connection.execute(statement, values).all()
        return prepared.meant(self._run(prepared.text, prepared.bound(values)).fetchall())

    def count(self, statement: Statement, values: Values) -> int:
        """How many rows the statement wrote."""
        prepared = self._of(statement, values)
        if prepared.expands:
            return self._connection.execute(statement, values).rowcount
        written: int = self._run(prepared.text, prepared.bound(values)).rowcount
        return written

    def tell(self, text: str) -> None:
        """Say what binds nothing and finds nothing."""
        self._run(text, ())

    def _of(self, statement: Statement, values: Values) -> "Prepared":
        key = (statement, *values)
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = self._prepared[key] = Prepared(statement, tuple(values), self.dialect)
        return prepared

    def _run(self, text: str, bound: Sequence[Any]) -> Any:
        try:
            return self._execute(text, bound)
        except self.dialect.loaded_dbapi.Error as error:
            raise self._told(error, text) from error

    def _told(self, error: Any, text: str) -> DBAPIError:
        """The driver's error as SQLAlchemy tells it, without what was bound."""
        if self.dialect.is_disconnect(error, self._connection.connection, None):
            self._connection.invalidate(error)
        root = self.dialect.loaded_dbapi.Error
        told = DBAPIError.instance(text, None, error, root, hide_parameters=True, dialect=self.dialect)
        return cast(DBAPIError, told)


def _asks(under: Any, connection: Connection) -> Any:
    """What is asked of a connection's driver: one cursor for all, since a new one takes as long as asking."""
    if connection.dialect.name == "sqlite":
        return under.cursor()
    return Libpq(connection.dialect.loaded_dbapi, under, connection.info.setdefault("names", {}))


class Prepared:
    """A statement in the words of one dialect, for values of these names.

    Where it `expands`, its words depend on how long a list is, so it is written anew each time.
    """

    def __init__(self, statement: Statement, names: tuple[str, ...], dialect: Dialect) -> None:
        written: Any = statement.compile(dialect=dialect, column_keys=names)
        binds = {name: bind for bind, name in written.bind_names.items()}
        own = {name: bind.effective_value for name, bind in binds.items() if name not in names}
        ways = {name: _impl(bind.type, dialect).bind_processor(dialect) for name, bind in binds.items()}
        out = [
            _impl(column.type, dialect).result_processor(dialect, None)
            for column in statement.exported_columns
        ]
        self.text = str(written)
        self.expands = any(bind.expanding for bind in binds.values())
        self._own = {
            name: change(value) if (change := ways.pop(name)) else value for name, value in own.items()
        }
        self._in = [(place, way) for place, name in enumerate(written.positiontup) if (way := ways.get(name))]
        self._names = written.positiontup
        self._out = [(place, change) for place, change in enumerate(out) if change]

    def bound(self, values: Values) -> list[Any]:
        """The values as the driver takes them, each in its place."""
        given = {**self._own, **values}
        return _changed([given[name] for name in self._names], self._in)

    def meant(self, found: Sequence[Found]) -> list[Found]:
        """What was found, as the core means it."""
        return [tuple(_changed(list(row), self._out)) for row in found]


def _changed(values: list[Any], changes: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    for place, change in changes:
        values[place] = change(values[place])
    return values


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
