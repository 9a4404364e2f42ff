"""The form of joining: what it asks, and the person that it makes."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Field, Option, Pick, Tick, Write, line
from bot.flows import people
from bot.flows.options import options
from bot.heard import Heard
from bot.mentoring.consent import Purpose
from bot.mentoring.people import Person, Role
from bot.ports import Work

BRINGS: dict[str, tuple[str, ...]] = {
    "mentee": (Role.RESIDENT,),
    "mentor": (Role.FACULTY,),
    "both": (Role.RESIDENT, Role.FACULTY),
}
"""What brings a person here, and the roles that it means."""

KEPT_ROLES = (Role.COORDINATOR, Role.LEADER)
"""Roles that only a roster gives, and that joining leaves alone."""


def fields(person: Person) -> tuple[Field, ...]:
    """What joining asks, with what is known already filled in."""
    return (
        Write("name", line("people.name"), person.name, limit=people.LONGEST_NAME, required=True),
        people.language(person.locale),
        Pick(
            "brings", line("welcome.brings"), options("welcome.bring", BRINGS), _brings(person), required=True
        ),
        *people.stage(person),
        Tick("agree", line("welcome.agree"), _purposes(), hint=line("welcome.agree_hint"), required=True),
    )


def joined(heard: Heard, work: Work, now: datetime) -> Person:
    """The person as the form made them; who comes back keeps what they were."""
    mentors = (Role.FACULTY,) if work.profiles.of(heard.person.id) else ()
    kept = [role for role in heard.person.roles if role in KEPT_ROLES]
    return replace(
        heard.person,
        name=heard.word("name"),
        locale=heard.word("language"),
        roles=tuple(dict.fromkeys([*BRINGS[heard.word("brings")], *mentors, *kept])),
        level=heard.word("level"),
        discipline=heard.word("discipline"),
        zone=heard.word("zone"),
        joined_at=now,
        left_at=None,
    )


def _brings(person: Person) -> str:
    """What their roles say, where a roster gave them any."""
    ways = (what for what, roles in reversed(BRINGS.items()) if set(roles) <= set(person.roles))
    return next(ways, "")


def _purposes() -> tuple[Option, ...]:
    return options("welcome.purposes", Purpose)
