"""How a line is spoken: blanks are somebody's words, names fit into a French sentence."""

import pytest

from bot.cards import line
from bot.errors import UnknownWord
from bot.flows.names import short_name
from bot.mentoring.people import Person
from bot.words import Span, every_key, plain, speaker

ROY, LEE, AMIRA = (
    Person(1, "Léa Roy", courtesy="dre"),
    Person(2, "Min Lee", courtesy="dr"),
    Person(3, "Amira Haddad"),
)
WORDS = {
    "t.with": {"en": "with {name}", "fr": "avec {name:le}"},
    "t.to": {"en": "to {name}", "fr": "écrire {name:a}"},
    "t.first": {"en": "with {name}", "fr": "{name:Le} a dit oui"},
    "t.of": {"en": "of {name}", "fr": "un mot {name:de}"},
    "t.that": {"en": "that {topic}", "fr": "plus que {topic}"},
    "t.bold": {"en": "**{name}** said {text}", "fr": "**{name}** a dit {text}"},
    "t.many": {
        "en": {"one": "{n} place", "other": "{n} places"},
        "fr": {"one": "{n} place", "other": "{n} places"},
    },
}


@pytest.fixture
def spoken(monkeypatch):
    words = {**every_key(), **WORDS}
    monkeypatch.setattr("bot.words.every_key", lambda: words)
    return lambda locale, spoken_line: speaker(locale, lambda day, _: str(day))(spoken_line)


@pytest.mark.parametrize(
    ("person", "key", "said"),
    [
        (ROY, "t.with", "avec la Dre Roy"),
        (LEE, "t.with", "avec le Dr Lee"),
        (AMIRA, "t.with", "avec Amira"),
        (ROY, "t.to", "écrire à la Dre Roy"),
        (LEE, "t.to", "écrire au Dr Lee"),
        (ROY, "t.first", "La Dre Roy a dit oui"),
        (AMIRA, "t.first", "Amira a dit oui"),
        (ROY, "t.of", "un mot de la Dre Roy"),
        (LEE, "t.of", "un mot du Dr Lee"),
        (AMIRA, "t.of", "un mot d’Amira"),
    ],
)
def test_a_name_fits_into_a_french_sentence(spoken, person, key, said):
    assert plain(spoken("fr", line(key, name=short_name(person)))) == said
    assert plain(spoken("en", line("t.with", name=short_name(person)))).startswith("with ")


def test_que_is_elided_before_a_vowel_and_only_there(spoken):
    assert plain(spoken("fr", line("t.that", topic="une idée"))) == "plus qu’une idée"
    assert plain(spoken("fr", line("t.that", topic="ceci"))) == "plus que ceci"
    assert plain(spoken("en", line("t.that", topic="an idea"))) == "that an idea"


def test_only_our_own_stars_are_bold_and_only_our_own_braces_are_blanks(spoken):
    said = spoken("en", line("t.bold", name="**A**", text="{name} and **more**"))
    assert said == (Span("**A**", bold=True), Span(" said {name} and **more**"))


@pytest.mark.parametrize(
    ("locale", "number", "said"), [("en", 0, "places"), ("fr", 0, "place"), ("en", 1, "place")]
)
def test_a_number_takes_the_form_of_its_language(spoken, locale, number, said):
    assert plain(spoken(locale, line("t.many", n=number))) == f"{number} {said}"


def test_a_blank_left_empty_is_named(spoken):
    with pytest.raises(UnknownWord, match=r"t\.with.*\{name\}"):
        spoken("en", line("t.with"))


@pytest.mark.parametrize(
    ("until", "end"), [("Thursday, 4 p.m.", "Thursday, 4 p.m."), ("Thursday", "Thursday.")]
)
def test_an_hour_that_ends_with_a_point_ends_the_sentence_too(spoken, until, end):
    assert plain(spoken("en", line("answers.not_now_until_kept", name="Amira", until=until))).endswith(
        f" {end}"
    )
