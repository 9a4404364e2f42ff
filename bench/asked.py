"""People who were asked how it goes, and two buttons on each one's card: what the benches press."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from bot import nudges
from bot.cards import buttons_of
from bot.flows import checkins
from bot.mentoring.consent import TEXT_VERSIONS
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Account, Consent, Person
from bot.mentoring.profiles import Profile
from bot.mentoring.requests import Request, RequestState
from bot.outbox import MessageState
from bot.packing import unpacked
from bot.ports import Work
from bot.turns import Address
from store.store import SqlStore
from tests.fakes import FakeCalendar

AGO = timedelta(days=40)
"""How long ago they met: at six weeks they are asked."""


class Asked(NamedTuple):
    """Somebody, and the tokens of the button that answers and of the one that opens a form."""

    user: str
    answers: str
    opens: str


def asked(
    store: SqlStore, programme_id: int, addresses: Sequence[tuple[str, Address]], met: datetime
) -> list[Asked]:
    """Each of these people, asked at six weeks; `addresses` are theirs, by user."""
    found = store.submit_to(programme_id, partial(_asked, addresses=addresses, met=met)).result()
    store.run(_counted).result()
    return found


def _counted(connection: Connection) -> None:
    """Let PostgreSQL count what came in, as it does by itself within a minute."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


def _asked(work: Work, addresses: Sequence[tuple[str, Address]], met: datetime) -> list[Asked]:
    mentor = work.people.add(Person(0, "Mentor", joined_at=met))
    work.profiles.add(Profile(0, mentor.id, ("career",), capacity=len(addresses), taken=len(addresses)))
    people = [_mentee(work, user, address, met) for user, address in addresses]
    for person in people:
        checkins.schedule(work, _mentorship(work, person.id, mentor.id, met), met)
    for hours in range(0, 24 * 41, 12):
        nudges.put_due_in_outbox(work, met + timedelta(hours=hours), FakeCalendar(), limit=1000)
    return [
        Asked(user, _token(work, person.id, "checkins.answer"), _token(work, person.id, "checkins.choose"))
        for (user, _), person in zip(addresses, people, strict=True)
    ]


def _mentee(work: Work, user: str, address: Address, met: datetime) -> Person:
    mentee = work.people.add(Person(0, f"Mentee {user}", joined_at=met))
    work.accounts.add(Account(0, mentee.id, address.platform, address.tenant, user, address.route))
    for purpose, version in TEXT_VERSIONS.items():
        work.consents.add(Consent(0, mentee.id, purpose, version, met))
    return mentee


def _mentorship(work: Work, mentee_id: int, mentor_id: int, met: datetime) -> Mentorship:
    need = work.needs.add(Need(0, mentee_id, ("career.first_contract",), state=NeedState.MET))
    request = work.requests.add(Request(0, need.id, mentee_id, mentor_id, state=RequestState.ACCEPTED))
    row = Mentorship(0, need.id, request.id, mentee_id, mentor_id, need.topics, state=MentorshipState.ACTIVE)
    return work.mentorships.add(
        Mentorship(**{**vars(row), "introduced_at": met, "met_at": met, "last_met_at": met})
    )


def _token(work: Work, person_id: int, action: str) -> str:
    """The first such button on their newest card, but for a choice the one that asks until when to pause."""
    messages = work.outbox.of_room(f"p:{person_id}")
    waiting = [message for message in messages if message.state is MessageState.WAITING]
    return next(
        button.token
        for message in reversed(waiting)
        for button in buttons_of(unpacked(message.card).parts)
        if button.press.action == action
        if action != "checkins.choose" or button.press.value == "pause"
    )
