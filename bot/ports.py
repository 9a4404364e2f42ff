"""What the core asks of the world around it; each port has its fake in `tests/fakes.py`."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.due import Due, DueState
from bot.handles import Handle
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
from bot.outbox import Message

if TYPE_CHECKING:
    from bot.matching.ranking import Pool

Row = TypeVar("Row")
Result = TypeVar("Result")


class Rows(Protocol[Row]):
    """The rows of one kind in one programme, in the order of their ids."""

    def get(self, id: int) -> Row:
        """The row with this id; StaleCard where the programme has none."""

    def where(self, **equal: object) -> list[Row]:
        """The rows whose fields equal these; a tuple means any of its values."""

    def first(self, **equal: object) -> Row | None:
        """The first such row, if any."""

    def add(self, row: Row) -> Row:
        """The row with the id that it was given (its own id is ignored)."""

    def save(self, row: Row) -> Row:
        """The row written, one version on; Conflict where someone wrote it since it was read."""

    def remove(self, row: Row) -> None:
        """Take the row away for good."""


class Profiles(Rows[Profile], Protocol):
    """Mentors' profiles, and the places that may never be exceeded."""

    def of(self, person_id: int) -> Profile | None:
        """A person's profile, if they have one."""

    def take_place(self, person_id: int) -> bool:
        """Take one of the mentor's places; False where none is left, under any race."""

    def give_place(self, person_id: int) -> None:
        """Give one place back."""


class Outbox(Protocol):
    """What waits to be sent, in the transaction of the state change that caused it."""

    def put(self, message: Message) -> bool:
        """Whether it was put there; False where its cause has spoken already.

        It overtakes the one that waits to take the same message's place, unless that one is on its way.
        """

    def of_room(self, room: str) -> list[Message]:
        """The messages of one conversation, in order."""


class Dues(Protocol):
    """What falls due."""

    def put(self, due: Due) -> bool:
        """Whether it was put there; False where its cause is there already."""

    def claim(self, now: datetime, limit: int) -> list[Due]:
        """The oldest open rows that are due, kept from every other ticker until the commit."""

    def settle(self, due: Due, state: DueState, note: str = "") -> None:
        """Close a due row, with the reason where it was skipped."""

    def postpone(self, due: Due, until: datetime) -> None:
        """Let it fall due later; counts as an attempt only where the rule raised."""

    def retry(self, due: Due, until: datetime) -> None:
        """Let it fall due later after its rule raised, one attempt more."""

    def cancel(self, cause: str) -> None:
        """Close an open row by its cause, where there is one."""

    def first(self, cause: str) -> Due | None:
        """The row with this cause, if any."""


class Work(Protocol):
    """The unit of work: one programme, one transaction, committed once by whoever opened it."""

    programme: Programme
    people: Rows[Person]
    accounts: Rows[Account]
    consents: Rows[Consent]
    bars: Rows[Bar]
    ties: Rows[Tie]
    companions: Rows[Companion]
    profiles: Profiles
    needs: Rows[Need]
    suggestions: Rows[Suggestion]
    requests: Rows[Request]
    mentorships: Rows[Mentorship]
    meetings: Rows[Meeting]
    checkins: Rows[CheckIn]
    goodbyes: Rows[Goodbye]
    queue: Rows[QueueItem]
    handles: Rows[Handle]
    outbox: Outbox
    due: Dues

    def first_time(self, turn_id: str, now: datetime) -> bool:
        """Whether this delivery is new; it is remembered for seven days."""

    def attempt(self) -> AbstractContextManager[None]:
        """What is done inside is undone when it raises; the rest of the work stands."""

    def change_programme(self, programme: Programme) -> None:
        """Write the programme's own settings."""

    def pool(self) -> "Pool":
        """The mentors that can be suggested now, as the last commit and this work left them."""

    def shown_lately(self, since: datetime) -> dict[int, int]:
        """How many times each mentor was suggested since then."""

    def forget(self, person_id: int) -> None:
        """Erase a person: every row of theirs, and their name wherever it stands."""


class Store(Protocol):
    """Holds every programme; each job is one transaction in the store's own thread."""

    def submit(self, platform: str, tenant: str, job: Callable[[Work], Result]) -> "Future[Result]":
        """Run a job in the programme that lives there; UnknownPlace where none does."""

    def submit_to(self, programme_id: int, job: Callable[[Work], Result]) -> "Future[Result]":
        """Run a job in one programme."""

    def programmes(self) -> "Future[Sequence[int]]":
        """The ids of every programme."""


class Calendar(Protocol):
    """Knows the holidays of a region ("CA-AB")."""

    def is_holiday(self, region: str, day: date) -> bool:
        """Whether the day is a public holiday there."""
