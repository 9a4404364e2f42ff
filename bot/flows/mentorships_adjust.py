"""Moving with: another goal, domain or rhythm, read over, shared when pressed, in force when agreed."""

import json
from dataclasses import replace
from datetime import datetime

from bot.cards import Card, Choices, Form, Line, Outcome, Press, Text, button, card, line
from bot.errors import StaleCard
from bot.flows.mentorships_proposal import (
    Proposal,
    as_it_is,
    facts,
    fields,
    preview_card,
    proposed_card,
    topics_after,
)
from bot.flows.names import short_name
from bot.heard import Heard
from bot.mentoring import mentorships as rules
from bot.mentoring.life import after
from bot.mentoring.mentorships import LIFE, Mentorship, MentorshipEvent
from bot.ports import Work
from bot.post import to_person


def adjust(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The form of a re-set, filled in with what holds today or was begun."""
    mentorship = _open(work, heard.about)
    begun = json.loads(heard.value) if heard.value else as_it_is(mentorship)
    intro = Text(line("mentorships.adjusting.intro", name=_name(work, mentorship, heard)))
    submit = Press("mentorships.save_adjust", mentorship.id)
    title, read_over = line("mentorships.adjusting.title"), line("mentorships.adjusting.read_over")
    return Outcome(form=Form(title, fields(mentorship, begun), submit, read_over, (intro,)))


def save_adjust(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What the other side would read, before anything is shared."""
    mentorship = _open(work, heard.about)
    today = as_it_is(mentorship)
    wanted = {name: heard.word(name) for name in today}
    if wanted == today:
        return Outcome(errors={"goal": line("mentorships.adjusting.nothing")})
    value = json.dumps({**wanted, "at": f"{now:%Y%m%dT%H%M%S}"})
    return Outcome(show=(preview_card(mentorship, _name(work, mentorship, heard), wanted, value),))


def share_adjust(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask the other side for their agreement, once for each preview."""
    mentorship, proposal = _open(work, heard.about), json.loads(heard.value)
    asked = proposed_card(mentorship, short_name(heard.person), proposal, heard.value)
    _tell_once(work, mentorship, heard, asked, "shared", now)
    shared = line("mentorships.adjusting.shared", name=_name(work, mentorship, heard))
    return Outcome(instead=card(shared, facts(proposal)))


def agree(heard: Heard, work: Work, now: datetime) -> Outcome:
    """It sounds good: the re-set is in force, and the one who suggested it is told."""
    mentorship, proposal = _open(work, heard.about), json.loads(heard.value)
    told = card(line("mentorships.adjusting.they_agreed", name=short_name(heard.person)), facts(proposal))
    _tell_once(work, mentorship, heard, told, "answered", now)
    work.mentorships.save(_adjusted(mentorship, proposal, now))
    return Outcome(instead=card(line("mentorships.adjusting.agreed"), facts(proposal)))


def talk(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Rather talk it over: nothing changes, and the one who suggested it is told."""
    mentorship = _open(work, heard.about)
    propose = button(line("mentorships.adjusting.propose"), "introductions.propose", mentorship.id)
    told = card(line("mentorships.adjusting.would_talk", name=short_name(heard.person)), Choices((propose,)))
    _tell_once(work, mentorship, heard, told, "answered", now)
    said = line("mentorships.adjusting.will_talk", name=_name(work, mentorship, heard))
    return Outcome(instead=card(said, Choices((propose,))))


def leave(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Leave a preview unsent; `value` is the key of the kind word that takes its place."""
    return Outcome(instead=card(line(f"mentorships.{heard.value}")))


def _adjusted(mentorship: Mentorship, proposal: Proposal, now: datetime) -> Mentorship:
    return replace(
        rules.moved(mentorship, MentorshipEvent.ADJUST, now),
        goal=proposal["goal"],
        topics=topics_after(mentorship, proposal["domain"]),
        rhythm=int(proposal["rhythm"]),
    )


def _tell_once(
    work: Work, mentorship: Mentorship, heard: Heard, told: Card, step: str, now: datetime
) -> None:
    """Tell the other side; StaleCard where this step of this proposal was taken already."""
    cause = f"adjust:{mentorship.id}:{json.loads(heard.value)['at']}:{step}"
    if not to_person(work, mentorship.other(heard.person.id), told, cause, now):
        raise StaleCard("it was shared or answered already")


def _open(work: Work, mentorship_id: int) -> Mentorship:
    mentorship = work.mentorships.get(mentorship_id)
    after(LIFE, mentorship.state, MentorshipEvent.ADJUST)
    return mentorship


def _name(work: Work, mentorship: Mentorship, heard: Heard) -> Line:
    return short_name(work.people.get(mentorship.other(heard.person.id)))
