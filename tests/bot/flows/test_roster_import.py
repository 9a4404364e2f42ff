"""A coordinator imports the roster: nothing changes before the dry run is accepted."""

from dataclasses import replace

import pytest

from bot.mentoring.people import Role
from tests.bot.flows.pair import introduced
from tests.bot.flows.talk import Talk

FILE = """email,name,roles,level,discipline,language,supervisors
lea@example.org,Léa Roy,faculty,Professor,Anesthesiology,fr,
noor@example.org,Noor Aziz,resident,PGY-2,Neurology,en,lea@example.org
bad row,Someone,resident,,,,
"""


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def sam(talk):
    return talk.person("Sam Okafor", (Role.COORDINATOR,))


def import_file(sam, text=FILE, **scope):
    sam.says("/mentor import")
    sam.presses("roster.ask")
    sam.submits(file=text, **scope)


def test_the_dry_run_names_the_bad_row_and_changes_nobody(talk, sam):
    import_file(sam)

    sam.sees("roster.dry_run", "roster.fault", "roster.bad_email")
    assert [person.name for person in talk.work.people.where()] == ["Sam Okafor"]


def test_one_press_imports_what_was_shown(talk, sam):
    import_file(sam)
    sam.presses("roster.apply")

    sam.sees("roster.done")
    _, lea, noor = talk.work.people.where()
    assert (lea.name, lea.roles, lea.locale, lea.level) == ("Léa Roy", ("faculty",), "fr", "professor")
    assert noor.zone == talk.work.programme.zone
    (tie,) = talk.work.ties.where()
    assert (tie.mentor_id, tie.mentee_id, tie.kind) == (lea.id, noor.id, "supervises")


def test_importing_again_is_harmless(talk, sam):
    for _ in range(2):
        import_file(sam)
        sam.presses("roster.apply")

    assert len(talk.work.people.where()) == 3
    assert len(talk.work.ties.where()) == 1


def test_a_file_that_cannot_be_read_says_so_at_its_field(sam):
    import_file(sam, "names\nAmira")

    assert sam.errors == {"file": "roster.fault"}
    assert sam.form, "the form stays open"


def test_who_joined_on_their_own_is_recognised_by_e_mail(talk, sam):
    import_file(sam)
    sam.presses("roster.apply")
    noor = talk.stranger("Noor", "NOOR@example.org")
    noor.arrives()

    assert noor.person.discipline == "neurology"
    assert len(talk.work.people.where()) == 3


def test_a_leaver_is_gone_and_the_coordinator_who_imports_stays(talk, sam):
    amira = talk.person("Amira Haddad")
    import_file(sam, "email,name\nlea@example.org,Léa Roy", whole=("whole",))
    sam.sees("roster.leavers_note")
    sam.presses("roster.apply")

    assert amira.person.left_at
    assert sam.person.left_at is None


def test_two_who_leave_together_are_not_told_of_each_other(talk, sam):
    pair = introduced(talk)
    import_file(sam, "email,name\nnoor@example.org,Noor Aziz", whole=("whole",))
    told = len(talk.work.outbox.messages)
    sam.presses("roster.apply")

    assert pair.amira.person.left_at
    assert pair.roy.person.left_at
    assert {message.people for message in talk.work.outbox.messages[told:]} == {(sam.id,)}


def test_nobody_else_can_import(talk):
    amira = talk.person("Amira Haddad")
    amira.says("/mentor import")

    assert "roster.ask" not in amira.actions()


def test_rights_are_looked_up_when_the_button_is_pressed(talk, sam):
    import_file(sam)
    talk.work.people.save(replace(sam.person, roles=()))
    sam.presses("roster.apply")

    assert len(talk.work.people.where()) == 1
