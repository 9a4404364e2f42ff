"""Who may do what: looked up when the press arrives, never when the card was drawn."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from bot.errors import StaleCard
from bot.mentoring.people import Person, Role
from bot.ports import Work


class Who(Enum):
    """Who may take a route; beyond ANYONE, only people who have joined."""

    ANYONE = auto()
    MEMBER = auto()
    FACULTY = auto()
    COORDINATOR = auto()
    MENTEE_OF_NEED = auto()
    MENTEE_OF_REQUEST = auto()
    MENTOR_OF_REQUEST = auto()
    PARTY_OF_MENTORSHIP = auto()
    MENTEE_OF_MENTORSHIP = auto()
    MENTOR_OF_MENTORSHIP = auto()
    AUTHOR_OF_CHECKIN = auto()
    AUTHOR_OF_GOODBYE = auto()
    READER_OF_GOODBYE = auto()
    OWNER_OF_COMPANION = auto()


May = Callable[[Person, int, Work], bool]


def _reads_goodbye(person: Person, about: int, work: Work) -> bool:
    goodbye = work.goodbyes.get(about)
    return person.id == work.mentorships.get(goodbye.mentorship_id).other(goodbye.from_id)


_MAY: Mapping[Who, May] = {
    Who.ANYONE: lambda person, about, work: True,
    Who.MEMBER: lambda person, about, work: True,
    Who.FACULTY: lambda person, about, work: person.has(Role.FACULTY),
    Who.COORDINATOR: lambda person, about, work: person.has(Role.COORDINATOR),
    Who.MENTEE_OF_NEED: lambda person, about, work: work.needs.get(about).mentee_id == person.id,
    Who.MENTEE_OF_REQUEST: lambda person, about, work: work.requests.get(about).mentee_id == person.id,
    Who.MENTOR_OF_REQUEST: lambda person, about, work: work.requests.get(about).mentor_id == person.id,
    Who.PARTY_OF_MENTORSHIP: lambda person, about, work: person.id in work.mentorships.get(about).both,
    Who.MENTEE_OF_MENTORSHIP: lambda person, about, work: work.mentorships.get(about).mentee_id == person.id,
    Who.MENTOR_OF_MENTORSHIP: lambda person, about, work: work.mentorships.get(about).mentor_id == person.id,
    Who.AUTHOR_OF_CHECKIN: lambda person, about, work: work.checkins.get(about).person_id == person.id,
    Who.AUTHOR_OF_GOODBYE: lambda person, about, work: work.goodbyes.get(about).from_id == person.id,
    Who.READER_OF_GOODBYE: _reads_goodbye,
    Who.OWNER_OF_COMPANION: lambda person, about, work: work.companions.get(about).person_id == person.id,
}


def require(who: Who, person: Person, about: int, work: Work) -> None:
    """StaleCard unless this person may: the same answer as for what is not there."""
    if who is not Who.ANYONE and not person.is_here:
        raise StaleCard("not joined")
    if not _MAY[who](person, about, work):
        raise StaleCard("not theirs")
