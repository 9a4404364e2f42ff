"""Counts the changes that matter to suggestions, in an order that every process sees alike.

Taking the next stamp locks the programme's row until the commit, so a later stamp is never seen
before an earlier one.
"""

from sqlalchemy import bindparam, exists, select

from store import tables
from store.driver import Driver
from store.statements import ITS_PROGRAMME

_programme = tables.programmes.c
_profile = tables.profiles.c
_NEXT = (
    tables.programmes.update()
    .where(_programme.id == ITS_PROGRAMME)
    .values(stamp=_programme.stamp + 1)
    .returning(_programme.stamp)
)
_NEXT_OF_MENTOR = _NEXT.where(
    exists(
        select(_profile.id).where(
            _profile.programme_id == ITS_PROGRAMME, _profile.person_id == bindparam("its_person")
        )
    )
)
_MARK = (
    tables.profiles.update()
    .where(_profile.programme_id == ITS_PROGRAMME, _profile.person_id == bindparam("its_person"))
    .values(stamp=bindparam("its_stamp"))
)
_NEW_EPOCH = (
    tables.programmes.update()
    .where(_programme.id == ITS_PROGRAMME)
    .values(epoch=_programme.epoch + 1)
    .returning(_programme.epoch)
)


class Stamps:
    """The stamp and the epoch of one programme, as the last commit and this work left them."""

    def __init__(self, driver: Driver, programme_id: int, stamp: int, epoch: int) -> None:
        self._driver = driver
        self._mine = {"its_programme": programme_id}
        self.stamp, self.epoch = stamp, epoch
        self.moved = False

    def next(self) -> int:
        """The next stamp, for a profile about to be written."""
        [(self.stamp,)] = self._driver.rows(_NEXT, self._mine)
        self.moved = True
        return self.stamp

    def mark(self, person_id: int) -> None:
        """Mark a person's profile as changed, where they have one."""
        its = {**self._mine, "its_person": person_id}
        for (stamp,) in self._driver.rows(_NEXT_OF_MENTOR, its):
            self._driver.count(_MARK, {**its, "its_stamp": stamp})
            self.stamp, self.moved = stamp, True

    def renew(self) -> None:
        """Begin a new epoch: a profile went away, so every pool is made anew."""
        [(self.epoch,)] = self._driver.rows(_NEW_EPOCH, self._mine)
        self.moved = True
