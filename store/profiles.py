"""Mentors' profiles and the people behind them, each change stamped for the pool."""

from sqlalchemy import Update, bindparam

from bot.mentoring.people import Person
from bot.mentoring.profiles import Profile
from store import tables
from store.driver import Driver
from store.rows import TableRows
from store.stamps import Stamps
from store.statements import ITS_PROGRAMME

_c = tables.profiles.c


def _moved_by(places: int) -> Update:
    return (
        tables.profiles.update()
        .where(_c.programme_id == ITS_PROGRAMME, _c.person_id == bindparam("its_person"))
        .where(_c.taken + places >= 0, _c.taken + places <= _c.capacity)
        .values(taken=_c.taken + places, version=_c.version + 1, stamp=bindparam("its_stamp"))
    )


_TAKE, _GIVE = _moved_by(+1), _moved_by(-1)


class ProfileRows(TableRows[Profile]):
    """Profiles, whose places are taken by one conditional statement."""

    def __init__(self, driver: Driver, programme_id: int, stamps: Stamps) -> None:
        super().__init__(Profile, driver, programme_id)
        self._stamps = stamps

    def of(self, person_id: int) -> Profile | None:
        """A person's profile, if they have one."""
        return self.first(person_id=person_id)

    def take_place(self, person_id: int) -> bool:
        """Take one of the mentor's places; False where none is left, under any race."""
        return self._move(_TAKE, person_id)

    def give_place(self, person_id: int) -> None:
        """Give one place back."""
        self._move(_GIVE, person_id)

    def remove(self, row: Profile) -> None:
        """Take the profile away for good."""
        super().remove(row)
        self._stamps.renew()

    def _also(self, _row: Profile) -> dict[str, object]:
        return {"stamp": self._stamps.next()}

    def _move(self, statement: Update, person_id: int) -> bool:
        self.let_go()
        return bool(self.changed(statement, its_person=person_id, its_stamp=self._stamps.next()))


class PersonRows(TableRows[Person]):
    """People; a mentor who joins, leaves or changes discipline changes the pool."""

    def __init__(self, driver: Driver, programme_id: int, stamps: Stamps) -> None:
        super().__init__(Person, driver, programme_id)
        self._stamps = stamps

    def save(self, row: Person) -> Person:
        """The person written, one version on."""
        self._stamps.mark(row.id)
        return super().save(row)
