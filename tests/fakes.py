"""The twins of the ports, in memory: what a flow's test works with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bot.due import Due, DueState
from bot.errors import Conflict, StaleCard, UnknownPlace
from bot.handles import Handle
from bot.matching.pool import Offer, Pool
from bot.mentoring.checkins import CheckIn
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Meeting, Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.people import Account, Bar, Companion, Consent, Person, Tie
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.queue import QueueItem
from bot.mentoring.requests import Request
from bot.mentoring.suggestions import Suggestion
from bot.outbox import Message, MessageState
from store.erasure import erase
from store.sealed import SEALED

Row = TypeVar("Row")
Result = TypeVar("Result")

_UNIQUE: dict[type, tuple[str, ...]] = {
    Account: ("platform", "tenant", "user"),
    Profile: ("person_id",),
    Handle: ("token",),
    Due: ("cause",),
    Message: ("cause",),
}


class FakeRows:
    """Rows of one kind as a dictionary; an id is never given twice."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.held: dict[int, Any] = {}
        self.last = 0
        sealed = SEALED.get(kind, frozenset())
        self.askable = {
            field.name
            for field in fields(kind)
            if field.name not in sealed and not str(field.type).startswith(("tuple", "collections"))
        }

    def get(self, id: int) -> Any:
        try:
            return self.held[id]
        except KeyError:
            raise StaleCard(f"no {self.kind.__name__} {id}") from None

    def where(self, **equal: object) -> list[Any]:
        if not equal.keys() <= self.askable:
            raise ValueError(f"{self.kind.__name__} cannot be asked for by {set(equal) - self.askable}")
        rows = [self.held[id] for id in sorted(self.held)]
        for name, value in equal.items():
            asked = value if isinstance(value, tuple) else (value,)
            rows = [row for row in rows if getattr(row, name) in asked]
        return rows

    def first(self, **equal: object) -> Any:
        return next(iter(self.where(**equal)), None)

    def add(self, row: Any) -> Any:
        unique = _UNIQUE.get(self.kind, ())
        if unique and self.first(**{name: getattr(row, name) for name in unique}):
            raise Conflict(f"{self.kind.__name__} is there already")
        self.last += 1
        self.held[self.last] = replace(row, id=self.last)
        return self.held[self.last]

    def save(self, row: Any) -> Any:
        held = self.held.get(row.id)
        if held is None or held.version != row.version:
            raise Conflict(f"{self.kind.__name__} {row.id} was written since it was read")
        self.held[row.id] = replace(row, version=row.version + 1)
        return self.held[row.id]

    def remove(self, row: Any) -> None:
        self.held.pop(row.id, None)


class FakeProfiles(FakeRows):
    """Profiles, whose places can be taken."""

    def of(self, person_id: int) -> Profile | None:
        return self.first(person_id=person_id)

    def save(self, row: Profile) -> Profile:
        if not 0 <= row.taken <= row.capacity:
            raise Conflict(f"{row.taken} places taken of {row.capacity}")
        return super().save(row)

    def take_place(self, person_id: int) -> bool:
        return self._move(person_id, +1)

    def give_place(self, person_id: int) -> None:
        self._move(person_id, -1)

    def _move(self, person_id: int, by: int) -> bool:
        profile = self.of(person_id)
        if profile is None or not 0 <= profile.taken + by <= profile.capacity:
            return False
        self.save(replace(profile, taken=profile.taken + by))
        return True


class FakeOutbox:
    """The outbox of one programme."""

    def __init__(self, messages: FakeRows) -> None:
        self.rows = messages

    @property
    def messages(self) -> list[Message]:
        """Everything that was ever put here, in order."""
        return self.rows.where()

    def put(self, message: Message) -> bool:
        if self.rows.first(cause=message.cause):
            return False
        overtaken = self._waiting_for_the_place_of(message)
        if overtaken:
            self.rows.save(replace(overtaken, cause=message.cause, card=message.card))
        else:
            self.rows.add(message)
        return True

    def _waiting_for_the_place_of(self, message: Message) -> Message | None:
        place = {"room": message.room, "replaces": message.replaces}
        waiting = self.rows.where(state=MessageState.WAITING, **place)
        return waiting[-1] if waiting and message.replaces and not waiting[-1].in_doubt else None

    def of_room(self, room: str) -> list[Message]:
        return self.rows.where(room=room)


class FakeDues:
    """What falls due in one programme."""

    def __init__(self, dues: FakeRows) -> None:
        self.rows = dues

    def put(self, due: Due) -> bool:
        if self.first(due.cause):
            return False
        self.rows.add(due)
        return True

    def claim(self, now: datetime, limit: int) -> list[Due]:
        due = [row for row in self.rows.where(state=DueState.OPEN) if row.next_at <= now]
        return sorted(due, key=lambda row: (row.next_at, row.id))[:limit]

    def settle(self, due: Due, state: DueState, note: str = "") -> None:
        self._write(due, state=state, note=note)

    def postpone(self, due: Due, until: datetime) -> None:
        self._write(due, next_at=until)

    def retry(self, due: Due, until: datetime) -> None:
        self._write(due, next_at=until, attempts=due.attempts + 1)

    def cancel(self, cause: str) -> None:
        due = self.rows.first(cause=cause, state=DueState.OPEN)
        if due:
            self._write(due, state=DueState.SKIPPED, note="cancelled")

    def first(self, cause: str) -> Due | None:
        return self.rows.first(cause=cause)

    def _write(self, due: Due, **changes: object) -> None:
        if due.id in self.rows.held:
            self.rows.save(replace(self.rows.get(due.id), **changes))


