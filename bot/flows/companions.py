"""Mentors outside the programme and peers, on one's own map only."""

from datetime import datetime

from bot.cards import Form, Outcome, Pick, Press, Text, Write, line
from bot.flows import constellation
from bot.flows.options import domains, options
from bot.heard import Heard
from bot.mentoring.people import Companion
from bot.ports import Work

KINDS = ("mentor", "peer")


def ask(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask whom to add, and where they stand."""
    kinds = options("constellation.companion_kinds", KINDS)
    where = options("topics", domains())
    fields = (
        Write("name", line("constellation.companion_name"), limit=80, required=True),
        Pick("kind", line("constellation.companion_kind"), kinds, KINDS[0], required=True),
        Pick("domain", line("constellation.companion_domain"), where, required=True),
    )
    intro = (Text(line("constellation.companion_intro"), "hint"),)
    add = Press("home.add_companion")
    return Outcome(
        form=Form(line("constellation.companion_form"), fields, add, line("constellation.add"), intro)
    )


def add(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Put them on the map."""
    work.companions.add(
        Companion(0, heard.person.id, heard.word("name"), heard.word("domain"), heard.word("kind"))
    )
    added = line("constellation.companion_added")
    return Outcome(show=(constellation.as_card(heard.person, work, now, added),))


def remove(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Take them off the map."""
    work.companions.remove(work.companions.get(heard.about))
    removed = line("constellation.companion_removed")
    return Outcome(show=(constellation.as_card(heard.person, work, now, removed),))
