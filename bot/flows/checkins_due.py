"""When a check-in is due: everything that a person is asked comes in one card, at a free hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count, takewhile

from bot.due import Done, Due, DueState, Later, Skipped, Verdict
from bot.flows.checkins_cards import checkin_card
from bot.flows.checkins_hours import cannot_ask, cannot_prompt, free_at_for, may_ask_at, prompted
from bot.mentoring.checkins import TOGETHER_WITHIN, CheckIn, CheckInState, Moment, quarter
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.ports import Calendar, Work
from bot.post import to_person

MOST_TOGETHER = 4
"""How many mentorships one card asks about."""

ASKABLE = (MentorshipState.EXPLORING, MentorshipState.ACTIVE)


def ask(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Ask about this mentorship and about every other one that falls due within the week."""
    if not _is_open(work, due):
        return Done()  # it was asked a moment ago, in another's card
    mentorship = work.mentorships.get(due.about)
    _plan_the_next(work, due, mentorship, now)
    if reason := cannot_prompt(work, due.person_id) or _not_askable(due, mentorship):
        return Skipped(reason)
    at = may_ask_at(work, due.person_id, now, calendar)
    if at > now:
        return Later(at)
    _ask_together(work, due, now)
    return Done()


def ask_again(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """Show a check-in again that its author put off, as far as it still waits."""
    checkins = [row for row in work.checkins.where(card=_card_of(due)) if row.state is CheckInState.ASKED]
    going_on = [row for row in checkins if work.mentorships.get(row.mentorship_id).state in ASKABLE]
    if reason := cannot_ask(work, due.person_id) or ("" if going_on else "nothing waits any more"):
        return Skipped(reason)
    at = free_at_for(work, due.person_id, now, calendar)
    if at > now:
        return Later(at)
    to_person(work, due.person_id, checkin_card(work, going_on), f"checkin:{due.cause}", now)
    return Done()


def _ask_together(work: Work, due: Due, now: datetime) -> None:
    asked: dict[int, CheckIn] = {}
    for row in (due, *_soon(work, due, now)):
        if row.about not in asked and len(asked) == MOST_TOGETHER:
            continue
        if row.about not in asked:
            asked[row.about] = prompted(work, row.person_id, row.about, _moment(row), now)
        if row.cause != due.cause:
            _plan_the_next(work, row, work.mentorships.get(row.about), now)
            work.due.settle(row, DueState.DONE, "asked together")
    card_id = min(checkin.id for checkin in asked.values())
    checkins = [work.checkins.save(replace(checkin, card=card_id)) for checkin in asked.values()]
    to_person(work, due.person_id, checkin_card(work, checkins), f"checkin:{card_id}", now)


def _soon(work: Work, due: Due, now: datetime) -> Iterator[Due]:
    """The person's other check-ins that fall due within the week."""
    for mentorship in _mentorships(work, due.person_id):
        for row in _rows(work, mentorship, due.person_id):
            soon = row.state is DueState.OPEN and row.next_at <= now + TOGETHER_WITHIN
            if soon and row.cause != due.cause and not _not_askable(row, mentorship):
                yield row


def _mentorships(work: Work, person_id: int) -> list[Mentorship]:
    mine = work.mentorships.where(mentee_id=person_id, state=ASKABLE)
    return mine + work.mentorships.where(mentor_id=person_id, state=ASKABLE)


def _rows(work: Work, mentorship: Mentorship, person_id: int) -> Iterator[Due]:
    about = f"{mentorship.id}:{person_id}"
    found = (work.due.first(f"{moment}:{about}") for moment in ("met", "t0", "t1"))
    yield from filter(None, found)
    quarters = (work.due.first(f"quarterly:{number}:{about}") for number in count(1))
    yield from filter(None, takewhile(bool, quarters))


def _not_askable(due: Due, mentorship: Mentorship) -> str:
    if mentorship.state not in ASKABLE:
        return f"it is {mentorship.state}"
    return "they have met" if mentorship.met_at and _moment(due) is Moment.MET else ""


def _plan_the_next(work: Work, due: Due, mentorship: Mentorship, now: datetime) -> None:
    """After a quarter comes the next one, whether or not this one could be asked."""
    if _moment(due) is Moment.QUARTERLY and mentorship.state is not MentorshipState.ENDED:
        number = int(due.cause.split(":")[1]) + 1
        cause = f"quarterly:{number}:{mentorship.id}:{due.person_id}"
        at = max(quarter(mentorship, number, now), now + TOGETHER_WITHIN)
        work.due.put(replace(due, id=0, cause=cause, next_at=at, attempts=0, version=1))


def _is_open(work: Work, due: Due) -> bool:
    row = work.due.first(due.cause)
    return row is not None and row.state is DueState.OPEN


def _moment(due: Due) -> Moment:
    return Moment(due.cause.split(":")[0])


def _card_of(due: Due) -> int:
    return int(due.cause.split(":")[1])
