"""What is on its way, across programmes: claimed in one transaction, settled only by who holds it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import bindparam, exists, func, or_, select, text, true

from bot import outbox
from bot.due import Due, DueState
from bot.mentoring.people import GONE_AFTER
from bot.mentoring.queue import QueueItem, Waiting
from bot.outbox import Envelope, Message, MessageState, Reader, SendAnswer, Undeliverable
from bot.turns import Address
from store import tables
from store.driver import Driver
from store.rows import TableRows
from store.store import SqlStore

Result = TypeVar("Result")

_m = tables.outbox.c
_earlier = tables.outbox.alias("earlier")
_account, _person, _item, _due = tables.accounts.c, tables.people.c, tables.queue.c, tables.due.c
_WAITS, _WAITED = (text(f"{row}.state = 'waiting'") for row in ("outbox", "earlier"))
"""Literal, so that both engines take the indexes of waiting rows."""

_HELD_UP = exists().where(
    _earlier.c.programme_id == _m.programme_id,
    _earlier.c.room == _m.room,
    _earlier.c.id < _m.id,
    _WAITED,
    or_(_earlier.c.next_at <= bindparam("now"), _earlier.c.owner != ""),
)
_CLAIMABLE = (
    select(_m.programme_id, *(_m[field.name] for field in fields(Message)))
    .where(_WAITS, _m.next_at <= bindparam("now"), ~_HELD_UP)
    .order_by(_m.next_at, _m.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=tables.outbox)  # PostgreSQL's; SQLite has one writer
)
_TAKE = (
    tables.outbox.update()
    .where(_m.id.in_(bindparam("ids", expanding=True)))
    .values(
        owner=bindparam("its_owner"),
        next_at=bindparam("lease"),
        attempts=_m.attempts + 1,
        in_doubt=true(),
        version=_m.version + 1,
    )
)
_READERS = (
    select(
        _person.programme_id,
        _person.id,
        *(_account[name] for name in ("user", "platform", "tenant", "route")),
        _person.locale,
        _person.zone,
    )
    .join(
        tables.accounts, (_account.person_id == _person.id) & (_account.programme_id == _person.programme_id)
    )
    .where(_person.id.in_(bindparam("ids", expanding=True)), _account.reachable)
    .order_by(_account.latest.desc(), _account.id)
)
_SETTLE = (
    tables.outbox.update()
    .where(
        _m.id == bindparam("its_id"),
        _m.state == MessageState.WAITING,
        _m.owner == bindparam("its_owner"),
        _m.next_at == bindparam("its_lease"),
    )
    .values(version=_m.version + 1)
)
_SETTLED = ("state", "next_at", "attempts", "in_doubt", "sent_as", "sent_at")
_GONE = (
    tables.accounts.update()
    .where(
        _account.programme_id == bindparam("its_programme"),
        _account.platform == bindparam("its_platform"),
        _account.tenant == bindparam("its_tenant"),
        _account.user == bindparam("its_user"),
    )
    .values(reachable=False, version=_account.version + 1)
)
_TO_TELL = (
    select(_person.id)
    .where(_person.programme_id == bindparam("its_programme"), _person.left_at.is_(None))
    .where(_person.id.in_(bindparam("ids", expanding=True)))
    .where(
        ~exists().where(
            _item.programme_id == _person.programme_id,
            _item.kind == Waiting.UNDELIVERABLE,
            _item.about == _person.id,
            _item.settled_at.is_(None),
        )
    )
)
_WAITING = select(func.count()).select_from(tables.outbox).where(_WAITS)
_OLDEST = select(func.min(_m.next_at)).where(_WAITS, _m.next_at <= bindparam("now"), ~_HELD_UP)
_OLDEST_DUE = (
    select(func.min(_due.next_at))
    .join(tables.programmes, tables.programmes.c.id == _due.programme_id)
    .where(_due.state == DueState.OPEN, _due.next_at <= bindparam("now"))
    .where(tables.programmes.c.paused_at.is_(None))
)
_NEXT = select(func.min(_m.next_at)).where(_WAITS, _m.next_at > bindparam("now"))
_NEXT_DUE = select(func.min(_due.next_at)).where(_due.state == DueState.OPEN, _due.next_at > bindparam("now"))


@dataclass(frozen=True)
class Backlog:
    """How many messages wait, since when the oldest could go out, and since when something else is due."""

    waiting: int
    oldest: datetime | None
    oldest_due: datetime | None


class Deliveries:
    """The courier's side of the outbox; each method is one transaction in the store's own thread."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def claim(self, owner: str, now: datetime, limit: int) -> "Future[list[Envelope]]":
        """The messages that are due now, kept from every other worker until their lease ends."""
        return self._said(partial(_claimed, owner=owner, now=now, limit=limit))

    def settle(self, envelope: Envelope, answer: SendAnswer, now: datetime) -> "Future[bool]":
        """Write down what became of a message; False where somebody else holds it by now."""
        return self._said(partial(_settled, envelope=envelope, answer=answer, now=now))

    def backlog(self, now: datetime) -> "Future[Backlog]":
        """What waits."""
        return self._said(partial(_backlog, now=now))

    def next_instant(self, now: datetime) -> "Future[datetime | None]":
        """The next instant after now at which a message or anything else falls due."""
        return self._said(partial(_next_instant, now=now))

    def _said(self, job: Callable[[Driver], Result]) -> "Future[Result]":
        return self._store.run(lambda connection: job(Driver(connection)))


