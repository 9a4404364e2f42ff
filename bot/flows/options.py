"""The options of a form, drawn from the words: domains, challenges, levels, disciplines."""

from collections.abc import Iterable

from bot.cards import Option, line
from bot.words import every_key


def domains() -> tuple[str, ...]:
    """Every domain, in the order of the taxonomy."""
    return tuple(name for name in _names("topics") if "." not in name)


def challenges(domain: str) -> tuple[str, ...]:
    """The challenges of a domain, in the order of the taxonomy."""
    return tuple(name for name in _names("topics") if name.startswith(f"{domain}."))


def levels() -> tuple[Option, ...]:
    """Stages of training and faculty ranks."""
    return options("levels", (name for name in _names("levels") if "." not in name))


def disciplines(locale: str) -> tuple[Option, ...]:
    """Every discipline, in the alphabetical order of a language."""
    words = every_key()
    spoken = {name: str(words[f"disciplines.{name}"][locale]) for name in _names("disciplines")}
    return options("disciplines", sorted(spoken, key=lambda name: spoken[name].casefold()))


def zones(own: str) -> tuple[Option, ...]:
    """The zones of Canada, and a person's own where it is another."""
    named = _names("people.zones")
    known = options("people.zones", named)
    return known if own in named else (*known, Option(own, line("names.verbatim", text=own)))


def options(table: str, values: Iterable[str]) -> tuple[Option, ...]:
    """An option for each value, named by the words `<table>.<value>`."""
    return tuple(Option(value, line(f"{table}.{value}")) for value in values)


def _names(table: str) -> tuple[str, ...]:
    prefix = f"{table}."
    return tuple(key.removeprefix(prefix) for key in every_key() if key.startswith(prefix))
