"""What must hold of every programme on every day: pure checks over rows and deliveries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adapters.simulated.lives import BEGINNINGS, States, reach
from adapters.simulated.mailroom import Delivered
from bot.mentoring.checkins import MONTH, MOST_A_MONTH, CheckIn
from bot.mentoring.hours import CLOSES, OPENS
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.profiles import Profile
from bot.mentoring.requests import Request, RequestState

SAID_YES = (RequestState.ACCEPTED, RequestState.ONE_MEETING)
PROMPTS = ("checkin:", "drift.mentee:", "drift.mentor:")


@dataclass(frozen=True)
class Broken:
    """An invariant that does not hold: which one, and of what (ids, never words)."""

    rule: str
    of: str


def over_capacity(profiles: Iterable[Profile], pairs: Iterable[Mentorship]) -> Iterator[Broken]:
    """A mentor's places taken are those that mentorships hold, and never more than they offer."""
    held = Counter(pair.mentor_id for pair in pairs if pair.holds)
    for profile in profiles:
        if profile.taken != held[profile.person_id]:
            yield Broken("places taken are places held", f"mentor {profile.person_id}")
        if profile.taken > profile.capacity:
            yield Broken("capacity", f"mentor {profile.person_id}")


def without_yes(
    asked: Iterable[Request], pairs: Sequence[Mentorship], erased: Collection[int] = ()
) -> Iterator[Broken]:
    """No mentorship without its mentee's request and its mentor's yes, and one for each yes.

    A mentee who was erased took their requests along.
    """
    by_id = {request.id: request for request in asked}
    for id, count in Counter(pair.request_id for pair in pairs).items():
        if count > 1:
            yield Broken("one mentorship for each yes", f"request {id}")
    for pair in pairs:
        request = by_id.get(pair.request_id)
        if request is None and pair.mentee_id in erased:
            continue
        if request is None or request.state not in SAID_YES:
            yield Broken("a request and a yes", f"mentorship {pair.id}")
        elif (request.mentee_id, request.mentor_id) != pair.both:
            yield Broken("the two who asked and said yes", f"mentorship {pair.id}")


def illegal_steps(before: States, after: States) -> Iterator[Broken]:
    """From one day to the next each row has come only as far as its life leads."""
    for (kind, id), state in after.items():
        was = before.get((kind, id), BEGINNINGS[kind])
        if state != was and state not in reach(kind)[was]:
            yield Broken("legal transitions", f"{kind} {id}: {was} to {state}")


def said_twice(log: Iterable[Delivered]) -> Iterator[Broken]:
    """A cause speaks once."""
    for cause, count in Counter(one.cause for one in log).items():
        if count > 1:
            yield Broken("one message per cause", cause)


def leaked(log: Iterable[Delivered], authors: Mapping[str, str]) -> Iterator[Broken]:
    """Words that only their author may see are on no card that anybody else reads."""
    for one in log:
        if any(one.users != (authors.get(mark),) for mark in one.marks):
            yield Broken("private words", f"{one.cause} reached {len(one.users)}")


def seen_by_others(log: Iterable[Delivered], authors: Mapping[int, int]) -> Iterator[Broken]:
    """A check-in's card, with the answers marked on it, is read by its author alone."""
    for one in log:
        if any(one.readers != (authors[id],) for id in one.checkins & authors.keys()):
            yield Broken("answers are seen by their author only", one.cause)


def at_bad_hours(
    log: Iterable[Delivered], zones: Mapping[str, str], is_holiday: Callable[[Any], bool]
) -> Iterator[Broken]:
    """Nobody is asked about a pair at night, at the weekend or on a holiday."""
    for one in log:
        if one.replaced or not one.cause.startswith(PROMPTS):
            continue
        local = one.at.astimezone(ZoneInfo(zones[one.users[0]]))
        free = OPENS <= local.time() <= CLOSES and local.weekday() < 5 and not is_holiday(local.date())
        if not free:
            yield Broken("quiet hours", f"{one.cause} at {local:%a %H:%M}")


def too_often(asked: Sequence[CheckIn]) -> Iterator[Broken]:
    """Nobody is prompted more often than the month allows."""
    prompts: dict[int, set[datetime]] = defaultdict(set)
    for row in asked:
        prompts[row.person_id].add(row.asked_at)
    for person_id, instants in prompts.items():
        ordered = sorted(instants)
        for first, third in zip(ordered, ordered[MOST_A_MONTH:], strict=False):
            if third - first < MONTH:
                yield Broken("two prompts a month", f"person {person_id} on {third:%Y-%m-%d}")


def went_wrong(counts: Mapping[str, int]) -> Iterator[Broken]:
    """No turn and no rule raised, and no form was sent in vain."""
    for name, count in counts.items():
        if name.startswith(("raised", "due raised", "due stuck")) and count:
            yield Broken("everything is answered", f"{name}: {count}")
