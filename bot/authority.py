"""Who may do what: looked up when the press arrives, never when the card was drawn."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum, auto

from bot.mentoring.goodbyes import Goodbye
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


_ROLES: Mapping[Who, Role] = {Who.FACULTY: Role.FACULTY, Who.COORDINATOR: Role.COORDINATOR}

_THEIRS: Mapping[Who, Callable[[int, Work], Collection[int]]] = {
    Who.MENTEE_OF_NEED: lambda about, work: (work.needs.get(about).mentee_id,),
    Who.MENTEE_OF_REQUEST: lambda about, work: (work.requests.get(about).mentee_id,),
    Who.MENTOR_OF_REQUEST: lambda about, work: (work.requests.get(about).mentor_id,),
    Who.PARTY_OF_MENTORSHIP: lambda about, work: work.mentorships.get(about).both,
    Who.MENTEE_OF_MENTORSHIP: lambda about, work: (work.mentorships.get(about).mentee_id,),
    Who.MENTOR_OF_MENTORSHIP: lambda about, work: (work.mentorships.get(about).mentor_id,),
    Who.AUTHOR_OF_CHECKIN: lambda about, work: (work.checkins.get(about).person_id,),
    Who.AUTHOR_OF_GOODBYE: lambda about, work: (work.goodbyes.get(about).from_id,),
    Who.READER_OF_GOODBYE: lambda about, work: (_reader_of(work.goodbyes.get(about), work),),
    Who.OWNER_OF_COMPANION: lambda about, work: (work.companions.get(about).person_id,),
}
"""Whose it is, what a press is about."""


def may(who: Who, person: Person, about: int, work: Work) -> bool:
    """Whether this person may; StaleCard where what it is about is not there."""
    if who is Who.ANYONE:
        return True
    has_role = who not in _ROLES or person.has(_ROLES[who])
    return person.is_here and has_role and (who not in _THEIRS or person.id in _THEIRS[who](about, work))


def _reader_of(goodbye: Goodbye, work: Work) -> int:
    return work.mentorships.get(goodbye.mentorship_id).other(goodbye.from_id)
