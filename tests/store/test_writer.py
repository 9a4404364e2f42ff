"""Jobs that share a commit do not share a fate, unless the commit itself does not happen."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.mentoring.people import Person

NOW = datetime(2026, 5, 4, tzinfo=UTC)

# What is said here of savepoints and shared commits is SQLite's; PostgreSQL keeps to it trivially.


@pytest.fixture
def held(store):
    """Holds the store's threads back until it is called, so that jobs wait and share a commit."""
    go = threading.Event()
    holding = [store.run(lambda _connection: go.wait(10)) for _ in range(4)]

    def let_go():
        go.set()
        for hold in holding:
            hold.result()

    return let_go


def named(name):
    def job(work):
        work.people.add(Person(0, name))
        if name == "poison":
            raise KeyError("on purpose")
        return name

    return job


def test_a_job_that_raises_does_not_harm_its_neighbours(store, take, held):
    names = ["one", "two", "poison", "three", "poison", "four"]
    jobs = [store.submit("playground", "demo", named(name)) for name in names]
    held()
    for name, job in zip(names, jobs, strict=True):
        if name == "poison":
            with pytest.raises(KeyError):
                job.result()
        else:
            assert job.result() == name
    people = {person.name for person in take(lambda work: work.people.where())}
    assert people == {"one", "two", "three", "four"}


def test_a_job_that_was_cancelled_while_it_waited_is_not_done(store, take, held):
    jobs = [store.submit("playground", "demo", named(name)) for name in ("one", "two", "three")]
    assert jobs[1].cancel()
    held()
    assert [jobs[0].result(), jobs[2].result()] == ["one", "three"]  # PostgreSQL's threads keep no order
    assert {person.name for person in take(lambda work: work.people.where())} == {"one", "three"}


def test_what_was_not_committed_is_acknowledged_to_nobody(store, take, held):
    def refuse(_connection):
        raise OperationalError("COMMIT", {}, OSError("disk full"))

    jobs = [store.submit("playground", "demo", named(name)) for name in ("one", "two", "poison")]
    event.listen(store._engine, "commit", refuse)
    with pytest.raises(OperationalError):
        held()
    for job in jobs[:2]:
        with pytest.raises(OperationalError):
            job.result()
    event.remove(store._engine, "commit", refuse)
    # As many as reach every thread there is.
    later = [store.submit("playground", "demo", named("later")) for _ in range(20)]
    assert [job.result() for job in later] == ["later"] * 20
    assert {person.name for person in take(lambda work: work.people.where())} == {"later"}


@pytest.mark.parametrize("undone", [True, False])
def test_postgresql_hopes_that_nothing_in_a_job_is_undone_and_takes_it_again_where_something_is(
    store, take, undone
):
    tries = []

    def job(work):
        tries.append(work)
        work.people.add(Person(0, "before"))
        with suppress(KeyError), work.attempt():
            work.people.add(Person(0, "within"))
            if undone:
                raise KeyError("on purpose")
        work.people.add(Person(0, "after"))

    take(job)
    hoped_in_vain = undone and store._engine.dialect.name == "postgresql"
    assert len(tries) == (2 if hoped_in_vain else 1)
    stands = [person.name for person in take(lambda work: work.people.where())]
    assert stands == (["before", "after"] if undone else ["before", "within", "after"])


def test_a_connection_that_breaks_is_replaced(store, take):
    def breaks(connection):
        connection.execute(text("ROLLBACK"))
        raise KeyError("on purpose")

    with pytest.raises((KeyError, OperationalError)):
        store.run(breaks).result()
    assert take(named("later")) == "later"


def test_closing_finishes_what_waits_and_takes_no_more(store, held, open_at):
    jobs = [store.submit("playground", "demo", named(str(n))) for n in range(80)]
    held()
    store.close()
    assert [job.result() for job in jobs] == [str(n) for n in range(80)]
    with pytest.raises(RuntimeError):
        store.programmes()
    assert len(open_at().submit("playground", "demo", lambda work: work.people.where()).result()) == 80