def _claimed(driver: Driver, owner: str, now: datetime, limit: int) -> list[Envelope]:
    rows = driver.rows(_CLAIMABLE, {"now": now, "most": limit})
    if not rows:
        return []
    claimed = [(programme_id, Message(*message)) for programme_id, *message in rows]
    ids = [message.id for _, message in claimed]
    driver.count(_TAKE, {"ids": ids, "its_owner": owner, "lease": now + outbox.LEASE})
    readers = _readers_by_programme(
        driver, {person_id for _, message in claimed for person_id in message.people}
    )
    return [_envelope(message, programme_id, readers, owner, now) for programme_id, message in claimed]


def _envelope(
    message: Message, programme_id: int, readers: Mapping[int, Sequence[Reader]], owner: str, now: datetime
) -> Envelope:
    mine = outbox.claimed(message, owner, now)
    there = outbox.who_reads(message.people, readers.get(programme_id, ()))
    return Envelope(mine, message.in_doubt, programme_id, there)


def _readers_by_programme(driver: Driver, people: Iterable[int]) -> Mapping[int, list[Reader]]:
    readers: dict[int, list[Reader]] = defaultdict(list)
    for programme_id, id, user, *address, locale, zone in driver.rows(_READERS, {"ids": sorted(people)}):
        readers[programme_id].append(Reader(id, user, Address(*address), locale, zone))
    return readers


def _settled(driver: Driver, envelope: Envelope, answer: SendAnswer, now: datetime) -> bool:
    before, after = envelope.message, outbox.settled(envelope, answer, now)
    its = {"its_id": before.id, "its_owner": before.owner, "its_lease": before.next_at}
    if driver.count(_SETTLE, {**its, **{name: getattr(after, name) for name in _SETTLED}}) != 1:
        return False
    if after.state is MessageState.DEAD:
        _set_aside(driver, envelope, answer, now)
    return True


def _set_aside(driver: Driver, envelope: Envelope, answer: SendAnswer, now: datetime) -> None:
    """Tell the coordinator whom messages do not reach, once for each person."""
    its_programme = {"its_programme": envelope.programme_id}
    lost = outbox.who_is_gone(envelope, answer)
    for reader in lost if isinstance(answer, Undeliverable) and answer.gone else ():
        place = {"its_platform": reader.address.platform, "its_tenant": reader.address.tenant}
        driver.count(_GONE, {**its_programme, **place, "its_user": reader.user})
        due = Due(
            0, "person.gone", f"gone:{reader.person_id}:{now:%Y%m%d}", now + GONE_AFTER, reader.person_id
        )
        TableRows(Due, driver, envelope.programme_id).put_once(due)
    ids = [reader.person_id for reader in lost] or list(envelope.message.people)
    for (person_id,) in driver.rows(_TO_TELL, {**its_programme, "ids": ids}):
        TableRows(QueueItem, driver, envelope.programme_id).add(
            QueueItem(0, Waiting.UNDELIVERABLE, about=person_id, opened_at=now)
        )


def _backlog(driver: Driver, now: datetime) -> Backlog:
    [(waiting,)] = driver.rows(_WAITING, {})
    [(oldest,)] = driver.rows(_OLDEST, {"now": now})
    [(oldest_due,)] = driver.rows(_OLDEST_DUE, {"now": now})
    return Backlog(waiting, oldest, oldest_due)


def _next_instant(driver: Driver, now: datetime) -> datetime | None:
    instants = [
        instant for statement in (_NEXT, _NEXT_DUE) for (instant,) in driver.rows(statement, {"now": now})
    ]
    return min((instant for instant in instants if instant is not None), default=None)
