"""The mentors that can be suggested, kept in memory by each thread and brought up to date by stamps."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import bindparam, select

from bot.matching.pool import Offer, Pool
from bot.mentoring.profiles import Profile
from store import tables
from store.driver import Driver
from store.stamps import Stamps
from store.statements import ITS_PROGRAMME

_profile, _person = tables.profiles.c, tables.people.c
_CHANGED = (
    select(
        _person.discipline,
        _person.joined_at,
        _person.left_at,
        _profile.stamp,
        *(_profile[field.name] for field in fields(Profile)),
    )
    .join_from(tables.profiles, tables.people, _person.id == _profile.person_id)
    .where(_profile.programme_id == ITS_PROGRAMME, _profile.stamp > bindparam("known"))
)


@dataclass
class _Known:
    pool: Pool
    stamp: int
    epoch: int


class Pools:
    """The pools of one thread, by programme; never shared, so never locked."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._unsure: set[int] = set()

    def of(self, programme_id: int, driver: Driver, stamps: Stamps) -> Pool:
        """The programme's pool, as the last commit and this work left it."""
        known = self._known.get(programme_id)
        if known is None or known.epoch != stamps.epoch:
            known = self._known[programme_id] = _Known(Pool([]), -1, stamps.epoch)
        if known.stamp < stamps.stamp:
            changed = driver.rows(_CHANGED, {"its_programme": programme_id, "known": known.stamp})
            known.stamp = max([stamps.stamp, *(_follow(known.pool, *row) for row in changed)])
        if stamps.moved:
            self._unsure.add(programme_id)
        return known.pool

    def committed(self) -> None:
        """What these pools hold has been committed."""
        self._unsure.clear()

    def rolled_back(self) -> None:
        """Drop what may hold changes that were undone."""
        for programme_id in self._unsure:
            self._known.pop(programme_id, None)
        self._unsure.clear()


def _follow(pool: Pool, discipline: str, joined_at: Any, left_at: Any, stamp: int, *profile: Any) -> int:
    """Bring one mentor up to date; the stamp of their change."""
    offered = Profile(*profile)
    if joined_at is None or left_at is not None or not offered.topics:
        pool.remove(offered.person_id)
    else:
        pool.put(_offer(offered, discipline))
    return stamp


def _offer(profile: Profile, discipline: str) -> Offer:
    return Offer(
        mentor_id=profile.person_id,
        topics=frozenset(profile.topics),
        words=profile.words,
        discipline=discipline,
        languages=frozenset(profile.languages),
        places=profile.places,
    )
