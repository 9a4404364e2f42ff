"""Oneself: how to be addressed, in which language and zone, at which stage and in which field."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Card, Choices, Facts, Field, Form, Line, Outcome, Pick, Press, Write, button, card, line
from bot.flows.names import name_of, verbatim
from bot.flows.options import disciplines, levels, options, zones
from bot.heard import Heard
from bot.mentoring.people import Person
from bot.ports import Work
from bot.turns import Said
from bot.words import LOCALES

COURTESIES = ("plain", "dr", "dre")
LONGEST_NAME = 80


def me(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the form about oneself; typed as a command, show what is known with its button."""
    if isinstance(heard.turn.event, Said):
        return Outcome(show=(_shown("people.shown", heard.person),))
    asked = _fields(heard.person)
    return Outcome(form=Form(line("people.form"), asked, Press("people.save_me"), line("people.save")))


def save_me(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep what they said about themselves."""
    person = work.people.save(
        replace(
            heard.person,
            name=heard.word("name"),
            courtesy=heard.word("courtesy").removeprefix("plain"),
            locale=heard.word("language"),
            level=heard.word("level"),
            discipline=heard.word("discipline"),
            zone=heard.word("zone"),
        )
    )
    return Outcome(show=(_shown("people.saved", person),))


def language(locale: str) -> Pick:
    """The field for the language in which the bot speaks to them."""
    languages = options("people.languages", LOCALES)
    return Pick("language", line("people.language"), languages, locale, required=True)


def stage(person: Person) -> tuple[Field, ...]:
    """The fields for stage, field of practice and time zone."""
    return (
        Pick("level", line("people.level"), levels(), person.level),
        Pick("discipline", line("people.discipline"), disciplines(person.locale), person.discipline),
        Pick("zone", line("people.zone"), zones(person.zone), person.zone, required=True),
    )


def facts(person: Person) -> Facts:
    """What is known about a person, each with its name; what is not known is left out."""
    rows: tuple[tuple[str, Line | None], ...] = (
        ("name", name_of(person)),
        ("email", verbatim(person.email) if person.email else None),
        ("level", line(f"levels.{person.level}") if person.level else None),
        ("discipline", line(f"disciplines.{person.discipline}") if person.discipline else None),
        ("language", line(f"people.languages.{person.locale}")),
        ("zone", _zone(person.zone)),
    )
    return Facts(tuple((line(f"people.{name}"), value) for name, value in rows if value))


def _zone(zone: str) -> Line:
    return next(option.label for option in zones(zone) if option.value == zone)


def _fields(person: Person) -> tuple[Field, ...]:
    addressed = options("people.courtesies", COURTESIES)
    return (
        Write("name", line("people.name"), person.name, limit=LONGEST_NAME, required=True),
        Pick("courtesy", line("people.courtesy"), addressed, person.courtesy or "plain", required=True),
        language(person.locale),
        *stage(person),
    )


def _shown(key: str, person: Person) -> Card:
    edit = button(line("people.edit"), "people.me")
    return card(line(key), facts(person), Choices((edit, button(line("people.home"), "home.show"))))
