"""What is said past SQLAlchemy is said as it would say it, errors included."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, literal, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Person, Role
from bot.mentoring.programmes import Programme
from store import crew, tables
from store.driver import Driver

NOW = datetime(2026, 5, 4, tzinfo=UTC)

_c = tables.people.c
NAMES = select(_c.name, _c.roles).order_by(_c.id)


@pytest.fixture
def people(take):
    return take(lambda work: [work.people.add(Person(0, name)) for name in ("Amira", "Lee", "Noor")])


def said(store, say):
    """What a driver says, within a transaction of its own."""
    return store.run(lambda connection: say(Driver(connection))).result(10)


def test_rows_are_found_as_the_core_means_them(store, people):
    by_name = NAMES.where(_c.name == bindparam("its_name"), literal(1) == 1)
    found = said(store, lambda driver: driver.rows(by_name, {"its_name": "Lee"}))
    assert found == [("Lee", (Role.RESIDENT,))]


def test_a_list_may_be_of_any_length(store, people):
    any_of = NAMES.where(_c.id.in_(bindparam("ids", expanding=True)))
    for some in ([], people[:1], people):
        ids = [person.id for person in some]
        found = said(store, lambda driver, ids=ids: driver.rows(any_of, {"ids": ids}))
        assert [name for name, _ in found] == [person.name for person in some]


def test_what_was_written_is_counted(store, people):
    change = tables.people.update().where(_c.name != bindparam("its_name")).values(level=bindparam("new"))
    assert said(store, lambda driver: driver.count(change, {"its_name": "Lee", "new": "R1"})) == 2


def test_a_statement_is_prepared_once_for_the_same_names(store):
    def prepared(connection):
        before = len(connection.info["prepared"])
        for _ in range(3):
            Driver(connection).rows(NAMES, {})
        return len(connection.info["prepared"]) - before

    assert store.run(prepared).result(10) == 1


def test_a_check_in_brings_its_mentorship_and_the_two_people_of_it(store, take, people, monkeypatch):
    def seeded(work):
        two = {"mentee_id": people[0].id, "mentor_id": people[1].id}
        mentorship = work.mentorships.add(Mentorship(0, 1, 1, topics=("career",), **two))
        return work.checkins.add(CheckIn(0, people[0].id, mentorship.id, Moment.QUARTERLY, NOW))

    def reads(work):
        mentorship = work.mentorships.get(work.checkins.get(checkin.id).mentorship_id)
        return [work.people.get(person_id).name for person_id in mentorship.both]

    checkin, asked, run = take(seeded), [], Driver._run
    monkeypatch.setattr(Driver, "_run", lambda self, *said: (asked.append(said), run(self, *said))[1])
    assert take(reads) == ["Amira", "Lee"]
    assert sum("checkins" in text or "FROM mentorships" in text for text, _ in asked) == 1
    assert not [text for text, _ in asked if "FROM people" in text]


def test_what_the_server_has_forgotten_is_prepared_again(store, take, people):
    forgets = {"sqlite": "SELECT 1", "postgresql": "DEALLOCATE ALL"}
    for _ in range(8):
        said(store, lambda driver: driver.tell(forgets[driver.dialect.name]))
        assert len(take(lambda work: work.people.where())) == len(people)


@pytest.mark.parametrize("programme", [404, 1])
def test_an_error_is_sqlalchemys_and_says_nothing_of_what_was_bound(store, programme):
    new = tables.places.insert()
    values = {"programme_id": programme, "platform": "secret", "tenant": "secret"}
    with suppress(IntegrityError):  # there is no such programme, or the second time the place is taken
        said(store, lambda driver: driver.count(new, values))
    with pytest.raises(IntegrityError) as error:
        said(store, lambda driver: driver.count(new, values))
    assert "secret" not in str(error.value)


def test_a_connection_that_breaks_is_replaced(store, take):
    breaks = {"sqlite": "ROLLBACK", "postgresql": "SELECT pg_terminate_backend(pg_backend_pid())"}
    for _ in range(8):
        with pytest.raises(DBAPIError):
            said(store, lambda driver: driver.tell(breaks[driver.dialect.name]))
    assert take(lambda work: work.programme) == Programme(1, "Demo")


def test_a_connection_that_broke_while_it_rested_is_noticed_by_nobody(store, take, open_at, monkeypatch):
    monkeypatch.setattr(crew, "RESTED", 0)
    everyone_else = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    if store._engine.dialect.name == "postgresql":
        said(open_at(), lambda driver: driver.tell(everyone_else))
    for _ in range(8):
        assert take(lambda work: work.programme) == Programme(1, "Demo")
