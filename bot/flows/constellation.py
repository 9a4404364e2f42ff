"""Home: what waits, my constellation by domain, my mentees and places, and everything else within reach."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Button, Card, Choices, Divider, Home, Line, Outcome, Part, Text, button, line
from bot.flows import constellation_map, constellation_mentees, constellation_waiting
from bot.heard import Heard
from bot.mentoring.days import today
from bot.mentoring.people import Person, Role
from bot.ports import Work

MOST_AT_HOME = 90
MOST_IN_CARD = 45
"""Parts that fit; Slack shows a hundred blocks at home and fifty in a message."""


def opened(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Their page; someone who has not joined finds the way in."""
    if not heard.person.is_here:
        return Outcome(home=Home(_invitation("constellation.not_joined")))
    return Outcome(home=Home(_fitting(tuple(_parts(heard.person, work, now)), MOST_AT_HOME)))


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The same, as a card in the conversation."""
    return Outcome(show=(as_card(heard.person, work, now),))


def no_longer_open(heard: Heard, work: Work, now: datetime) -> Outcome:
    """One kind answer for what is not theirs, not there or too late; and where things stand."""
    stale = line("constellation.no_longer_open")
    if not heard.person.is_here:
        return Outcome(show=(Card((Text(stale), *_invitation("constellation.not_joined"))),))
    return Outcome(show=(as_card(heard.person, work, now, stale),))


def as_card(person: Person, work: Work, now: datetime, *first: Line) -> Card:
    """The home as a card, after what there is to say first."""
    return Card((*(Text(said) for said in first), *_fitting(tuple(_parts(person, work, now)), MOST_IN_CARD)))


def _fitting(parts: tuple[Part, ...], most: int) -> tuple[Part, ...]:
    """As many parts as fit, from the top, and the last row, by which everything else is reached."""
    if len(parts) <= most:
        return parts
    return *parts[: most - 2], Text(line("constellation.more"), "hint"), parts[-1]


def _invitation(key: str) -> tuple[Part, ...]:
    ways = (
        button(line("welcome.start"), "welcome.start", primary=True),
        button(line("welcome.what_do_you_keep"), "privacy.show"),
    )
    return Text(line(key)), Choices(ways)


def _parts(person: Person, work: Work, now: datetime) -> Iterator[Part]:
    sections = (
        tuple(constellation_waiting.parts(person, work, now)),
        tuple(constellation_map.parts(person, work, now)) if seeks(person, work) else (),
        tuple(constellation_mentees.parts(person, work, now)) if person.has(Role.FACULTY) else (),
    )
    for section in filter(None, sections):
        yield from section
        yield Divider()
    yield from _everything_else(person, now)


def seeks(person: Person, work: Work) -> bool:
    """Whether they look for mentors: residents, and whoever told of a need."""
    return (
        not person.has(Role.FACULTY)
        or person.has(Role.RESIDENT)
        or bool(work.needs.first(mentee_id=person.id))
    )


def _everything_else(person: Person, now: datetime) -> Iterator[Part]:
    snoozed = person.snoozed_until
    back: tuple[Button, ...] = ()
    if snoozed and snoozed > now:
        yield Text(line("constellation.snoozed", until=today(snoozed, person.zone)), "hint")
        back = (button(line("constellation.back"), "pauses.back"),)
    yield Choices(
        (
            *back,
            button(line("constellation.pause_me"), "pauses.me"),
            button(line("constellation.me"), "people.me"),
            button(line("constellation.privacy"), "privacy.show"),
            button(line("constellation.help"), "help.show"),
        ),
        line("constellation.everything_else"),
    )
