"""What is due goes to the outbox, or the reason is noted why it was skipped."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.due import Done, Due, DueState, Later, Skipped, Verdict
from bot.flows import (
    checkins_due,
    drift_due,
    goodbyes_due,
    leaving,
    mentorships,
    profile,
    requests_due,
)
from bot.mentoring.queue import QueueItem, Waiting
from bot.ports import Calendar, Work

MOST_ATTEMPTS = 5
BACK_OFF = timedelta(minutes=5)


Rule = Callable[[Due, Work, datetime, Calendar], Verdict]

RULES: Mapping[str, Rule] = {
    # requests
    "request.remind": requests_due.remind,
    "request.expire": requests_due.expire,
    "request.ask_again": requests_due.ask_again,
    # check-ins, drift, goodbyes
    "checkin": checkins_due.ask,
    "checkin.again": checkins_due.ask_again,
    "drift.mentee": drift_due.ask_mentee,
    "drift.mentor": drift_due.ask_mentor,
    "drift.tell": drift_due.tell,
    "drift.rest": drift_due.rest,
    "drift.release": drift_due.release,
    "mentorship.resume": mentorships.resume_due,
    "mentorship.over": mentorships.over_due,
    "goodbye.send": goodbyes_due.deliver,
    "goodbye.place": goodbyes_due.ask_about_place,
    "hello.yearly": goodbyes_due.say_hello,
    # pauses, people who can't be reached
    "person.gone": leaving.gone_due,
    "profile.resume": profile.resume_due,
}
"""What each kind of due row means."""


def put_due_in_outbox(work: Work, now: datetime, calendar: Calendar, limit: int = 100) -> Counter[str]:
    """Let what is due happen, at most `limit` rows; how many of each kind of verdict there were.

    While the programme is paused nothing falls due; afterwards everything does, in order.
    """
    if work.programme.paused_at:
        return Counter()
    return Counter(_settled(due, work, now, calendar) for due in work.due.claim(now, limit))


def _settled(due: Due, work: Work, now: datetime, calendar: Calendar) -> str:
    try:
        with work.attempt():
            verdict = RULES[due.kind](due, work, now, calendar)
    except Exception:  # one poisoned row must not stop the others: it is counted, then set aside
        return _raised(due, work, now)
    match verdict:
        case Done():
            work.due.settle(due, DueState.DONE)
        case Skipped(reason):
            work.due.settle(due, DueState.SKIPPED, reason)
        case Later(until):
            work.due.postpone(due, until)
    return type(verdict).__name__.casefold()


def _raised(due: Due, work: Work, now: datetime) -> str:
    if due.attempts + 1 < MOST_ATTEMPTS:
        work.due.retry(due, now + BACK_OFF * 2**due.attempts)
        return "raised"
    work.due.settle(due, DueState.STUCK, "its rule raised")
    work.queue.add(QueueItem(0, Waiting.STUCK, due.id, due.kind, now))
    return "stuck"
