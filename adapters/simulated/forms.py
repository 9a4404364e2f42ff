"""How a simulated person fills a form: what they mean to say, and what was filled in already for the rest."""

from collections.abc import Mapping

from adapters.simulated import wordlists
from adapters.simulated.people import Character
from bot.cards import Attach, Day, Field, Form, Option, Pick, Tick, Write
from bot.turns import FieldValue

ANY = "?"
"""Whichever option the person likes."""


def filled(form: Form, person: Character, means: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """A value for each field; what is required and known to nobody is made up."""
    return {field.name: _value(field, person, means.get(field.name)) for field in form.fields}


def _value(field: Field, person: Character, means: FieldValue | None) -> FieldValue:
    match field:
        case Write(value=value, required=required):
            made_up = wordlists.phrase("asks", person.locale, person.rng) if required and not value else ""
            return means or value or made_up
        case Pick(options=options, value=value, required=required):
            return _picked(options, person, means) or value or (options[0].value if required else "")
        case Tick(options=options, values=values, required=required, limit=limit):
            ticked = tuple(option.value for option in options if means and option.value in means)
            return (ticked or values or ((options[0].value,) if required else ()))[:limit]
        case Day(value=value):
            return means or value
        case Attach():
            return means or ""


def _picked(options: tuple[Option, ...], person: Character, means: FieldValue | None) -> str:
    values = [option.value for option in options]
    if means == ANY:
        return person.rng.choice(values)
    return str(means) if means in values else ""
