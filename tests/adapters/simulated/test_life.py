"""A small life through the real core, store, ticker and courier."""

from dataclasses import replace

import pytest

from adapters.simulated import report
from adapters.simulated.events import THEME
from bot.mentoring.queue import Waiting
from tests.adapters.simulated.living import EVENTFUL, small_life

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def life():
    return small_life()


@pytest.fixture(scope="module")
def life_rated_otherwise():
    return small_life(ratings="otherwise")


def test_every_invariant_holds(life):
    assert not life.watch.broken
    assert report.verdict(life.watch, 90) == "Every invariant held on each of 90 days."


def test_people_live_whole_mentorships(life):
    rows = life.watch.rows
    assert len(rows.needs) >= 20
    assert any(pair.met_at for pair in rows.mentorships)
    assert {"accepted", "expired"} <= {request.state for request in rows.requests}
    assert {"answered", "asked"} <= {checkin.state for checkin in rows.checkins}
    assert any(pair.state == "ended" for pair in rows.mentorships)


def test_two_worlds_that_differ_in_ratings_alone_look_the_same(life, life_rated_otherwise):
    """The same seed gives the same life; what is rated changes nothing that anybody is sent."""
    ratings = [
        {row.id: {**row.answers} for row in one.watch.rows.checkins} for one in (life, life_rated_otherwise)
    ]
    assert ratings[0] != ratings[1]
    assert life_rated_otherwise.table == life.table
    assert life_rated_otherwise.town.mail.log == life.town.mail.log


def test_what_was_injected_left_its_trace(life):
    rows, people = life.watch.rows, life.town.people.values()
    assert any(
        item.kind is Waiting.UNMATCHED and item.topic.startswith("procedures") for item in rows.queue
    ) or not any(need.domain == "procedures" for need in rows.needs)
    assert [one.user for one in people if one.is_mentor and one.gone]
    assert any(profile.capacity < life.town.people[user].places for profile, user in profiles_of(life))
    assert any(need.words in THEME.values() for need in rows.needs)
    assert life.town.erased


def profiles_of(life):
    users = {one.person_id: one.user for one in life.town.people.values()}
    return [(profile, users[profile.person_id]) for profile in life.watch.rows.profiles]


def test_the_table_tells_what_happened(life):
    said = dict(life.table)
    assert {
        "needs",
        "requests",
        "mentorships",
        "check-ins",
        "endings",
        "waiting for a yes",
        "turns",
    } <= said.keys()
    assert {name for name, _ in life.cost} == {"turns per second", "peak memory"}
    assert report.spoken(life.table).count("\n") == len(life.table) - 1


def test_a_broken_invariant_is_told(life):
    watch = replace(life.watch, broken={})
    watch._note(iter([next(iter(_a_broken_one()))]))
    assert report.verdict(watch, 90).startswith("Broken invariants:\n  capacity: mentor 3")


def _a_broken_one():
    from adapters.simulated.invariants import Broken  # noqa: PLC0415

    yield Broken("capacity", "mentor 3")


def test_the_priors_were_those_that_were_asked_for(life):
    assert life.town.priors == EVENTFUL
