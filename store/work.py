"""The unit of work: one programme, within a transaction that somebody else commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, func, select

from bot.due import Due
from bot.errors import Conflict
from bot.handles import Handle
from bot.matching.pool import Pool
from bot.mentoring.checkins import CheckIn
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Meeting, Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.people import Account, Bar, Companion, Consent, Person, Tie
from bot.mentoring.programmes import Programme
from bot.mentoring.queue import QueueItem
from bot.mentoring.requests import Request
from bot.mentoring.suggestions import Suggestion
from bot.outbox import Message
from bot.ports import Dues, Outbox, Profiles, Rows
from store import programmes, tables
from store.desk import Desk
from store.due import DueQueue
from store.erasure import erase
from store.outbox import OutboxQueue
from store.profiles import PersonRows, ProfileRows
from store.rows import TableRows
from store.stamps import Stamps
from store.statements import ITS_PROGRAMME, insert_once

Row = TypeVar("Row")

_shown = tables.suggestions.c
_SHOWN_LATELY = (
    select(_shown.mentor_id, func.count())
    .where(_shown.programme_id == ITS_PROGRAMME, _shown.shown_at >= bindparam("since"))
    .group_by(_shown.mentor_id)
)


class StoreWork:
    """One programme's work at one desk; it can name no other programme."""

    def __init__(self, desk: Desk, programme: Programme, stamps: Stamps) -> None:
        self._desk = desk
        self._stamps = stamps
        self.programme = programme
        people = PersonRows(desk.driver, programme.id, stamps)
        mentorships = TableRows(Mentorship, desk.driver, programme.id, people, people)
        self.people: Rows[Person] = people
        self.profiles: Profiles = ProfileRows(desk.driver, programme.id, stamps)
        self.accounts: Rows[Account] = TableRows(Account, desk.driver, programme.id, people)
        self.consents = self._rows(Consent)
        self.bars = self._rows(Bar)
        self.ties = self._rows(Tie)
        self.companions = self._rows(Companion)
        self.needs = self._rows(Need)
        self.suggestions = self._rows(Suggestion)
        self.requests = self._rows(Request)
        self.mentorships: Rows[Mentorship] = mentorships
        self.meetings = self._rows(Meeting)
        self.checkins: Rows[CheckIn] = TableRows(CheckIn, desk.driver, programme.id, mentorships)
        self.goodbyes = self._rows(Goodbye)
        self.queue = self._rows(QueueItem)
        self.handles = self._rows(Handle)
        self.messages = self._rows(Message)
        self.dues = self._rows(Due)
        self.outbox: Outbox = OutboxQueue(TableRows(Message, desk.driver, programme.id))
        self.due: Dues = DueQueue(TableRows(Due, desk.driver, programme.id))

    def first_time(self, turn_id: str, now: datetime) -> bool:
        """Whether this delivery is new; it is remembered for seven days."""
        driver = self._desk.driver
        turn = {"programme_id": self.programme.id, "id": turn_id, "seen_at": now}
        return bool(driver.rows(insert_once(tables.turns, driver.dialect.name), turn))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is done inside is undone when it raises; the rest of the work stands."""
        programme, stamps = self.programme, (self._stamps.stamp, self._stamps.epoch)
        try:
            with self._desk.savepoint():
                yield
        except BaseException:
            self.programme, (self._stamps.stamp, self._stamps.epoch) = programme, stamps
            self._desk.pools.rolled_back()
            for rows in vars(self).values():
                if isinstance(rows, TableRows):
                    rows.let_go()
            raise

    def change_programme(self, programme: Programme) -> None:
        """Write the programme's own settings."""
        if programme.id != self.programme.id:
            raise Conflict("this work is open for another programme")
        self.programme = programmes.saved(self._desk.connection, programme)

    def pool(self) -> Pool:
        """The mentors that can be suggested now, as the last commit and this work left them."""
        return self._desk.pools.of(self.programme.id, self._desk.driver, self._stamps)

    def shown_lately(self, since: datetime) -> dict[int, int]:
        """How many times each mentor was suggested since then."""
        its = {"its_programme": self.programme.id, "since": since}
        return dict(self._desk.driver.rows(_SHOWN_LATELY, its))

    def forget(self, person_id: int) -> None:
        """Erase a person: every row of theirs, and their name wherever it stands."""
        erase(self, self.people.get(person_id))
        self._desk.erased = True

    def _rows(self, kind: type[Row]) -> Rows[Row]:
        return TableRows(kind, self._desk.driver, self.programme.id)
