"""How people and topics are named in a line."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import reduce

from bot.cards import Line, line
from bot.mentoring.people import Person


def name_of(person: Person) -> Line:
    """Their whole name as they wish to be addressed: "Dr. Léa Roy" or « Dre Léa Roy »."""
    if not person.name:  # they were forgotten
        return line("names.someone")
    return line(f"names.{person.courtesy or 'plain'}", name=person.name)


def short_name(person: Person) -> Line:
    """By first name, or title and last name: "Amira", "Dr. Roy", « Dre Roy »."""
    if not person.name:
        return line("names.someone")
    if not person.courtesy:
        return line("names.plain", name=person.first_name)
    return line(f"names.{person.courtesy}", name=person.name.split(" ")[-1])


def topic(key: str) -> Line:
    """A domain or a challenge in words."""
    return line(f"topics.{key}")


def topics(keys: Iterable[str]) -> tuple[Line, ...]:
    """Several of them, to be listed; challenges stand for their domain where both are there."""
    kept = list(keys)
    named = {key.split(".")[0] for key in kept if "." in key}
    return tuple(topic(key) for key in kept if "." in key or key not in named)


def side_by_side(lines: Sequence[Line]) -> Line:
    """Several short facts on one line."""
    return reduce(lambda one, other: line("names.beside", one=one, other=other), lines)


def verbatim(text: str) -> Line:
    """Somebody's own words, as they are."""
    return line("names.verbatim", text=text)


def when(moment: date | datetime) -> Line:
    """A day or an instant, spoken in the reader's zone."""
    return line("names.when", when=moment)
