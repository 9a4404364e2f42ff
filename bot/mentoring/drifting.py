"""Drift: two people who have not been in touch for long, noticed kindly."""

from datetime import datetime, timedelta

from bot.mentoring.mentorships import Mentorship

LEAST = timedelta(weeks=6)
MENTOR_AFTER = timedelta(days=14)
TOLD_AFTER = timedelta(days=21)
RESTS_AFTER = timedelta(days=7)
"""How long both are told ahead that it will rest."""

RELEASED_AFTER = timedelta(days=90)
"""How long a resting mentorship keeps its place."""


def quiet_since(mentorship: Mentorship, now: datetime) -> datetime:
    """When the two last showed a sign of life."""
    return mentorship.quiet_since or mentorship.introduced_at or now


def noticed_at(mentorship: Mentorship, now: datetime) -> datetime:
    """When to ask the mentee: after one and a half times the agreed rhythm, six weeks at least."""
    return quiet_since(mentorship, now) + max(LEAST, timedelta(days=mentorship.rhythm) * 1.5)
