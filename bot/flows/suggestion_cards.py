"""What a mentee sees of the mentors who could help: facts they chose to show, and how to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Button, Card, Choices, Divider, Form, Line, Part, Press, Text, button, card, line
from bot.flows.names import name_of, short_name, side_by_side, topics
from bot.mentoring.needs import Need
from bot.mentoring.people import Person
from bot.mentoring.profiles import Profile

MOST_NEEDS = 20
"""How many needs one card asks about."""


@dataclass(frozen=True)
class Shown:
    """A mentor as a mentee is shown them: who, what they chose to show, why, and any conflict of interest."""

    person: Person
    profile: Profile
    reasons: tuple[Line, ...]
    tied: bool = False


def suggestions(need: Need, mentors: Sequence[Shown], seen: Sequence[int]) -> Card:
    """The list, best first; `seen` are all who were shown in this round."""
    ids = tuple(shown.person.id for shown in mentors)
    parts = tuple(part for shown in mentors for part in (*mentor(need, shown, ids), Divider()))
    return card(
        Text(line("suggestions.title", topics=topics(need.topics)), "title"),
        *parts,
        line("suggestions.best"),
        Choices(_below(need, seen, len(ids))),
    )


def _below(need: Need, seen: Sequence[int], shown: int) -> tuple[Button, ...]:
    rank = (button(line("suggestions.rank"), "requests.rank", need.id),) if shown > 1 else ()
    others = button(line("suggestions.more"), "suggestions.more", need.id, listed(seen))
    return others, *rank, button(line("suggestions.none_fits"), "suggestions.none_fits", need.id)


def mentor(need: Need, shown: Shown, beside: Sequence[int] = ()) -> tuple[Part, ...]:
    """One mentor, with the ways to answer; `beside` are those who stay in the list."""
    tie = (Text(line("suggestions.conflict", name=short_name(shown.person)), "hint"),) if shown.tied else ()
    return (
        Text(_headline(shown)),
        *(Text(reason) for reason in shown.reasons),
        *(Text(side_by_side(facts), "hint") for facts in (_facts(shown.profile),) if facts),
        *tie,
        Choices(_answers(need, shown.person, beside), name_of(shown.person)),
    )


def _headline(shown: Shown) -> Line:
    names = {"name": name_of(shown.person), "places": line("suggestions.places", n=shown.profile.places)}
    if not shown.person.discipline:
        return line("suggestions.mentor_plain", **names)
    return line("suggestions.mentor", about=line(f"disciplines.{shown.person.discipline}"), **names)


def _facts(profile: Profile) -> tuple[Line, ...]:
    formats = tuple(line(f"suggestions.way.{name}") for name in profile.formats)
    languages = tuple(line(f"suggestions.tongue.{name}") for name in profile.languages)
    return (
        *((line("suggestions.speaks", languages=languages),) if len(languages) > 1 else ()),
        *((line("suggestions.works", formats=formats),) if formats else ()),
        *((line("suggestions.meets", meets=profile.meets),) if profile.meets else ()),
        *(
            (line("suggestions.replies", replies=line(f"suggestions.within.{profile.replies}")),)
            if profile.replies
            else ()
        ),
    )


def _answers(need: Need, person: Person, beside: Sequence[int]) -> tuple[Button, ...]:
    value = str(person.id)
    others = listed((person.id, *(id for id in beside if id != person.id)))
    write = line("suggestions.write", name=short_name(person))
    return (
        button(write, "requests.write", need.id, value, primary=True),
        button(line("suggestions.pass"), "suggestions.pass", need.id, others),
        button(line("suggestions.never"), "suggestions.never", need.id, others),
    )


def thought_of(need: Need, by: Person, shown: Shown) -> tuple[Part, ...]:
    """A colleague whom a mentor thought of, as a suggestion like any other."""
    said = line("suggestions.thought_of", by=short_name(by), name=name_of(shown.person))
    return Text(said), *mentor(need, shown)


def never_form(need: Need, person: Person, value: str) -> Form:
    """What "never suggest" means, before it is done."""
    intro = (Text(line("suggestions.never_intro", name=name_of(person))),)
    submit = Press("suggestions.save_never", need.id, value)
    return Form(line("suggestions.never_title"), (), submit, line("suggestions.never_send"), intro)


def no_others(need: Need) -> Card:
    """Everyone who fits has been shown."""
    again = button(line("suggestions.show_again"), "suggestions.show", need.id)
    none = button(line("suggestions.none_fits"), "suggestions.none_fits", need.id, primary=True)
    return card(line("suggestions.no_others", topics=topics(need.topics)), Choices((none, again)))


def nothing(need: Need, key: str) -> Card:
    """Nobody offers it now, or nobody who would suit: said plainly, and kept in mind."""
    edit = button(line("suggestions.say_it_differently"), "needs.choose", need.id)
    return card(line(key, topics=topics(need.topics)), Choices((edit,)))


def which(needs: Sequence[Need]) -> Card:
    """Which of several needs to suggest for; the question for one, where there is none."""
    if not needs:
        new = button(line("suggestions.new_need"), "needs.new", primary=True)
        return card(line("suggestions.no_need"), Choices((new,)))
    rows = tuple(part for need in needs[-MOST_NEEDS:] for part in _which(need))
    return card(line("suggestions.which"), *rows)


def _which(need: Need) -> tuple[Part, ...]:
    """A need in words of any length, and the one button that is about it."""
    named = line("suggestions.need", topics=topics(need.topics))
    return Text(named), Choices((button(line("needs.see"), "suggestions.show", need.id),), named)


def listed(ids: Sequence[int]) -> str:
    """Ids as a button's value."""
    return ",".join(map(str, ids))
