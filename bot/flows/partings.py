"""What two people have open comes to its end: by a block, or because one of them leaves."""

from datetime import datetime

from bot.cards import line
from bot.flows import requests_round
from bot.flows.goodbye_ending import end_quietly, reopened
from bot.flows.names import short_name
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.requests import Request, RequestEvent, RequestState, moved
from bot.ports import Work


def part(work: Work, from_id: int, other_id: int, now: datetime) -> None:
    """Close everything between the two, as one of them wishes; the other reads kind, neutral lines."""
    for mentee_id, mentor_id in ((from_id, other_id), (other_id, from_id)):
        pair = {"mentee_id": mentee_id, "mentor_id": mentor_id}
        for request in work.requests.where(**pair, state=requests_round.KEPT):
            close_request(work, request, from_id, now)
        for mentorship in work.mentorships.where(**pair, state=NOT_ENDED):
            end_quietly(work, mentorship, now, by=from_id)
            if mentee_id == from_id:
                reopened(work, mentorship, now)


def close_request(work: Work, request: Request, by_id: int, now: datetime) -> None:
    """Take a request back for its mentee; for its mentor it is a no, and the next in line is asked."""
    if by_id == request.mentee_id or request.state is not RequestState.SENT:
        requests_round.withdraw(work, request, RequestEvent.WITHDRAW, now)
        return
    requests_round.stop_clock(work, request)
    declined = work.requests.save(moved(request, RequestEvent.DECLINE, now))
    mentor = work.people.get(request.mentor_id)
    requests_round.tell_and_move_on(
        work, declined, (line("requests.declined", name=short_name(mentor)),), now
    )
