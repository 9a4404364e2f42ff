"""A mentorship's ways on under one name: re-set, pause, rest, open again; and how a single meeting closes."""

from datetime import datetime

from bot.cards import card, line
from bot.due import Done, Due, Later, Skipped, Verdict
from bot.flows.checkins_hours import free_at_for
from bot.flows.goodbye_ending import ended, reopened
from bot.flows.mentorships_adjust import adjust, agree, leave, save_adjust, share_adjust, talk
from bot.flows.mentorships_pause import pause, pause_now, resume, resume_due, save_pause
from bot.flows.mentorships_rest import reopen, rest
from bot.flows.names import short_name
from bot.mentoring.mentorships import NOT_ENDED
from bot.ports import Calendar, Work
from bot.post import to_person

__all__ = [
    "adjust", "agree", "leave", "over_due", "pause", "pause_now", "reopen", "rest", "resume", "resume_due",
    "save_adjust", "save_pause", "share_adjust", "talk",
]  # fmt: skip


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
