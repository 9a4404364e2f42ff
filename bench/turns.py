"""Turns a second: a press through the core and a store, one at a time and 32 at once.

Each store stands beside nine bare statements to the same kind of database, set the same.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from cryptography.fernet import Fernet

from bench.bare import BarePostgres, BareSqlite, postgres
from bench.figures import in_turn, processor_seconds, show
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
    """Measure presses on SQLite and on PostgreSQL, each beside the bare statements there."""
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'turns.db'}", BareSqlite(Path(folder) / "bare.db"))
    with postgres() as url:
        _measure("PostgreSQL", url, BarePostgres(url))


def _measure(where: str, url: str, bare: BareSqlite | BarePostgres) -> None:
    store = open_store(url, [Fernet.generate_key().decode()])
    programme = store.set_up(Programme(0, "Turns"), "bench", "bench").result()
    presses = store.submit_to(programme, _asked).result()
    for how, take, together in (
        ("one at a time", _one_by_one, 1),
        (f"{PEOPLE} at once", _at_once, PEOPLE),
    ):
        took, floor = in_turn(partial(take, store, presses), partial(bare.nine, PRESSES, together=together))
        own = processor_seconds(partial(take, store, presses))
        _show(f"a press on {where}, {how}", took, floor, own)
    bare.close()
    store.close()


def _show(what: str, took: float, floor: float, own: float) -> None:
    show(
        what,
        f"{PRESSES / took:,.0f} turns/s",
        f"{floor / took:.2f} of nine bare statements ({PRESSES / floor:,.0f}/s)",
    )
    show("  of it this process's own time", f"{own / PRESSES * 1000:.2f} ms/turn")


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
