"""What nobody expected to come of a mentorship: in own words, with consent for each item."""

from datetime import datetime

from bot.cards import Form, Outcome, Pick, Press, Write, line
from bot.flows.checkins_kept import answered, redrawn
from bot.flows.options import options
from bot.heard import Heard
from bot.ports import Work


def unexpected(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The form for what nobody expected, with consent for this one item."""
    kept = work.checkins.get(heard.about).answers
    words = Write(
        "words",
        line("checkins.unexpected.words"),
        kept.get("unexpected", ""),
        hint=line("forms.no_patients"),
        lines=3,
        required=True,
    )
    choices = options("checkins.unexpected.consents", ("no", "yes"))
    consent = Pick("consent", line("checkins.unexpected.consent"), choices, "no", required=True)
    submit = Press("checkins.save_unexpected", heard.about)
    title, keep = line("checkins.unexpected.title"), line("checkins.unexpected.keep")
    return Outcome(form=Form(title, (words, consent), submit, keep))


def save_unexpected(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep what came of it, and whether the programme may read it."""
    answered(work, heard.about, "unexpected", heard.word("words"), now)
    checkin = answered(work, heard.about, "unexpected_consent", heard.word("consent"), now)
    return Outcome(instead=redrawn(work, checkin))
