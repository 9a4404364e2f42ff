"""Joining: consent first, one form, and the next step."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Button, Card, Choices, Facts, Form, Outcome, Press, Text, button, card, line
from bot.flows import constellation, joining, people
from bot.forms import tidied
from bot.heard import Heard
from bot.mentoring.consent import Purpose, given
from bot.mentoring.people import Person, Role
from bot.ports import Work
from bot.turns import Joined
from bot.words import LOCALES

PROMISES = ("needs", "answers", "offers", "figures")
"""What is kept, each with who sees it: keys of `welcome.kept` and `welcome.sees`."""


def greet(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Greet someone new with what joining means; someone who joined finds where things stand."""
    if heard.person.is_here:
        return Outcome(show=(constellation.as_card(heard.person, work, now, line("welcome.again")),))
    return Outcome(show=(greeting(heard.person),))


def arrive(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Greet someone new; whoever brought the app coordinates it, where nobody does yet."""
    if heard.turn.event == Joined(brought=True) and not _is_coordinated(work):
        roles = (*heard.person.roles, Role.COORDINATOR)
        heard = replace(heard, person=work.people.save(replace(heard.person, roles=roles)))
    return greet(heard, work, now)


def language(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Say the greeting again in the language they chose."""
    chosen = heard.value if heard.value in LOCALES else heard.person.locale
    person = work.people.save(replace(heard.person, locale=chosen))
    if person.is_here:
        return greet(replace(heard, person=person), work, now)
    return Outcome(instead=greeting(person))


def later(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Leave it at that; the way back stays open."""
    if heard.person.is_here:
        return greet(heard, work, now)
    return Outcome(instead=card(line("welcome.later_then"), Choices((_start(),))))


def start(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the one form that joining takes."""
    if heard.person.is_here:
        return greet(heard, work, now)
    told = tidied(heard.turn.sender.name)[: people.LONGEST_NAME]
    known = heard.person if heard.person.name else replace(heard.person, name=told)
    return Outcome(
        form=Form(
            line("welcome.form"),
            joining.fields(known),
            Press("welcome.join"),
            line("welcome.join"),
            intro=(Text(line("welcome.form_intro"), "hint"),),
        )
    )


def join(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep what they agreed to and who they are, and say what comes next."""
    if heard.person.is_here:
        return greet(heard, work, now)
    if Purpose.KEEP not in heard.ticked("agree"):
        return Outcome(errors={"agree": line("welcome.keep_is_needed")})
    person = work.people.save(joining.joined(heard, work, now))
    for consent in given(person.id, heard.ticked("agree"), work.consents.where(person_id=person.id), now):
        work.consents.add(consent)
    return Outcome(instead=_next_step(person))


def greeting(person: Person) -> Card:
    """Who I am, who sees what, and three ways on."""
    hello = line("welcome.greeting", name=person.first_name) if person.name else line("welcome.greeting_you")
    return card(
        Text(hello),
        Text(line("welcome.between_us")),
        Facts(tuple((line(f"welcome.kept.{what}"), line(f"welcome.sees.{what}")) for what in PROMISES)),
        Text(line("welcome.no_patients"), "hint"),
        Choices(
            (
                _start(),
                button(line("welcome.what_do_you_keep"), "privacy.show"),
                button(line("welcome.not_now"), "welcome.later"),
                *_other_languages(person),
            ),
            line("welcome.ways_on"),
        ),
    )


def _is_coordinated(work: Work) -> bool:
    return any(person.has(Role.COORDINATOR) for person in work.people.where(left_at=None))


def _other_languages(person: Person) -> tuple[Button, ...]:
    others = (locale for locale in LOCALES if locale != person.locale)
    return tuple(
        button(line(f"welcome.speak.{locale}"), "welcome.language", value=locale) for locale in others
    )


def _start() -> Button:
    return button(line("welcome.start"), "welcome.start", primary=True)


def _next_step(person: Person) -> Card:
    """What would help now: a first need, a profile, or both; the home is never far."""
    offers = person.has(Role.FACULTY)
    seeks = person.has(Role.RESIDENT)
    ways = [
        *([button(line("welcome.a_need"), "needs.new", primary=True)] if seeks else []),
        *([button(line("welcome.my_profile"), "profile.edit", primary=not seeks)] if offers else []),
        button(line("welcome.home"), "home.show"),
    ]
    question = "both" if offers and seeks else "mentor" if offers else "mentee"
    return card(
        line("welcome.joined", name=person.first_name), line(f"welcome.next.{question}"), Choices(tuple(ways))
    )
