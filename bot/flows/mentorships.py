"""One mentorship and its ways on: re-set, pause, rest, move on, open again."""

from collections.abc import Mapping
from datetime import datetime

from bot.cards import Choices, Outcome, button, card, line
from bot.due import Done, Due, Later, Skipped, Verdict
from bot.errors import StaleCard
from bot.flows.checkins_hours import free_at_for
from bot.flows.goodbye_ending import ended, reopened
from bot.flows.mentorships_adjust import adjust, agree, leave, save_adjust, share_adjust, talk
from bot.flows.mentorships_pause import pause, pause_now, resume, resume_due, save_pause
from bot.flows.mentorships_rest import reopen, rest
from bot.flows.names import short_name, topics
from bot.heard import Heard
from bot.mentoring.mentorships import NOT_ENDED, MentorshipState
from bot.ports import Calendar, Work
from bot.post import to_person

__all__ = [
    "adjust", "agree", "leave", "over_due", "pause", "pause_now", "reopen", "rest", "resume", "resume_due",
    "save_adjust", "save_pause", "share_adjust", "show", "talk",
]  # fmt: skip

GOING_ON = (
    ("adjust", "mentorships.adjust"),
    ("pause", "mentorships.pause"),
    ("rest", "mentorships.rest"),
    ("move_on", "goodbyes.start"),
)
WAYS: Mapping[MentorshipState, tuple[tuple[str, str], ...]] = {
    MentorshipState.EXPLORING: GOING_ON,
    MentorshipState.ACTIVE: GOING_ON,
    MentorshipState.PAUSED: (("resume", "mentorships.resume"), GOING_ON[0], GOING_ON[-1]),
    MentorshipState.RESTING: (("reopen", "mentorships.reopen"), GOING_ON[-1]),
}
"""The ways on from each state: what the button says, and its action."""


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """One mentorship with every way on; StaleCard where it has ended."""
    mentorship = work.mentorships.get(heard.about)
    if mentorship.state not in NOT_ENDED:
        raise StaleCard("it has ended")
    name = short_name(work.people.get(mentorship.other(heard.person.id)))
    ways = (button(line(f"mentorships.{says}"), to, mentorship.id) for says, to in WAYS[mentorship.state])
    standing = line("mentorships.standing", name=name, topics=topics(mentorship.topics))
    return Outcome(show=(card(standing, Choices(tuple(ways))),))


def over_due(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """A single meeting is complete, or never found its day: it closes, and the mentee chooses what next."""
    mentorship = work.mentorships.get(due.about)
    met = mentorship.met_at is not None
    if mentorship.state not in NOT_ENDED or met is not (due.cause.split(":")[2] == "met"):
        return Skipped("it has ended, or they have met since")
    at = free_at_for(work, mentorship.mentee_id, now, calendar)
    if at > now:
        return Later(at)
    over = ended(work, mentorship, now)
    name = short_name(work.people.get(over.mentor_id))
    said = line("mentorships.one_meeting_over" if met else "mentorships.one_meeting_unmet", name=name)
    to_person(work, over.mentee_id, card(said, *reopened(work, over, now)), due.cause, now)
    return Done()
