"""The demo programme: two newcomers, a mentor with places open, and everyone else somewhere on the way."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.workspace import Workspace
from adapters.simulated import demo
from bot.mentoring.programmes import Programme
from bot.packing import unpacked
from store.deliveries import Deliveries
from store.store import open_store
from tests.adapters.simulated.living import KEY

pytestmark = pytest.mark.slow

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
PLACE = ("playground", "demo")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The demo, loaded: what became of it, its store and the chat platform's memory."""
    folder = tmp_path_factory.mktemp("demo")
    store = open_store(f"sqlite:///{folder / 'store.db'}", [KEY], synced=False)
    store.set_up(Programme(0, "Demo"), *PLACE).result()
    workspace = Workspace(folder / "playground.db", synced=False)
    load = (store, Deliveries(store), NOW, PLACE, lambda now: PlaygroundMessenger(workspace, now), workspace)
    lived = asyncio.run(demo.load(*load))
    yield SimpleNamespace(
        lived=lived,
        rows=lived.watch.rows,
        workspace=workspace,
        people={
            person.name: person for person in store.submit(*PLACE, lambda work: work.people.where()).result()
        },
        again=lambda: asyncio.run(demo.load(*load)),
    )
    workspace.close()
    store.close()


def said(town, user):
    """The first line of each card in somebody's own conversation."""
    messages = town.workspace.messages(town.workspace.open_direct(user))
    return [unpacked(message.card).parts[0].line.key for message in messages if message.card]


def test_it_broke_no_invariant(town):
    assert not town.lived.watch.broken


def test_forty_residents_two_dozen_mentors_and_a_coordinator_live_there(town):
    roles = Counter(role for person in town.people.values() for role in person.roles)
    assert roles == {"resident": 40, "faculty": 24, "coordinator": 1}
    assert {person.locale for person in town.people.values()} == {"en", "fr"}


def test_amira_and_noemie_have_just_arrived(town):
    for name, user, locale in (
        ("Amira Haddad", "amira-haddad", "en"),
        ("Noémie Tremblay", "noemie-tremblay", "fr"),
    ):
        person = town.people[name]
        assert NOW - timedelta(days=2) < person.joined_at < NOW
        assert person.locale == locale
        assert said(town, user) == ["welcome.joined"]
        assert not [need for need in town.rows.needs if need.mentee_id == person.id]


def test_lea_roy_has_places_open_for_what_she_offers(town):
    lea = town.people["Léa Roy"]
    profile = next(profile for profile in town.rows.profiles if profile.person_id == lea.id)
    assert {"career.first_contract", "life.parenting_and_leave"} <= set(profile.topics)
    assert set(profile.languages) == {"en", "fr"}
    assert (lea.courtesy, lea.locale) == ("dre", "en")
    assert profile.places >= 1


def test_everyone_else_is_somewhere_on_the_way(town):
    rows = town.rows
    assert {"sent", "accepted", "expired"} <= {request.state for request in rows.requests}
    assert {"exploring", "active", "paused", "ended"} <= {pair.state for pair in rows.mentorships}
    assert {"asked", "answered"} <= {checkin.state for checkin in rows.checkins}
    assert any(goodbye.state == "answered" for goodbye in rows.goodbyes)
    assert len([need for need in rows.needs if need.unmatched_at]) < len(rows.needs) / 3


def test_conversations_stand_at_the_instants_at_which_they_were_had(town):
    sam = town.workspace.messages(town.workspace.open_direct("sam-okafor"))
    assert sam[0].at == NOW - timedelta(days=demo.DAYS)
    assert next(message.text for message in sam if message.author) == "/mentor import"
    assert sam == sorted(sam, key=lambda message: message.at)
    assert sam[-1].at < NOW


def test_most_of_it_has_been_read(town):
    assert sum(town.workspace.unread().values()) < town.workspace.latest()[1] / 4


def test_a_place_in_which_somebody_lives_is_left_alone(town):
    before = town.workspace.latest()
    assert town.again() is None
    assert town.workspace.latest() == before
