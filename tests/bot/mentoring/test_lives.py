"""Every life, every state, every event: what the tables say happens, and everything else is refused."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from bot.errors import StaleCard
from bot.mentoring import checkins, goodbyes, mentorships, needs, requests
from bot.mentoring.checkins import CheckIn, CheckInEvent, CheckInState, Moment
from bot.mentoring.goodbyes import Goodbye, GoodbyeEvent, GoodbyeState
from bot.mentoring.life import after, can
from bot.mentoring.mentorships import Mentorship, MentorshipEvent, MentorshipState
from bot.mentoring.needs import Need, NeedEvent, NeedState
from bot.mentoring.requests import Request, RequestEvent, RequestState

NOW = datetime(2026, 5, 12, 15, tzinfo=UTC)

LIVES: Mapping[str, tuple[type[StrEnum], type[StrEnum], Mapping[tuple[Any, Any], Any]]] = {
    "need": (NeedState, NeedEvent, needs.LIFE),
    "request": (RequestState, RequestEvent, requests.LIFE),
    "mentorship": (MentorshipState, MentorshipEvent, mentorships.LIFE),
    "checkin": (CheckInState, CheckInEvent, checkins.LIFE),
    "goodbye": (GoodbyeState, GoodbyeEvent, goodbyes.LIFE),
}

ROWS: Mapping[str, Callable[[Any], Any]] = {
    "need": lambda state: Need(1, 2, state=state),
    "request": lambda state: Request(1, 2, 3, 4, state=state),
    "mentorship": lambda state: Mentorship(1, 2, 3, 4, 5, state=state),
    "checkin": lambda state: CheckIn(1, 2, 3, Moment.FIRST, NOW, state=state),
    "goodbye": lambda state: Goodbye(1, 2, 3, state=state),
}

MOVES: Mapping[str, Callable[[Any, Any], Any]] = {
    "need": needs.moved,
    "request": lambda row, event: requests.moved(row, event, NOW),
    "mentorship": lambda row, event: mentorships.moved(row, event, NOW),
    "checkin": lambda row, event: (
        checkins.skipped(row, NOW)
        if event is CheckInEvent.SKIP
        else checkins.answered(row, "worth", "yes", NOW)
    ),
    "goodbye": lambda row, event: goodbyes.moved(row, event, NOW),
}

EVERY = [
    pytest.param(name, state, event, id=f"{name}: {state} {event}")
    for name, (states, events, _) in LIVES.items()
    for state, event in product(states, events)
]


@pytest.mark.parametrize(("name", "state", "event"), EVERY)
def test_a_step_leads_where_its_table_says_or_changes_nothing(name: str, state: Any, event: Any) -> None:
    life, row = LIVES[name][2], ROWS[name](state)
    assert can(life, state, event) is ((state, event) in life)
    if (state, event) in life:
        assert after(life, state, event) is life[state, event]
        assert MOVES[name](row, event).state is life[state, event]
    else:
        with pytest.raises(StaleCard):
            MOVES[name](row, event)


@pytest.mark.parametrize("name", LIVES)
def test_every_state_can_be_reached_from_the_first(name: str) -> None:
    states, _, life = LIVES[name]
    reached = {next(iter(states))}
    for _ in states:
        reached |= {end for (start, _), end in life.items() if start in reached}
    assert reached == set(states)


@pytest.mark.parametrize("name", LIVES)
def test_every_event_has_its_step(name: str) -> None:
    _, events, life = LIVES[name]
    assert {event for _, event in life} == set(events)


def test_what_has_ended_stays_so() -> None:
    for name, state in (
        ("mentorship", MentorshipState.ENDED),
        ("goodbye", GoodbyeState.ANSWERED),
        ("goodbye", GoodbyeState.UNDONE),
        ("checkin", CheckInState.SKIPPED),
    ):
        assert not [start for start, _ in LIVES[name][2] if start is state]


def test_a_goodbye_is_sent_only_after_it_was_held() -> None:
    to_sent = [start for (start, event), end in goodbyes.LIFE.items() if end is GoodbyeState.SENT and event]
    assert to_sent == [GoodbyeState.HELD]


def test_ending_is_possible_from_every_state_that_is_not_an_end() -> None:
    for state in mentorships.NOT_ENDED:
        assert can(mentorships.LIFE, state, MentorshipEvent.END)


def test_a_sign_of_life_starts_the_clock_of_a_drift_again() -> None:
    for event, state in ((MentorshipEvent.MEET, "active"), (MentorshipEvent.RESUME, "paused")):
        row = ROWS["mentorship"](MentorshipState(state))
        assert mentorships.moved(row, event, NOW).quiet_since == NOW
