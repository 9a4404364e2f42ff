"""Mentors for a need: up to five with their reasons, put aside or kept; a plain word where nobody fits."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Card, Outcome, Part
from bot.errors import StaleCard
from bot.flows import suggestion_cards, suggestions_found
from bot.flows.need_news import want
from bot.heard import Heard
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Bar, Person
from bot.mentoring.suggestions import Suggestion
from bot.ports import Work


def pick(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Suggest for the one open need, or ask for which."""
    needs = work.needs.where(mentee_id=heard.person.id, state=NeedState.OPEN)
    if len(needs) == 1:
        return Outcome(show=(drawn(work, needs[0], now),))
    return Outcome(show=(suggestion_cards.which(needs),))


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The mentors who fit best today."""
    return Outcome(show=(drawn(work, _open(heard, work), now),))


def more(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Others than those who were shown in this round."""
    return Outcome(show=(drawn(work, _open(heard, work), now, seen=_ids(heard.value)),))


def not_this_one(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Put one mentor aside for this need, for now; the next best takes the place."""
    need = _open(heard, work)
    mentor_id, *beside = _ids(heard.value)
    _put_aside(work, need, mentor_id, now)
    return Outcome(instead=drawn(work, need, now, keep=tuple(beside)))


def never(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Say what "never suggest" means, before it is done."""
    need, mentor = _open(heard, work), work.people.get(_ids(heard.value)[0])
    return Outcome(form=suggestion_cards.never_form(need, mentor, heard.value))


def save_never(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Never suggest this mentor again, to nobody's knowledge; the next best takes the place."""
    need = _open(heard, work)
    mentor_id, *beside = _ids(heard.value)
    if not work.bars.first(person_id=heard.person.id, other_id=mentor_id):
        work.bars.add(Bar(0, heard.person.id, mentor_id))
    return Outcome(instead=drawn(work, need, now, keep=tuple(beside)))


def none_fits(heard: Heard, work: Work, now: datetime) -> Outcome:
    """None of these fit: the coordinator learns what is wanted, and the mentee of whoever comes."""
    need = _open(heard, work)
    want(work, need, now)
    return Outcome(show=(suggestion_cards.nothing(need, "suggestions.noted"),))


def drawn(
    work: Work, need: Need, now: datetime, keep: tuple[int, ...] = (), seen: tuple[int, ...] = ()
) -> Card:
    """A list for a need: those who are kept, then the best of the others; a plain word where nobody is."""
    mentors = suggestions_found.found(work, need, now, keep, seen)
    if mentors:
        _record(work, need, [shown.person.id for shown in mentors if shown.person.id not in keep], now)
        round_of = tuple(dict.fromkeys((*seen, *(shown.person.id for shown in mentors))))
        return suggestion_cards.suggestions(need, mentors, round_of)
    if seen or suggestions_found.anybody(work, need):
        return suggestion_cards.no_others(need)
    want(work, need, now)
    return suggestion_cards.nothing(need, "suggestions.nothing")


def thought_of(work: Work, need: Need, by: Person, colleague: Person, now: datetime) -> tuple[Part, ...]:
    """A colleague whom a mentor thought of, shown to the mentee like any suggestion."""
    _record(work, need, [colleague.id], now)
    return suggestion_cards.thought_of(need, by, suggestions_found.shown(work, need, colleague.id))


def shown_last(work: Work, need: Need) -> tuple[int, ...]:
    """The mentors shown for a need and not put aside, the newest first."""
    newest = {row.mentor_id: row for row in work.suggestions.where(need_id=need.id)}
    kept = [row for row in newest.values() if not row.passed]
    return tuple(row.mentor_id for row in sorted(kept, key=lambda row: (row.shown_at, -row.id), reverse=True))


def _open(heard: Heard, work: Work) -> Need:
    need = work.needs.get(heard.about)
    if need.state is not NeedState.OPEN:
        raise StaleCard("the need is not open")
    return need


def _put_aside(work: Work, need: Need, mentor_id: int, now: datetime) -> None:
    rows = work.suggestions.where(need_id=need.id, mentor_id=mentor_id)
    if rows:
        work.suggestions.save(replace(rows[-1], passed=True, shown_at=now))
    else:
        work.suggestions.add(Suggestion(0, need.id, mentor_id, now, passed=True))


def _record(work: Work, need: Need, mentor_ids: list[int], now: datetime) -> None:
    for mentor_id in mentor_ids:
        work.suggestions.add(Suggestion(0, need.id, mentor_id, now))


def _ids(value: str) -> tuple[int, ...]:
    return tuple(int(id) for id in value.split(",") if id)
