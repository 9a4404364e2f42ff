"""A programme's roster as CSV: read with every fault named, then compared with who is there."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.forms import tidied
from bot.mentoring.days import is_zone
from bot.mentoring.people import Person, Role
from bot.words import LOCALES, every_key

COLUMNS = (
    "email",
    "name",
    "roles",
    "level",
    "discipline",
    "language",
    "zone",
    "courtesy",
    "status",
    "supervisors",
)
"""What a roster may hold; `email` and `name` are needed, `supervisors` are e-mails parted by `;`."""

NEEDED = ("email", "name")
LONGEST = 200
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,185}\.[^@\s.,;<>\"]{2,63}")


def is_email(text: str) -> bool:
    """Whether this looks like one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: the row's number in the file (the header is 1), its column, a key."""

    row: int
    column: str
    key: str


@dataclass(frozen=True)
class Entry:
    """One row of a roster, read; what was left empty stays as it is in the programme."""

    email: str
    name: str
    roles: tuple[str, ...] = ()
    level: str = ""
    discipline: str = ""
    locale: str = ""
    zone: str = ""
    courtesy: str = ""
    leaving: bool = False
    supervisors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What importing would do: who is new, who changes, who leaves."""

    new: tuple[Person, ...] = ()
    changed: tuple[Person, ...] = ()
    leaving: tuple[Person, ...] = ()


def read(text: str) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """The rows of a CSV that are whole, and a fault for each cell that is not."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text))
    try:
        rows = [[tidied(cell) for cell in row] for row in reader]
    except csv.Error:
        return (), (Fault(reader.line_num, "", "roster.not_csv"),)
    header = [name.casefold() for name in rows[0]] if rows else []
    faults = tuple(_header_faults(header))
    if faults:
        return (), faults
    return _entries(header, rows)


def planned(entries: Iterable[Entry], people: Iterable[Person], *, whole: bool) -> Plan:
    """What these entries change; `whole`: whoever has an e-mail and is not in the file leaves."""
    here = {person.email.casefold(): person for person in people if person.email}
    new, changed, leaving = [], [], []
    entries = tuple(entries)
    for entry in entries:
        person = here.get(entry.email)
        if entry.leaving:
            leaving += [person] if person and not person.left_at else []
        elif person is None:
            new.append(_filled(Person(0, entry.name, entry.email), entry))
        elif _filled(person, entry) != person:
            changed.append(_filled(person, entry))
    if whole:
        named = {entry.email for entry in entries}
        absent = (person for email, person in here.items() if email not in named)
        leaving += [person for person in absent if not person.left_at and not person.has(Role.COORDINATOR)]
    return Plan(tuple(new), tuple(changed), tuple(leaving))


def _delimiter(text: str) -> str:
    """What the header has most of: semicolons where French wrote it, tabs where it was copied."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _header_faults(header: list[str]) -> Iterator[Fault]:
    yield from (Fault(1, name, "roster.column_missing") for name in NEEDED if name not in header)
    yield from (Fault(1, name, "roster.column_unknown") for name in header if name and name not in COLUMNS)
    yield from (
        Fault(1, name, "roster.column_twice") for name in sorted(set(header)) if header.count(name) > 1
    )


def _entries(header: list[str], rows: list[list[str]]) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    entries: list[Entry] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(header, row, strict=False))
        wrong = list(_faults(number, cells, seen, too_wide=any(row[len(header) :])))
        seen.add(cells["email"].casefold())
        faults += wrong
        entries += [] if wrong else [_entry(cells)]
    return tuple(entries), tuple(faults)


def _faults(number: int, cells: Mapping[str, str], seen: set[str], *, too_wide: bool) -> Iterator[Fault]:
    if too_wide:
        yield Fault(number, "", "roster.too_wide")
    for column in NEEDED:
        if not cells[column]:
            yield Fault(number, column, "roster.empty")
    if cells["email"].casefold() in seen:
        yield Fault(number, "email", "roster.twice")
    for column, cell in cells.items():
        if len(cell) > LONGEST:
            yield Fault(number, column, "roster.too_long")
        elif cell and column in _READERS and _READERS[column](cell) is None:
            yield Fault(number, column, f"roster.bad_{column}")


def _entry(cells: Mapping[str, str]) -> Entry:
    read = {column: reader(cells[column]) or "" for column, reader in _READERS.items()}
    return Entry(
        email=read["email"],
        name=cells["name"],
        roles=tuple(filter(None, read["roles"].split(";"))),
        level=read["level"],
        discipline=read["discipline"],
        locale=read["language"],
        zone=read["zone"],
        courtesy=read["courtesy"],
        leaving=read["status"] == "left",
        supervisors=tuple(filter(None, read["supervisors"].split(";"))),
    )


def _filled(person: Person, entry: Entry) -> Person:
    """The person with what the entry says; a person's own choices stand once they have joined."""
    changes: dict[str, object] = {"name": entry.name}
    kept = ("locale", "zone", "courtesy") if person.joined_at else ()
    for field in ("roles", "level", "discipline", "locale", "zone", "courtesy"):
        said = getattr(entry, field)
        if said and field not in kept:
            changes[field] = said
    return replace(person, **changes)  # type: ignore[arg-type]  # names and types are Entry's own


def _listed(cell: str, known: Callable[[str], str | None]) -> str | None:
    parts = [known(part.strip()) for part in re.split(r"[;,|]", cell) if part.strip()]
    return None if None in parts else ";".join(filter(None, parts))


def _one_of(names: Mapping[str, str]) -> Callable[[str], str | None]:
    return lambda cell: names.get(cell.casefold())


@cache
def _spoken(table: str) -> Mapping[str, str]:
    """Every way to name a level or a discipline: its key, or its words in either language."""
    prefix = f"{table}."
    ways: dict[str, str] = {}
    for key, texts in every_key().items():
        if key.startswith(prefix):
            name = key.removeprefix(prefix)
            ways |= {str(texts[locale]).casefold(): name for locale in LOCALES} | {name: name}
    return ways


def _an_email(cell: str) -> str | None:
    return cell.casefold() if is_email(cell) else None


_ROLES = {role.value: role.value for role in Role} | {
    "résident": "resident", "résidente": "resident", "professeur": "faculty", "professeure": "faculty",
    "corps professoral": "faculty", "coordonnateur": "coordinator", "coordonnatrice": "coordinator",
    "direction": "leader", "mentor": "faculty", "mentee": "resident", "fellow": "resident",
}  # fmt: skip
_LANGUAGES = {"en": "en", "english": "en", "anglais": "en", "fr": "fr", "french": "fr", "français": "fr"}
_COURTESIES = {"dr": "dr", "dr.": "dr", "dre": "dre", "none": ""}
_STATUSES = {
    "active": "active",
    "actif": "active",
    "here": "active",
    "left": "left",
    "parti": "left",
    "partie": "left",
}

_READERS: Mapping[str, Callable[[str], str | None]] = {
    "email": _an_email,
    "roles": lambda cell: _listed(cell, _one_of(_ROLES)),
    "level": lambda cell: _spoken("levels").get(cell.casefold()),
    "discipline": lambda cell: _spoken("disciplines").get(cell.casefold()),
    "language": _one_of(_LANGUAGES),
    "zone": lambda cell: cell if is_zone(cell) else None,
    "courtesy": _one_of(_COURTESIES),
    "status": _one_of(_STATUSES),
    "supervisors": lambda cell: _listed(cell, _an_email),
}
"""How each column is read: what it means, or None where it means nothing."""
