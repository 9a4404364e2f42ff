"""A roster is read with every fault named, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.people import Person, Role
from bot.mentoring.roster import Entry, Fault, planned, read

HEADER = "email,name,roles,level,discipline,language,zone,courtesy,status,supervisors"


def test_a_whole_row_is_read_with_its_words_in_either_language():
    entries, faults = read(
        f"{HEADER}\n"
        "Lea.Roy@example.org,Léa Roy,faculty;coordinator,Associate professor,Anesthésiologie,fr,"
        "America/Montreal,dre,active,\n"
        "amira@example.org,Amira Haddad,résidente,PGY-4,emergency_medicine,English,,,,lea.roy@example.org"
    )

    assert faults == ()
    assert entries == (
        Entry(
            "lea.roy@example.org",
            "Léa Roy",
            ("faculty", "coordinator"),
            "associate_professor",
            "anesthesiology",
            "fr",
            "America/Montreal",
            "dre",
        ),
        Entry(
            "amira@example.org",
            "Amira Haddad",
            ("resident",),
            "pgy4",
            "emergency_medicine",
            "en",
            supervisors=("lea.roy@example.org",),
        ),
    )


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("not-an-address,Amira", "email", "roster.bad_email"),
        (",Amira", "email", "roster.empty"),
        ("a@example.org,", "name", "roster.empty"),
        ("a@example.org,Amira,king", "roles", "roster.bad_roles"),
        ("a@example.org,Amira,,PGY-99", "level", "roster.bad_level"),
        ("a@example.org,Amira,,,alchemy", "discipline", "roster.bad_discipline"),
        ("a@example.org,Amira,,,,de", "language", "roster.bad_language"),
        ("a@example.org,Amira,,,,,Mars/Base", "zone", "roster.bad_zone"),
        ("a@example.org,Amira,,,,,,lord", "courtesy", "roster.bad_courtesy"),
        ("a@example.org,Amira,,,,,,,asleep", "status", "roster.bad_status"),
        ("a@example.org,Amira,,,,,,,,me;you", "supervisors", "roster.bad_supervisors"),
        ("a@example.org,Amira,,,,,,,,,more", "", "roster.too_wide"),
        (f"a@example.org,{'x' * 201}", "name", "roster.too_long"),
        ("b@example.org,Somebody else", "email", "roster.twice"),
    ],
)
def test_a_bad_cell_is_named_and_the_other_rows_still_count(row, column, key):
    entries, faults = read(f"{HEADER}\nb@example.org,Béa\n{row}\nc@example.org,Cy\n")

    assert faults == (Fault(3, column, key),)
    assert [entry.name for entry in entries] == ["Béa", "Cy"]


@pytest.mark.parametrize(
    ("header", "column", "key"),
    [
        ("name", "email", "roster.column_missing"),
        ("email", "name", "roster.column_missing"),
        ("email,name,shoe size", "shoe size", "roster.column_unknown"),
        ("email,name,name", "name", "roster.column_twice"),
        ("", "email", "roster.column_missing"),
    ],
)
def test_a_header_that_cannot_be_used_says_which_column(header, column, key):
    entries, faults = read(f"{header}\na@example.org,Amira\n")

    assert entries == ()
    assert Fault(1, column, key) in faults


@pytest.mark.parametrize("apart", [";", "\t"], ids=["saved in French", "copied and pasted"])
def test_a_spreadsheet_is_read_too(apart):
    entries, faults = read("\ufeffemail;name;level\r\na@example.org;Amira Haddad;R3\r\n".replace(";", apart))

    assert faults == ()
    assert entries == (Entry("a@example.org", "Amira Haddad", level="pgy3"),)


def test_people_are_recognised_by_e_mail_whatever_its_case():
    amira = Person(7, "Amira", "Amira@Example.org")
    (entry,), _ = read("email,name,level\namira@example.ORG,Amira Haddad,PGY-2")

    plan = planned([entry], [amira], whole=False)

    assert (plan.new, plan.leaving) == ((), ())
    assert [(person.id, person.name, person.level) for person in plan.changed] == [
        (7, "Amira Haddad", "pgy2")
    ]


def test_importing_the_same_file_twice_changes_nothing_the_second_time():
    entries, _ = read("email,name,roles,level\na@example.org,Amira,resident,R1\n")
    (amira,) = planned(entries, [], whole=True).new

    plan = planned(entries, [amira], whole=True)

    assert (plan.new, plan.changed, plan.leaving) == ((), (), ())


def test_only_a_whole_file_lets_absent_people_leave_and_never_the_coordinator():
    here = [
        Person(1, "Amira", "a@example.org"),
        Person(2, "Béa", "b@example.org"),
        Person(3, "Cy", "c@example.org", roles=(Role.COORDINATOR,)),
        Person(4, "Someone with no e-mail"),
    ]
    entries, _ = read("email,name\na@example.org,Amira")

    assert planned(entries, here, whole=False).leaving == ()
    assert [person.name for person in planned(entries, here, whole=True).leaving] == ["Béa"]


@given(st.text(max_size=400))
def test_no_text_at_all_breaks_the_reader(text):
    entries, faults = read(text)
    assert all(entry.email and entry.name for entry in entries)
    assert all(fault.key.startswith("roster.") for fault in faults)


@given(st.lists(st.lists(st.text(max_size=12), max_size=11), max_size=6))
def test_every_row_is_either_read_or_named(rows):
    quoted = "\n".join(",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows)
    entries, faults = read(f"email,name\n{quoted}")
    named = {fault.row for fault in faults}
    assert len(entries) + len(named) <= len(rows) + quoted.count("\n") + quoted.count("\r") + 1
