"""The rows of one kind in one programme: one thin repository for every dataclass."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy.exc import IntegrityError

from bot.errors import Conflict, StaleCard
from store.clashes import beaten
from store.driver import Driver, Found, Statement, Values
from store.seal import seal_of
from store.statements import insert_once, say

Row = TypeVar("Row")
Answer = TypeVar("Answer")


class TableRows(Generic[Row]):
    """Rows as the port has them; they write at once and never commit.

    A row that this work has read or written is held, so that a flow may ask for it again at no cost; so are
    those that it `brings`, each by the rows of its own kind.
    """

    def __init__(
        self,
        kind: type[Row],
        driver: Driver,
        programme_id: int,
        *brings: "TableRows[Any]",
    ) -> None:
        self._say = say(cast(type, kind))
        self._brings = brings
        self._driver = driver
        self._mine = {"its_programme": programme_id}
        self._held: dict[int, Row] = {}

    def get(self, id: int) -> Row:
        """The row with this id; StaleCard where the programme has none."""
        if id in self._held:
            return self._held[id]
        for found in self.found(self._say.get, its_id=id):
            return self._row(found)
        raise StaleCard(f"no {self._say.kind.__name__} {id}")

    def let_go(self) -> None:
        """Hold nothing any more: what was read may have been undone, or written past these rows."""
        self._held.clear()

    def where(self, **equal: object) -> list[Row]:
        """The rows whose fields equal these; a tuple means any of its values."""
        return self._asked(equal, None)

    def first(self, **equal: object) -> Row | None:
        """The first such row, if any."""
        return next(iter(self._asked(equal, 1)), None)

    def add(self, row: Row) -> Row:
        """The row with the id that it was given; Conflict where its unique fields are taken."""
        [(id,)] = self._told(self._driver.rows, self._say.insert, self._new(row))
        return self._as(row, id=id)

    def save(self, row: Row) -> Row:
        """The row written, one version on; Conflict where someone wrote it since it was read."""
        values = {**vars(row), **self._also(row)}
        id, version = values.pop("id"), values["version"]
        values |= {"version": version + 1, "its_id": id, "its_version": version, **self._mine}
        if self._told(self._driver.count, self._say.save, values) != 1:
            self.let_go()
            raise Conflict(f"{self._say.kind.__name__} {id} was written since it was read")
        return self._as(row, version=version + 1)

    def remove(self, row: Row) -> None:
        """Take the row away for good."""
        self.let_go()
        self.changed(self._say.delete, its_id=vars(row)["id"])

    def put_once(self, row: Row) -> bool:
        """Whether the row was put there; False where one of its unique fields is taken."""
        once = insert_once(self._say.table, self._driver.dialect.name)
        return bool(self._driver.rows(once, self._new(row)))

    def found(self, statement: Statement, **values: object) -> Sequence[Found]:
        """What another statement finds, bound to this programme."""
        return self._driver.rows(statement, {**values, **self._mine})

    def changed(self, statement: Statement, **values: object) -> int:
        """How many rows another statement writes, bound to this programme."""
        return self._driver.count(statement, {**values, **self._mine})

    def _new(self, row: Row) -> dict[str, object]:
        values = {**vars(row), "programme_id": self._mine["its_programme"], **self._also(row)}
        del values["id"]
        return values

    def _also(self, _row: Row) -> dict[str, object]:
        """Columns written with the row that the core does not know."""
        return {}

    def _asked(self, equal: dict[str, object], limit: int | None) -> list[Row]:
        asked, bound = self._say.asked(equal, seal_of(self._driver.dialect))
        return [self._row(found) for found in self.found(self._say.where(asked, limit), **bound)]

    def _told(
        self, say: Callable[[Statement, Values], Answer], statement: Statement, values: Values
    ) -> Answer:
        try:
            return say(statement, values)
        except IntegrityError as error:
            if beaten(error):
                raise Conflict(f"another {self._say.kind.__name__} stands there") from None
            raise

    def _row(self, found: Found) -> Row:
        at = len(self._say.names)
        for rows in self._brings if len(found) > at else ():
            if found[at] is not None:
                rows._row(found[at:])
            at += rows._say.width
        return self._kept(zip(self._say.names, found, strict=False))

    def _as(self, row: Row, **changed: object) -> Row:
        return self._kept({**vars(row), **changed})

    def _kept(self, values: Mapping[str, object] | Iterable[tuple[str, object]]) -> Row:
        # Its fields are set all at once: a frozen dataclass sets them one by one, at three times the time.
        row: Any = object.__new__(self._say.kind)
        vars(row).update(values)
        self._held[row.id] = row
        return cast(Row, row)
