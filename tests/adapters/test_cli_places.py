"""What an operator says of places: who coordinates one, which there are, joined, forgotten."""

from datetime import UTC, datetime

import pytest

from adapters import serve, settings
from bot.mentoring.people import Person, Role
from bot.mentoring.programmes import Programme
from store.places import Places
from tests.adapters.test_cli import ROSTER, bare, imported, run

__all__ = ["bare"]

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def slack(bare, monkeypatch):
    """Slack is what is served."""
    for name in [name for name in settings.os.environ if name.startswith("SLACK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")


def at_office(job):
    with serve.office(settings.read()) as (store, _):
        return job(store)


def let_in(*tenants):
    programme = Programme(0, "Residency")
    at_office(
        lambda store: [Places(store).admit(programme, "slack", tenant, "").result() for tenant in tenants]
    )


def people(tenant="T1"):
    return at_office(lambda store: store.submit("slack", tenant, lambda work: work.people.where()).result())


def test_before_anything_was_served_there_is_no_place():
    code, said = imported(ROSTER)
    assert (code, said) == (2, "No programme lives here yet: `constellation serve` sets one up\n")


def test_a_command_in_a_shell_without_slacks_settings_makes_no_programme_of_its_own(monkeypatch):
    let_in("T1")
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    assert run("places")[1].splitlines() == ["slack:T1  programme 1"]
    assert run("appoint", "nadia@example.org")[0] == 0


def test_a_roster_goes_to_the_only_place():
    let_in("T1")
    assert imported(ROSTER)[0] == 0
    assert {person.name for person in people()} == {"Nadia Roy", "Marc Côté"}


def test_of_several_places_one_has_to_be_named():
    let_in("T1", "T2")
    code, said = imported(ROSTER)
    assert code == 2
    assert "`constellation places` lists them" in said
    assert imported(ROSTER, "--place", "slack:T2")[0] == 0
    assert (len(people("T1")), len(people("T2"))) == (0, 2)
    assert imported(ROSTER, "--place", "slack:T9")[0] == 2


def test_a_dry_run_changes_nobody():
    let_in("T1")
    assert imported(ROSTER, "--dry-run")[0] == 0
    assert people() == []


def test_whoever_is_appointed_coordinates_also_before_they_come():
    let_in("T1")
    assert run("appoint", "Nadia@Example.org") == (
        0,
        "Nadia@Example.org coordinates the programme in slack:T1.\n",
    )
    assert run("appoint", "nadia@example.org")[0] == 0
    [nadia] = people()
    assert (nadia.email, nadia.roles, nadia.is_here) == ("nadia@example.org", (Role.COORDINATOR,), False)


def test_whoever_is_there_already_keeps_what_they_are():
    let_in("T1")
    at_office(
        lambda store: store.submit(
            "slack",
            "T1",
            lambda work: work.people.add(Person(0, "Nadia", "nadia@example.org", (Role.RESIDENT,))),
        ).result()
    )
    run("appoint", "nadia@example.org")
    [nadia] = people()
    assert nadia.roles == (Role.RESIDENT, Role.COORDINATOR)


def test_what_is_no_address_is_told():
    let_in("T1")
    assert run("appoint", "nadia")[0] == 2


def test_places_are_listed_and_those_that_are_gone_say_since_when():
    let_in("T1", "T2")
    at_office(lambda store: Places(store).part("slack", "T2", NOW).result())
    code, said = run("places")
    assert code == 0
    assert said.splitlines() == [
        "slack:T1  programme 1",
        "slack:T2  programme 2, gone since 2026-05-04",
    ]


def test_a_programme_may_live_in_two_places_and_takes_over_none_that_is_lived_in():
    let_in("T1", "T2")
    assert run("join", "slack:T1", "teams:contoso") == (
        0,
        "The programme in slack:T1 lives in teams:contoso too.\n",
    )
    assert run("join", "slack:T1", "teams:contoso")[0] == 0
    imported(ROSTER, "--place", "slack:T2")
    code, said = run("join", "slack:T1", "slack:T2")
    assert (code, len(people("T2"))) == (2, 2)
    assert "constellation forget slack:T2" in said
    assert run("join", "slack:T1", "nowhere")[0] == 2


def test_an_empty_programme_gives_way_to_the_one_that_joins_it():
    let_in("T1", "T2")
    assert run("join", "slack:T1", "slack:T2")[0] == 0
    assert run("places")[1].splitlines() == ["slack:T1  programme 1", "slack:T2  programme 1"]


def test_a_programme_is_forgotten_when_the_operator_says_so_and_no_other_is():
    let_in("T1", "T2")
    imported(ROSTER, "--place", "slack:T2")
    assert run("forget", "slack:T1")[0] == 1
    assert run("forget", "slack:T1", "--yes")[0] == 0
    assert run("places")[1].splitlines() == ["slack:T2  programme 2"]
    assert len(people("T2")) == 2
