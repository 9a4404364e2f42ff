"""Oneself: shown, edited, and wrong answers refused at their place."""

import pytest

from tests.bot.flows.talk import Talk


@pytest.fixture
def amira():
    return Talk().person("Amira Haddad", level="pgy4")


def test_typing_me_shows_what_is_known_with_a_way_to_change_it(amira):
    amira.says("/mentor me")
    amira.sees("people.shown", "levels.pgy4", "people.zones.America/Edmonton")
    amira.presses("people.me")
    assert amira.form


def test_what_is_changed_is_kept_and_shown(amira):
    amira.says("moi")
    amira.presses("people.me")
    amira.submits(
        courtesy="dre", language="fr", level="fellow", discipline="anesthesiology", zone="America/Halifax"
    )
    amira.sees("people.saved", "names.dre", "disciplines.anesthesiology")
    person = amira.person
    assert (person.courtesy, person.locale, person.level, person.zone) == (
        "dre",
        "fr",
        "fellow",
        "America/Halifax",
    )


def test_going_back_to_the_first_name_keeps_no_courtesy(amira):
    amira.says("me")
    amira.presses("people.me")
    amira.submits(courtesy="plain")
    assert amira.person.courtesy == ""


def test_a_zone_elsewhere_stays_on_offer():
    noor = Talk().person("Noor", zone="Europe/Paris")
    noor.says("me")
    noor.presses("people.me")
    noor.submits(level="pgy1")
    assert noor.person.zone == "Europe/Paris"


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"name": ""}, {"name": "forms.required"}),
        ({"name": "x" * 81}, {"name": "forms.too_long"}),
        ({"level": "emperor"}, {"level": "forms.pick_one"}),
        ({"language": "de"}, {"language": "forms.pick_one"}),
        ({"courtesy": ("dr", "dre")}, {"courtesy": "forms.required"}),
    ],
)
def test_what_cannot_be_is_said_at_its_place(amira, answers, errors):
    amira.says("me")
    amira.presses("people.me")
    before = amira.person
    amira.submits(**answers)
    assert amira.errors == errors
    assert amira.person == before
