"""Someone leaves: what they had open closes gently for everyone else."""

from dataclasses import replace
from datetime import datetime

from bot.due import Done, Due, Skipped, Verdict
from bot.flows.goodbyes import end_quietly
from bot.flows.partings import close_request
from bot.flows.requests_round import KEPT
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.needs import NeedEvent, NeedState
from bot.mentoring.needs import moved as need_moved
from bot.mentoring.people import Person
from bot.ports import Calendar, Work


def close(work: Work, person: Person, now: datetime) -> Person:
    """The person gone: requests closed kindly, needs closed, mentorships ended without blame."""
    gone = work.people.save(replace(work.people.get(person.id), left_at=now))
    for side in ("mentee_id", "mentor_id"):
        for request in work.requests.where(**{side: person.id}, state=KEPT):
            close_request(work, request, person.id, now)
        for mentorship in work.mentorships.where(**{side: person.id}, state=NOT_ENDED):
            end_quietly(work, mentorship, now, by=person.id)
    for need in work.needs.where(
        mentee_id=person.id, state=(NeedState.DRAFT, NeedState.OPEN, NeedState.DORMANT)
    ):
        work.needs.save(need_moved(need, NeedEvent.CLOSE))
    return gone


def gone_due(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """A week after messages stopped reaching someone: what they have open closes, unless they are back."""
    person = work.people.get(due.about)
    if not person.is_here:
        return Skipped("left already")
    if work.accounts.first(person_id=person.id, reachable=True):
        return Skipped("reached again")
    close(work, person, now)
    return Done()
