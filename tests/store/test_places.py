"""Where programmes live: what lets us in rests sealed, and who has gone is forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.errors import Conflict, UnknownPlace
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from bot.outbox import Message
from store.farewell import PLACES_LAST
from store.places import Places

NOW = datetime(2026, 5, 4, tzinfo=UTC)
TOKEN = "xoxb-a-token-that-lets-us-in"


@pytest.fixture
def places(store):
    return Places(store)


def admitted(places, tenant="T1", holds=TOKEN):
    return places.admit(Programme(0, "Residency"), "slack", tenant, holds).result()


def test_a_tenant_that_is_new_gets_a_programme_of_its_own(places):
    first, second = admitted(places), admitted(places, "T2")
    assert first.programme_id != second.programme_id
    assert places.find("slack", "T1").result() == first
    assert places.find("slack", "T3").result() is None


def test_what_lets_us_in_rests_sealed(places, store):
    admitted(places)
    [kept] = store.run(
        lambda connection: connection.scalars(text("SELECT holds FROM places WHERE tenant = 'T1'")).all()
    ).result()
    assert kept
    assert TOKEN not in kept


def test_a_place_that_is_gone_lets_nobody_speak_and_is_not_ticked(places, store):
    place = admitted(places)
    assert places.part("slack", "T1", NOW).result() is True
    assert places.part("slack", "T1", NOW).result() is False
    gone = places.find("slack", "T1").result()
    assert (gone.holds, gone.gone_at) == ("", NOW)
    assert place.programme_id not in store.programmes().result()


def test_what_waited_for_a_place_goes_out_as_soon_as_it_is_back(places, store):
    admitted(places)
    later = NOW + timedelta(hours=1)
    waits = {
        "tried in vain": {"owner": "w", "next_at": later},
        "for later": {"next_at": later},
        "perhaps on its way": {"owner": "w", "next_at": later, "in_doubt": True},
    }

    def put(work):
        for number, (cause, more) in enumerate(waits.items()):
            work.outbox.put(Message(0, cause, (1,), f"p:{number}", "{}", **more))

    store.submit("slack", "T1", put).result()
    places.part("slack", "T1", NOW).result()
    places.wake(admitted(places), NOW).result()
    rows = store.submit("slack", "T1", lambda work: work.messages.where()).result()
    assert {row.cause: row.next_at for row in rows} == {
        "tried in vain": NOW,
        "for later": later,
        "perhaps on its way": later,
    }


def test_whoever_comes_back_in_time_finds_everything_as_it_was(places, store):
    place = admitted(places)
    store.submit("slack", "T1", lambda work: work.people.add(Person(0, "Amira"))).result()
    places.part("slack", "T1", NOW).result()
    store.purge(NOW + PLACES_LAST - timedelta(seconds=1)).result()
    back = admitted(places, holds="another token")
    assert (back.programme_id, back.holds, back.gone_at) == (place.programme_id, "another token", None)
    assert store.submit("slack", "T1", lambda work: work.people.first().name).result() == "Amira"


def test_whoever_does_not_is_forgotten_with_every_row_and_nobody_else_is(places, store):
    place = admitted(places)
    for tenant in ("T1", "T2"):
        admitted(places, tenant)
        store.submit("slack", tenant, lambda work: work.people.add(Person(0, "Amira"))).result()
    places.part("slack", "T1", NOW).result()
    store.purge(NOW + PLACES_LAST).result()
    assert places.find("slack", "T1").result() is None
    with pytest.raises(UnknownPlace):
        store.submit_to(place.programme_id, lambda work: work.people.where()).result()
    assert store.submit("slack", "T2", lambda work: work.people.first().name).result() == "Amira"
    assert store.submit("playground", "demo", lambda work: work.programme.name).result() == "Demo"


def test_a_programme_with_another_place_left_lives_on(places, store):
    place = admitted(places)
    store.run(
        lambda connection: connection.execute(
            text("UPDATE places SET programme_id = :id WHERE tenant = 'demo'"), {"id": place.programme_id}
        )
    ).result()
    places.part("slack", "T1", NOW).result()
    store.purge(NOW + PLACES_LAST).result()
    assert place.programme_id in store.programmes().result()


def test_of_two_who_renew_a_place_at_once_one_is_told(places):
    place = admitted(places)
    places.renew(place).result()
    with pytest.raises(Conflict):
        places.renew(place).result()
