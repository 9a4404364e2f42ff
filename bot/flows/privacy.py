"""Privacy: what is known about me and who sees it, consents, and my data to take away."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Card, Choices, File, Form, Outcome, Part, Press, Text, Tick, button, card, line
from bot.flows import people, privacy_facts
from bot.flows.options import options
from bot.flows.privacy_export import exported
from bot.heard import Heard
from bot.mentoring.consent import OPTIONAL, agreed, given, withdrawn
from bot.ports import Work


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What is known about them in facts, each with who sees it."""
    if not heard.person.is_here:
        return Outcome(show=(_before_joining(heard),))
    return Outcome(show=(card(*privacy_facts.parts(heard.person, work), *_ways()),))


def export(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Everything that is theirs, as a file."""
    text = exported(heard.person, work)
    file = File("constellation.json", "application/json", text, line("privacy.file"))
    return Outcome(show=(card(line("privacy.exported"), file),))


def consents(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask what they agree to now; none of it is needed to take part."""
    held = agreed(work.consents.where(person_id=heard.person.id))
    ticked = tuple(purpose for purpose in OPTIONAL if purpose in held)
    ticks = Tick("agree", line("welcome.agree"), options("welcome.purposes", OPTIONAL), ticked)
    intro = (Text(line("privacy.consents_intro"), "hint"),)
    save = Press("privacy.save_consents")
    return Outcome(form=Form(line("privacy.consents_form"), (ticks,), save, line("privacy.save"), intro))


def save_consents(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep what they agree to, and withdraw the rest."""
    held = work.consents.where(person_id=heard.person.id)
    ticked = heard.ticked("agree")
    for consent in given(heard.person.id, ticked, held, now):
        work.consents.add(consent)
    for consent in withdrawn(set(OPTIONAL) - set(ticked), held, now):
        work.consents.save(consent)
    return Outcome(show=(card(line("privacy.consents_saved")),))


def _before_joining(heard: Heard) -> Card:
    """Nothing but what the platform or the roster told, until they say yes."""
    return card(
        Text(line("privacy.title"), "title"),
        line("privacy.not_joined"),
        *((people.facts(heard.person),) if heard.person.name else ()),
        Choices(
            (
                button(line("welcome.start"), "welcome.start", primary=True),
                button(line("welcome.not_now"), "welcome.later"),
                button(line("privacy.forget"), "privacy.forget"),
            )
        ),
    )


def _ways() -> Iterator[Part]:
    yield Text(line("privacy.platform"), "hint")
    yield Choices(
        (
            button(line("privacy.export"), "privacy.export"),
            button(line("privacy.consents"), "privacy.consents"),
            button(line("privacy.edit_me"), "people.me"),
        )
    )
    yield Choices(
        (
            button(line("privacy.block"), "privacy.block"),
            button(line("privacy.wrong"), "privacy.wrong"),
            button(line("privacy.forget"), "privacy.forget"),
        )
    )
