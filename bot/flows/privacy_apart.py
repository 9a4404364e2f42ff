"""Keeping apart: a block, and "something felt wrong". Nothing starts but what the person asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.authority import Who, may
from bot.cards import (
    Button,
    Card,
    Choices,
    Form,
    Line,
    Option,
    Outcome,
    Pick,
    Press,
    Text,
    button,
    card,
    line,
)
from bot.errors import StaleCard
from bot.flows.names import name_of, short_name, verbatim
from bot.flows.partings import part
from bot.heard import Heard
from bot.mentoring.people import Bar, Person
from bot.mentoring.programmes import Programme
from bot.mentoring.queue import QueueItem, Waiting
from bot.ports import Work

MOST_NAMES = 100
"""How many options a picker can hold."""


def block(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask whom to keep apart from, of those they met here."""
    met = tuple(_met_here(heard.person, work))[-MOST_NAMES:]
    if not met:
        return Outcome(show=(card(line("privacy.nobody_met")),))
    names = tuple(Option(str(person.id), name_of(person)) for person in met)
    who = Pick("who", line("privacy.block_who"), names, required=True)
    intro = (Text(line("privacy.block_intro"), "hint"),)
    save = Press("privacy.save_block")
    return Outcome(form=Form(line("privacy.block_form"), (who,), save, line("privacy.block_now"), intro))


def save_block(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep the two apart, from now on and for good."""
    other = work.people.get(int(heard.word("who")))
    return _apart(heard.person, other, work, now)


def block_now(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The same for the other of a mentorship, without any question."""
    other = work.people.get(work.mentorships.get(heard.about).other(heard.person.id))
    return _apart(heard.person, other, work, now)


def wrong(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Privately: what helps, whom to talk to, and a way to keep apart. It is told to nobody."""
    return Outcome(show=(_something_felt_wrong(heard, work),))


def tell(heard: Heard, work: Work, now: datetime) -> Outcome:
    """They ask that the programme's people get in touch: only now is anybody told."""
    if not work.queue.first(kind=Waiting.SAFETY, about=heard.person.id, settled_at=None):
        work.queue.add(QueueItem(0, Waiting.SAFETY, heard.person.id, opened_at=now))
    return Outcome(instead=card(line("privacy.told")))


def _something_felt_wrong(heard: Heard, work: Work) -> Card:
    return card(
        Text(line("privacy.wrong_title"), "title"),
        line("privacy.wrong_intro"),
        *_who_helps(work.programme),
        Text(line("privacy.wrong_danger"), "hint"),
        Choices((_block_button(heard, work), button(line("privacy.tell"), "privacy.tell"))),
        Text(line("privacy.tell_hint"), "hint"),
    )


def _who_helps(programme: Programme) -> Iterator[Line]:
    """The programme's own person and resources; where it named none, where to find one."""
    named = programme.human
    yield line("privacy.human", who=verbatim(named)) if named else line("privacy.no_human")
    if programme.resources:
        yield line("privacy.resources", what=verbatim(programme.resources))


def _block_button(heard: Heard, work: Work) -> Button:
    """The other of the mentorship is named at once; without one it is asked who."""
    if not heard.about:
        return button(line("privacy.block"), "privacy.block", primary=True)
    if not may(Who.PARTY_OF_MENTORSHIP, heard.person, heard.about, work):
        raise StaleCard("not theirs")
    other = short_name(work.people.get(work.mentorships.get(heard.about).other(heard.person.id)))
    return button(line("privacy.block_name", name=other), "privacy.block_now", heard.about, primary=True)


def _apart(person: Person, other: Person, work: Work, now: datetime) -> Outcome:
    _bar(person, other, work)
    part(work, person.id, other.id, now)
    return Outcome(show=(_kept_apart(other),))


def _bar(person: Person, other: Person, work: Work) -> None:
    held = work.bars.first(person_id=person.id, other_id=other.id)
    if held is None:
        work.bars.add(Bar(0, person.id, other.id, blocked=True))
    elif not held.blocked:
        work.bars.save(replace(held, blocked=True))


def _kept_apart(other: Person) -> Card:
    ways = (button(line("privacy.wrong"), "privacy.wrong"), button(line("privacy.home"), "home.show"))
    return card(line("privacy.apart", name=short_name(other)), Choices(ways))


def _met_here(person: Person, work: Work) -> Iterator[Person]:
    """Everyone with whom there was a request or a mentorship, and who is still here."""
    mentorships = [*work.mentorships.where(mentee_id=person.id), *work.mentorships.where(mentor_id=person.id)]
    ids = [
        *(request.mentor_id for request in work.requests.where(mentee_id=person.id)),
        *(request.mentee_id for request in work.requests.where(mentor_id=person.id)),
        *(mentorship.other(person.id) for mentorship in mentorships),
    ]
    for id in dict.fromkeys(ids):
        other = work.people.get(id)
        if other.is_here:
            yield other
