"""Turns a second: a press through the core and SQLite (WAL, FULL), beside nine bare statements."""

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from cryptography.fernet import Fernet

from bench.figures import in_turn, show
from bot import conversation, nudges
from bot.cards import buttons_of
from bot.flows import checkins
from bot.mentoring.consent import TEXT_VERSIONS
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Account, Consent, Person
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.requests import Request, RequestState
from bot.outbox import MessageState
from bot.packing import unpacked
from bot.ports import Work
from bot.turns import Address, Pressed, Sender, Turn
from store.store import SqlStore, open_store
from tests.fakes import FakeCalendar

MET = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
LATER = MET + timedelta(days=40)
PEOPLE = 32
PRESSES = 320

_numbers = count(1)


def main() -> None:
    """Measure presses one at a time and 32 at once, each beside the bare statements."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'turns.db'}", [Fernet.generate_key().decode()])
        programme = store.set_up(Programme(0, "Turns"), "bench", "bench").result()
        presses = store.submit_to(programme, _asked).result()
        bare = Bare(Path(folder) / "bare.db")
        alone, floor = in_turn(lambda: _one_by_one(store, presses), lambda: bare.nine(PRESSES, together=1))
        _show("a press, one at a time", alone, floor)
        crowd, floor = in_turn(lambda: _at_once(store, presses), lambda: bare.nine(PRESSES, together=PEOPLE))
        _show(f"a press, {PEOPLE} at once", crowd, floor)
        store.close()


def _show(what: str, took: float, floor: float) -> None:
    show(
        what,
        f"{PRESSES / took:,.0f} turns/s",
        f"{floor / took:.2f} of nine bare statements ({PRESSES / floor:,.0f}/s)",
    )


def _one_by_one(store: SqlStore, presses: list[tuple[str, str]]) -> None:
    for number in range(PRESSES):
        store.submit("bench", "bench", _press(*presses[number % PEOPLE])).result()


def _at_once(store: SqlStore, presses: list[tuple[str, str]]) -> None:
    for _ in range(PRESSES // PEOPLE):
        waiting = [store.submit("bench", "bench", _press(*press)) for press in presses]
        for done in waiting:
            done.result()


def _press(user: str, token: str) -> Callable[[Work], object]:
    turn = Turn(
        f"bench-{next(_numbers)}", Address("bench", "bench", user), Sender(user), Pressed(token, "card")
    )
    return lambda work: conversation.take(turn, work, LATER)


def _asked(work: Work) -> list[tuple[str, str]]:
    """Thirty-two mentees who were asked at six weeks, and the token of a button on each card."""
    mentor = work.people.add(Person(0, "Mentor", joined_at=MET))
    work.profiles.add(Profile(0, mentor.id, ("career",), capacity=PEOPLE, taken=PEOPLE))
    for number in range(PEOPLE):
        checkins.schedule(work, _mentorship(work, number, mentor.id), MET)
    for hours in range(0, 24 * 41, 12):
        nudges.put_due_in_outbox(work, MET + timedelta(hours=hours), FakeCalendar(), limit=1000)
    return [_button(work, number) for number in range(PEOPLE)]


def _mentorship(work: Work, number: int, mentor_id: int) -> Mentorship:
    mentee = work.people.add(Person(0, f"Mentee {number}", joined_at=MET))
    work.accounts.add(Account(0, mentee.id, "bench", "bench", f"u{number}", f"u{number}"))
    for purpose, version in TEXT_VERSIONS.items():
        work.consents.add(Consent(0, mentee.id, purpose, version, MET))
    need = work.needs.add(Need(0, mentee.id, ("career.first_contract",), state=NeedState.MET))
    asked = work.requests.add(Request(0, need.id, mentee.id, mentor_id, state=RequestState.ACCEPTED))
    row = Mentorship(0, need.id, asked.id, mentee.id, mentor_id, need.topics, state=MentorshipState.ACTIVE)
    return work.mentorships.add(
        Mentorship(**{**vars(row), "introduced_at": MET, "met_at": MET, "last_met_at": MET})
    )


def _button(work: Work, number: int) -> tuple[str, str]:
    account = work.accounts.first(platform="bench", tenant="bench", user=f"u{number}")
    assert account
    messages = work.outbox.of_room(f"p:{account.person_id}")
    waiting = [message for message in messages if message.state is MessageState.WAITING]
    presses = [
        button
        for message in reversed(waiting)
        for button in buttons_of(unpacked(message.card).parts)
        if button.press.action == "checkins.answer"
    ]
    return account.user, presses[0].token


class Bare:
    """What SQLite itself does in nine prepared statements, with the same pragmas and no core."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, cause TEXT UNIQUE, words TEXT)")
        self.numbers = count(1)

    def nine(self, turns: int, together: int) -> None:
        """Four selects, three inserts, two updates a turn; `together` turns share a commit."""
        run = self.connection.execute
        for number in range(turns):
            if number % together == 0:
                run("BEGIN IMMEDIATE")
            at = next(self.numbers) * 3
            for step in range(4):
                run("SELECT * FROM row WHERE id = ?", (at - step,)).fetchone()
            for step in range(3):
                run("INSERT INTO row (cause, words) VALUES (?, ?)", (f"{at}:{step}", "x" * 800))
            for step in range(2):
                run("UPDATE row SET words = ? WHERE id = ?", ("y" * 200, at - step))
            if number % together == together - 1:
                run("COMMIT")
