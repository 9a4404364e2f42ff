"""What holds at every moment, whatever people do."""

from collections import Counter
from collections.abc import Sequence

from bot.cards import Card, Form, Home, Text
from bot.flows.requests_round import KEPT
from bot.mentoring.mentorships import GOING_ON, MentorshipState
from bot.mentoring.needs import NeedState
from bot.mentoring.requests import RequestState
from bot.outbox import Message
from tests.bot.proof.filling import Canaries
from tests.bot.proof.showing import faults
from tests.fakes import FakeWork

SAID_YES = (RequestState.ACCEPTED, RequestState.ONE_MEETING)
DELIVERED = ("sent", "answered")
TO_STRANGERS = (
    "welcome.", "privacy.", "constellation.no_longer_open", "constellation.not_joined", "forms.",
)  # fmt: skip
OWN = {"needs.tell", "home.add_companion", "checkins.save_unexpected"}
"""Typed for oneself: nobody else ever reads it."""

PUBLIC = {"profile.save"}
GOODBYES = {"goodbyes.compose", "goodbyes.save_edit"}


def hold(work: FakeWork) -> None:
    """Every place that is taken is held, every yes has its mentorship, every cause spoke once."""
    places_are_held(work)
    yes_is_one_mentorship(work)
    nobody_walks_twice(work)
    nobody_waits_behind_a_closed_need(work)
    causes_are_unique(work)


def places_are_held(work: FakeWork) -> None:
    held = Counter(row.mentor_id for row in work.mentorships.where() if row.holds)
    for profile in work.profiles.where():
        assert profile.taken == held.pop(profile.person_id, 0) <= profile.capacity
    assert not held, "a place is held at a mentor who has none"
    ended = work.mentorships.where(state=MentorshipState.ENDED)
    assert not [row.id for row in ended if row.holds]


def yes_is_one_mentorship(work: FakeWork) -> None:
    met = Counter(row.request_id for row in work.mentorships.where())
    for request in work.requests.where():
        assert met[request.id] == int(request.state in SAID_YES), request


def nobody_walks_twice(work: FakeWork) -> None:
    going_on = work.mentorships.where(state=GOING_ON)
    twice = Counter((row.need_id, row.mentor_id) for row in going_on)
    assert not [pair for pair, number in twice.items() if number > 1]


def nobody_waits_behind_a_closed_need(work: FakeWork) -> None:
    waiting = {row.need_id for row in work.requests.where(state=KEPT)}
    assert not [id for id in waiting if work.needs.get(id).state is not NeedState.OPEN]


def causes_are_unique(work: FakeWork) -> None:
    causes = [row.cause for row in work.messages.where()]
    assert len(causes) == len(set(causes))


def can_be_shown(shown: Card | Home | Form) -> None:
    assert not faults(shown), faults(shown)


def reaches_people_who_are_here(work: FakeWork, message: Message, shown: Card) -> None:
    """Whoever has left or never joined is told of joining and of their own data, and of nothing else."""
    for person_id in message.people:
        if not work.people.get(person_id).is_here:
            keys = [part.line.key for part in shown.parts if isinstance(part, Text)]
            assert all(key.startswith(TO_STRANGERS) for key in keys), (message.cause, keys)


def keeps_secrets(work: FakeWork, text: str, readers: Sequence[int], canaries: Canaries) -> None:
    """What somebody typed is read by themselves, and by whom they sent it to."""
    for author, action, word in canaries.found(text):
        for reader in set(readers) - {author}:
            assert _may_read(work, reader, author, action, word), (
                f"{reader} reads what {author} typed: {action}"
            )


def _may_read(work: FakeWork, reader: int, author: int, action: str, word: str) -> bool:
    if action in OWN:
        return False
    if action in PUBLIC:
        return True
    pair = {author, reader}
    shared = [row for row in work.mentorships.where() if set(row.both) == pair]
    asked = [
        row
        for row in work.requests.where(mentee_id=author, mentor_id=reader)
        if row.state is not RequestState.QUEUED
    ]
    if action in GOODBYES:
        notes = work.goodbyes.where(mentorship_id=tuple(row.id for row in shared), from_id=author)
        return any(word in note.note for note in notes if note.state in DELIVERED)
    if action == "needs.save":
        return any(word in row.words for row in asked) or any(word in row.goal for row in shared)
    return bool(shared or asked)
