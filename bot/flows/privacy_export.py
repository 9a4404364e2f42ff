"""A person's data as JSON: all that they wrote or that is theirs, nothing of the other side's own."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from bot.mentoring.goodbyes import GoodbyeState
from bot.mentoring.people import Person
from bot.ports import Rows, Work

NOT_THEIRS = frozenset({"version", "person_id", "taken", "card", "route"})
"""Fields that say nothing about a person, or only that it is theirs."""

DELIVERED = (GoodbyeState.SENT, GoodbyeState.ANSWERED)


def exported(person: Person, work: Work) -> str:
    """Everything that is theirs as JSON text; people are named, days are ISO 8601."""
    return json.dumps(_everything(person, work), ensure_ascii=False, indent=2, default=str)


def _everything(person: Person, work: Work) -> dict[str, object]:
    mine, id = _Named(work), person.id
    needs = work.needs.where(mentee_id=id)
    mentorships = [*work.mentorships.where(mentee_id=id), *work.mentorships.where(mentor_id=id)]
    return {
        "programme": work.programme.name,
        "person": mine.row(person),
        "accounts": mine.rows(work.accounts.where(person_id=id)),
        "consents": mine.rows(work.consents.where(person_id=id)),
        "profile": mine.rows(work.profiles.where(person_id=id)),
        "needs": mine.rows(needs),
        "suggestions_shown_to_me": mine.rows(
            work.suggestions.where(need_id=tuple(need.id for need in needs))
        ),
        "requests_i_sent": mine.rows(work.requests.where(mentee_id=id)),
        "requests_i_received": mine.rows(work.requests.where(mentor_id=id), without={"words", "rank"}),
        "mentorships": mine.rows(mentorships),
        "meetings_i_logged": mine.rows(work.meetings.where(by_id=id)),
        "checkins": mine.rows(work.checkins.where(person_id=id)),
        "notes_i_wrote": mine.rows(work.goodbyes.where(from_id=id)),
        "notes_i_received": _received(mine, person, mentorships, work),
        "companions": mine.rows(work.companions.where(person_id=id)),
        "people_i_keep_away_from": mine.rows(work.bars.where(person_id=id)),
        "conflicts_of_interest": mine.rows([*work.ties.where(mentee_id=id), *work.ties.where(mentor_id=id)]),
    }


def _received(
    mine: "_Named", person: Person, mentorships: Iterable[Any], work: Work
) -> list[dict[str, object]]:
    """Notes that reached them, with their own reply; the writer's private label stays the writer's."""
    about = tuple(mentorship.id for mentorship in mentorships)
    notes = work.goodbyes.where(mentorship_id=about, state=DELIVERED)
    theirs = [note for note in notes if note.from_id != person.id]
    return mine.rows(theirs, without={"label", "tone", "door"})


class _Named:
    """Rows as dictionaries, people's ids as their names."""

    def __init__(self, work: Work) -> None:
        self.people: Rows[Person] = work.people
        self.names: dict[int, str] = {}

    def rows(self, rows: Iterable[Any], without: Iterable[str] = ()) -> list[dict[str, object]]:
        return [self.row(row, frozenset(without)) for row in rows]

    def row(self, row: Any, without: frozenset[str] = frozenset()) -> dict[str, object]:
        left_out = NOT_THEIRS | without
        kept = (entry.name for entry in fields(row) if entry.name not in left_out)
        return dict(self._entry(name, getattr(row, name)) for name in kept)

    def _entry(self, name: str, value: object) -> tuple[str, object]:
        who = name.removesuffix("_id")
        if isinstance(value, int) and who in _PEOPLE and name.endswith("_id"):
            return who, self._name(value)
        if isinstance(value, Mapping):
            return name, dict(value)
        return name, value.isoformat() if isinstance(value, date) else value

    def _name(self, person_id: int) -> str:
        if person_id not in self.names:
            self.names[person_id] = self.people.get(person_id).name
        return self.names[person_id]


_PEOPLE = frozenset({"mentee", "mentor", "other", "by", "from", "colleague"})
"""What the field of a person's id is called, without `_id`."""
