"""What a check-in keeps: an answer, seen by its author only, and the one thing both may learn."""

from datetime import datetime, timedelta

from bot.cards import Card, card, line
from bot.errors import StaleCard
from bot.flows.checkins_cards import checkin_card
from bot.flows.names import short_name
from bot.mentoring import checkins as rules
from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.mentorships import NOT_ENDED
from bot.ports import Work
from bot.post import to_person

SAME_ROUND = timedelta(days=45)
"""How far apart the two may have been asked the same."""


def answered(work: Work, checkin_id: int, question: str, given: str, now: datetime) -> CheckIn:
    """The check-in with one more answer; StaleCard where its mentorship has ended."""
    checkin = work.checkins.get(checkin_id)
    if work.mentorships.get(checkin.mentorship_id).state not in NOT_ENDED:
        raise StaleCard("it has ended")
    return work.checkins.save(rules.answered(checkin, question, given, now))


def on_card(work: Work, checkin_id: int) -> list[CheckIn]:
    """Every check-in that stands on the same card."""
    checkin = work.checkins.get(checkin_id)
    return work.checkins.where(person_id=checkin.person_id, card=checkin.card) if checkin.card else [checkin]


def redrawn(work: Work, checkin: CheckIn) -> Card:
    """The card as its answers stand now."""
    return checkin_card(work, on_card(work, checkin.id))


def tell_if_both_go_on(work: Work, checkin: CheckIn, now: datetime) -> None:
    """Where both chose to keep going at the same moment, each is told, once, in their own conversation."""
    mentorship = work.mentorships.get(checkin.mentorship_id)
    other_id = mentorship.other(checkin.person_id)
    theirs = work.checkins.where(mentorship_id=mentorship.id, person_id=other_id, moment=checkin.moment)
    for other in theirs:
        if _keeps(checkin) and _keeps(other) and _same_round(checkin, other):
            cause = f"keep:{min(checkin.id, other.id)}:{max(checkin.id, other.id)}"
            for reader_id in mentorship.both:
                name = short_name(work.people.get(mentorship.other(reader_id)))
                said = card(line("checkins.both_keep", name=name))
                to_person(work, reader_id, said, f"{cause}:{reader_id}", now)


def _keeps(checkin: CheckIn) -> bool:
    return checkin.answers.get("from_here") == "keep"


def _same_round(one: CheckIn, other: CheckIn) -> bool:
    return one.moment is not Moment.QUARTERLY or abs(one.asked_at - other.asked_at) <= SAME_ROUND
