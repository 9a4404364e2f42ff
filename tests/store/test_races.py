"""What two do at once, on both databases; rounds enough to catch a race, the large run is `make prove`."""

from concurrent.futures import wait
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.due import Due, DueState
from bot.mentoring.people import Person
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.outbox import Message
from tests.sizes import size

NOW = datetime(2026, 5, 4, tzinfo=UTC)
RACERS = 10
ROUNDS = size(20, 1_000)


@pytest.fixture
def both(store, open_at):
    """Two stores open at the same place, as two processes would have them."""
    return store, open_at()


def race(stores, job):
    """The job, submitted by each racer at once; every result."""
    racing = [stores[n % len(stores)].submit("playground", "demo", job) for n in range(RACERS)]
    wait(racing)
    return [racer.result() for racer in racing]


def test_a_mentor_never_has_more_mentees_than_places(both, take):
    for _ in range(ROUNDS):
        person = take(lambda work: work.people.add(Person(0, "Lee")))
        take(lambda work, person=person: work.profiles.add(Profile(0, person.id, ("research",), capacity=3)))
        took = race(both, lambda work, person=person: work.profiles.take_place(person.id))
        assert took.count(True) == 3
        assert take(lambda work, person=person: work.profiles.of(person.id).taken) == 3


def test_no_write_is_lost(both, take):
    amira = take(lambda work: work.people.add(Person(0, "Amira")))

    def one_more(work):
        person = work.people.get(amira.id)
        work.people.save(replace(person, busy=(*person.busy, NOW.date())))

    for _ in range(ROUNDS):
        race((both[0],), one_more)
    assert len(take(lambda work: work.people.get(amira.id)).busy) == ROUNDS * RACERS


def test_a_turn_delivered_to_everyone_at_once_is_new_to_one(both):
    for number in range(ROUNDS):
        news = race(both, lambda work, number=number: work.first_time(f"turn {number}", NOW))
        assert news.count(True) == 1


def test_a_cause_put_by_everyone_at_once_speaks_once(both, take):
    for number in range(ROUNDS):
        message = Message(0, f"cause {number}", (1,), "p:1", "{}", NOW)
        put = race(both, lambda work, message=message: work.outbox.put(message))
        assert put.count(True) == 1
    assert len(take(lambda work: work.outbox.of_room("p:1"))) == ROUNDS


def test_a_programme_set_up_by_everyone_at_once_is_one(both):
    for number in range(ROUNDS):
        setting = [both[n % 2].set_up(Programme(0, "T"), "slack", f"T{number}") for n in range(RACERS)]
        assert len({done.result() for done in setting}) == 1
    assert len(both[0].programmes().result()) == 1 + ROUNDS


def test_the_pool_follows_what_another_process_changed(both, take):
    def places(work):
        return work.pool().offer(lee.id).places

    lee = take(lambda work: work.people.add(Person(0, "Lee", joined_at=NOW)))
    take(lambda work: work.profiles.add(Profile(0, lee.id, ("research",), capacity=ROUNDS)))
    for left in range(ROUNDS, 0, -1):
        here, there = both if left % 2 else reversed(both)
        assert here.submit("playground", "demo", places).result() == left
        assert there.submit("playground", "demo", lambda work: work.profiles.take_place(lee.id)).result()
    for store in both:
        assert store.submit("playground", "demo", places).result() == 0


def test_workers_share_what_is_due_and_none_does_it_twice(both, open_at, take):
    stores = (*both, open_at())
    rows = 600
    take(lambda work: [work.due.put(Due(0, "kind", f"cause {n}", NOW)) for n in range(rows)])

    def tick(work):
        claimed = work.due.claim(NOW, 25)
        for due in claimed:
            work.due.settle(due, DueState.DONE)
        return [due.cause for due in claimed]

    done = []
    while batch := [cause for causes in race(stores, tick) for cause in causes]:
        done += batch
    assert len(done) == len(set(done)) == rows