_KINDS: dict[str, type] = {
    "people": Person,
    "accounts": Account,
    "consents": Consent,
    "bars": Bar,
    "ties": Tie,
    "companions": Companion,
    "needs": Need,
    "suggestions": Suggestion,
    "requests": Request,
    "mentorships": Mentorship,
    "meetings": Meeting,
    "checkins": CheckIn,
    "goodbyes": Goodbye,
    "queue": QueueItem,
    "handles": Handle,
    "messages": Message,
    "dues": Due,
}


class FakeWork:
    """One programme in memory; what `attempt` undoes is restored by copy."""

    def __init__(self, programme: Programme | None = None) -> None:
        self.programme = programme or Programme(1, "Demo")
        self.turns: dict[str, datetime] = {}
        self.tables = {name: FakeRows(kind) for name, kind in _KINDS.items()}
        self.profiles = self.tables["profiles"] = FakeProfiles(Profile)
        vars(self).update(self.tables)
        self.outbox = FakeOutbox(self.tables["messages"])
        self.due = FakeDues(self.tables["dues"])

    def first_time(self, turn_id: str, now: datetime) -> bool:
        is_new = turn_id not in self.turns
        self.turns.setdefault(turn_id, now)
        return is_new

    @contextmanager
    def attempt(self) -> Iterator[None]:
        kept = self.programme, dict(self.turns), {name: dict(rows.held) for name, rows in self.tables.items()}
        try:
            yield
        except BaseException:
            self.programme, self.turns, held = kept
            for name, rows in self.tables.items():
                rows.held = held[name]
            raise

    def change_programme(self, programme: Programme) -> None:
        if programme.version != self.programme.version or programme.id != self.programme.id:
            raise Conflict("the programme was written since it was read")
        self.programme = replace(programme, version=programme.version + 1)

    def pool(self) -> Pool:
        people = {person.id: person for person in self.people.where() if person.is_here}
        return Pool(
            Offer(
                mentor_id=profile.person_id,
                topics=frozenset(profile.topics),
                words=profile.words,
                discipline=people[profile.person_id].discipline,
                languages=frozenset(profile.languages),
                places=profile.places,
            )
            for profile in self.profiles.where()
            if profile.person_id in people and profile.topics
        )

    def shown_lately(self, since: datetime) -> dict[int, int]:
        shown = self.suggestions.where()
        return dict(Counter(suggestion.mentor_id for suggestion in shown if suggestion.shown_at >= since))

    def forget(self, person_id: int) -> None:
        erase(self, self.people.get(person_id))


class FakeStore:
    """Programmes in memory; each job runs at once, whole or not at all."""

    def __init__(
        self, work: FakeWork | None = None, platform: str = "playground", tenant: str = "demo"
    ) -> None:
        work = work or FakeWork()
        self.works = {work.programme.id: work}
        self.places = {(platform, tenant): work.programme.id}

    def submit(self, platform: str, tenant: str, job: Callable[[FakeWork], Result]) -> Future[Result]:
        return self.submit_to(self.places.get((platform, tenant), 0), job)

    def submit_to(self, programme_id: int, job: Callable[[FakeWork], Result]) -> Future[Result]:
        done: Future[Result] = Future()
        try:
            if programme_id not in self.works:
                raise UnknownPlace("no programme lives here")
            with self.works[programme_id].attempt():
                done.set_result(job(self.works[programme_id]))
        except Exception as error:
            done.set_exception(error)
        return done

    def programmes(self) -> Future[Sequence[int]]:
        done: Future[Sequence[int]] = Future()
        done.set_result(sorted(self.works))
        return done

    def set_up(self, programme: Programme, platform: str, tenant: str) -> Future[int]:
        done: Future[int] = Future()
        id = self.places.setdefault((platform, tenant), max(self.works) + 1)
        self.works.setdefault(id, FakeWork(replace(programme, id=id)))
        done.set_result(id)
        return done

    def purge(self, now: datetime) -> Future[None]:
        for work in self.works.values():
            work.turns = {id: at for id, at in work.turns.items() if at > now - timedelta(days=7)}
            for handle in work.handles.where():
                if handle.expires_at <= now:
                    work.handles.remove(handle)
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def close(self) -> None:
        self.works = {}


class FakeCalendar:
    """Holidays named by hand: `FakeCalendar(("CA-AB", date(2026, 12, 25)))`."""

    def __init__(self, *holidays: tuple[str, date]) -> None:
        self.holidays = frozenset(holidays)

    def is_holiday(self, region: str, day: date) -> bool:
        return (region, day) in self.holidays
