"""Forget me: asked first, explained, then done at once."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Button, Choices, Outcome, Press, Text, button, card, line
from bot.flows.leaving import close
from bot.flows.newcomers import last_word
from bot.heard import Heard
from bot.mentoring.people import Person
from bot.ports import Work
from bot.post import to_person


def ask(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Say what goes, what can't be reached from here, and ask once."""
    yes = Button(line("privacy.forget_yes"), Press("privacy.forget_me"), "danger")
    keep = button(line("privacy.forget_no"), "home.show" if heard.person.is_here else "welcome.later")
    return Outcome(
        show=(
            card(
                Text(line("privacy.forget_title"), "title"),
                line("privacy.forget_what"),
                line("privacy.forget_others"),
                line("privacy.forget_platform"),
                Choices((keep, yes)),
            ),
        )
    )


def forget_me(heard: Heard, work: Work, now: datetime) -> Outcome:
    """End what is open quietly, erase them, and say so to the bare address that is left."""
    _close_unnamed(work, heard.person, now)
    work.forget(heard.person.id)
    told = last_word(heard.turn, work)
    start = button(line("welcome.start"), "welcome.start")
    said = card(line("privacy.forgotten"), line("privacy.forget_platform"), Choices((start,)))
    to_person(work, told.id, said, f"forgotten:{told.id}", now)
    return Outcome()


def _close_unnamed(work: Work, person: Person, now: datetime) -> None:
    """End what is open while they have no name, so that what the others read now is not erased with them."""
    gone = close(work, work.people.save(replace(person, name="", courtesy="")), now)
    work.people.save(replace(gone, name=person.name, courtesy=person.courtesy))
