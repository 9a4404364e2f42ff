"""What the two agree on: written by either, read by both, changed at any time."""

from dataclasses import replace
from datetime import date, datetime

from bot.cards import Outcome, line
from bot.flows import introduction_cards, introduction_forms
from bot.heard import Heard
from bot.mentoring.days import today
from bot.mentoring.mentorships import MentorshipEvent, moved
from bot.ports import Work
from bot.post import to_both


def agreement(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the agreement, as it stands, to be changed."""
    mentorship = moved(work.mentorships.get(heard.about), MentorshipEvent.ADJUST, now)
    return Outcome(form=introduction_forms.agreement_form(mentorship))


def agree(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep what was written and show it to both."""
    review = date.fromisoformat(heard.word("review")) if heard.word("review") else None
    if review and review <= today(now, heard.person.zone):
        return Outcome(errors={"review": line("introductions.review_past")})
    agreed = replace(
        moved(work.mentorships.get(heard.about), MentorshipEvent.ADJUST, now),
        goal=heard.word("purpose"),
        rhythm=int(heard.word("rhythm")),
        contact=heard.word("contact"),
        agreement=heard.word("between"),
        review_on=review,
    )
    saved = work.mentorships.save(agreed)
    shown = introduction_cards.agreement(saved, heard.person)
    to_both(work, saved, shown, f"agreement:{saved.id}:{heard.turn.id}", now)
    return Outcome()
