"""Someone becomes a coordinator, perhaps before they have come."""

from dataclasses import replace

from bot.forms import tidied
from bot.mentoring.people import Person, Role
from bot.ports import Work


def appointed(email: str, work: Work) -> Person:
    """Whoever has this e-mail, a coordinator besides what they are; kept on the roster where they are new."""
    known = tidied(email).casefold()
    person = work.people.first(email=known) or work.people.add(Person(0, "", known, roles=()))
    return work.people.save(replace(person, roles=tuple(dict.fromkeys([*person.roles, Role.COORDINATOR]))))
