"""Resting is not ending: the place is kept for a while, and either may open it again."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Choices, Outcome, button, card, line
from bot.due import Due
from bot.errors import StaleCard
from bot.flows import drift_clock
from bot.flows.names import short_name
from bot.heard import Heard
from bot.mentoring import mentorships as rules
from bot.mentoring.drifting import RELEASED_AFTER
from bot.mentoring.mentorships import Mentorship, MentorshipEvent, MentorshipState
from bot.ports import Work
from bot.post import to_person


def rest(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Let it rest by one's own wish, and tell the other side."""
    resting = rested(work, work.mentorships.get(heard.about), now)
    reopen = Choices((button(line("mentorships.reopen"), "mentorships.reopen", resting.id),))
    told = card(line("mentorships.rests_by", name=short_name(heard.person)), reopen)
    to_person(work, resting.other(heard.person.id), told, f"rests:{_stamp(resting, now)}", now)
    name = short_name(work.people.get(resting.other(heard.person.id)))
    return Outcome(instead=card(line("mentorships.resting", name=name), reopen))


def reopen(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open what rests, with a place taken again where it was released; a kind word where none is open."""
    mentorship = work.mentorships.get(heard.about)
    if mentorship.state is not MentorshipState.RESTING:
        raise StaleCard("it does not rest")
    if not (mentorship.holds or mentorship.one_meeting or work.profiles.take_place(mentorship.mentor_id)):
        return Outcome(show=(card(line("mentorships.no_place")),))
    opened = rules.moved(mentorship, MentorshipEvent.RESUME, now)
    saved = work.mentorships.save(replace(opened, holds=not mentorship.one_meeting))
    drift_clock.schedule(work, saved, now)
    told = card(line("mentorships.reopened_by", name=short_name(heard.person)))
    to_person(work, saved.other(heard.person.id), told, f"reopened:{_stamp(saved, now)}", now)
    name = short_name(work.people.get(saved.other(heard.person.id)))
    return Outcome(instead=card(line("mentorships.reopened", name=name)))


def rested(work: Work, mentorship: Mentorship, now: datetime) -> Mentorship:
    """Let it rest, and put down when its place is freed; StaleCard where it cannot rest."""
    resting = work.mentorships.save(rules.moved(mentorship, MentorshipEvent.REST, now))
    cause = f"drift.release:{_stamp(resting, now)}"
    work.due.put(Due(0, "drift.release", cause, now + RELEASED_AFTER, about=resting.id))
    return resting


def _stamp(mentorship: Mentorship, now: datetime) -> str:
    return f"{mentorship.id}:{now:%Y%m%dT%H%M%S}"
