"""Looks at a programme's rows every day, and keeps what was broken and what the table is made of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from adapters.simulated import invariants
from adapters.simulated.invariants import Broken
from adapters.simulated.lives import LIVES, States, may_go_on
from adapters.simulated.town import Town
from bot.mentoring.checkins import CheckIn
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.profiles import Profile
from bot.mentoring.queue import QueueItem
from bot.mentoring.requests import Request
from bot.ports import Work

MOST_KEPT = 50
"""How many broken invariants are kept one by one."""


@dataclass(frozen=True)
class Rows:
    """A programme's rows on one day."""

    needs: list[Need]
    requests: list[Request]
    mentorships: list[Mentorship]
    checkins: list[CheckIn]
    goodbyes: list[Goodbye]
    profiles: list[Profile]
    queue: list[QueueItem]

    @property
    def states(self) -> States:
        """The state of every row that has a life."""
        lives: tuple[tuple[str, Iterable[Any]], ...] = (
            ("need", self.needs),
            ("request", self.requests),
            ("mentorship", self.mentorships),
            ("goodbye", self.goodbyes),
            ("check-in", self.checkins),
        )
        return {(kind, row.id): str(row.state) for kind, rows in lives for row in rows}


def rows_of(work: Work) -> Rows:
    """The rows as this transaction has them."""
    return Rows(
        work.needs.where(),
        work.requests.where(),
        work.mentorships.where(),
        work.checkins.where(),
        work.goodbyes.where(),
        work.profiles.where(),
        work.queue.where(),
    )


@dataclass
class Watch:
    """Every day's look; `broken` in the order in which it was seen."""

    town: Town
    states: dict[tuple[str, int], str] = field(default_factory=dict)
    broken: dict[Broken, int] = field(default_factory=dict)
    rows: Rows | None = None

    def look(self, work: Work) -> None:
        """Check what must hold every day, of the rows that may have moved since the day before."""
        self._note(invariants.over_capacity(work.profiles.where(), work.mentorships.where(holds=True)))
        self._moved({key: state for kind in LIVES for key, state in _moving(work, kind, self.states)})

    def last_look(self, work: Work) -> None:
        """Check every row."""
        rows = self.rows = rows_of(work)
        self._note(invariants.over_capacity(rows.profiles, rows.mentorships))
        self._note(invariants.without_yes(rows.requests, rows.mentorships, self.town.erased))
        self._moved(rows.states)

    def close(self, is_holiday: Callable[[date], bool]) -> None:
        """Check what must hold of everything that was said and asked."""
        town, checkins = self.town, self.rows.checkins if self.rows else []
        authors = {row.id: row.person_id for row in checkins}
        zones = {user: person.zone for user, person in town.people.items()}
        self._note(
            chain(
                invariants.said_twice(town.mail.log),
                invariants.leaked(town.mail.log, town.private),
                invariants.seen_by_others(town.mail.log, authors),
                invariants.at_bad_hours(town.mail.log, zones, is_holiday),
                invariants.too_often(checkins),
                invariants.went_wrong(town.counts),
            )
        )

    def _moved(self, states: States) -> None:
        self._note(invariants.illegal_steps(self.states, states))
        self.states.update(states)

    def _note(self, found: Iterator[Broken]) -> None:
        for broken in found:
            if broken in self.broken or len(self.broken) < MOST_KEPT:
                self.broken[broken] = self.broken.get(broken, 0) + 1


def _moving(work: Work, kind: str, known: States) -> Iterator[tuple[tuple[str, int], str]]:
    """The rows of a kind whose life may go on, and those whose life could the day before."""
    rows: Any = getattr(work, f"{kind.replace('-', '')}s")
    going = may_go_on(kind)
    found = {row.id: str(row.state) for row in rows.where(state=going)}
    before = (id for (of, id), state in known.items() if of == kind and state in going and id not in found)
    gone = tuple(before)
    found |= {row.id: str(row.state) for row in rows.where(id=gone)} if gone else {}
    return (((kind, id), state) for id, state in found.items())
