import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from adapters.dates import dates
from adapters.playground import cards
from bot import cards as core
from bot.cards import (
    Card,
    Choices,
    Divider,
    Facts,
    File,
    Form,
    Home,
    Invitation,
    Option,
    Picture,
    Press,
    Text,
    line,
)
from bot.flows.names import topic, verbatim, when
from bot.words import speaker

ENGLISH = speaker("en", dates("America/Edmonton"))
FRENCH = speaker("fr", dates("America/Edmonton"))
NOON = datetime(2026, 5, 14, 18, tzinfo=UTC)

PARTS = {
    Text: Text(topic("career")),
    Facts: Facts(((topic("career"), topic("research")),)),
    Picture: Picture("stars.svg", topic("career")),
    File: File("mine.json", "application/json", '{"é": 1}', topic("career")),
    Invitation: Invitation("u1", topic("career"), NOON, 30, topic("research"), ("amira@example.org",)),
    Choices: Choices((replace(core.button(topic("career"), "x"), token="t.0"),), topic("research")),
    Divider: Divider(),
}
FIELDS = {
    core.Write: core.Write("goal", topic("career"), "mine", topic("research"), 4, 200, True),
    core.Pick: core.Pick(
        "one", topic("career"), (Option("a", topic("exams")), Option("b", topic("research"))), "b"
    ),
    core.Tick: core.Tick("some", topic("career"), (Option("a", topic("exams")),), ("a",), limit=2),
    core.Day: core.Day("by", topic("career"), "2026-05-14"),
    core.Attach: core.Attach("csv", topic("career")),
}


def everything(kinds) -> set[type]:
    return set(kinds.__args__)


def test_every_part_and_every_field_is_tried_here():
    assert set(PARTS) == everything(core.Part)
    assert set(FIELDS) == everything(core.Field)


@pytest.mark.parametrize("say", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("part", PARTS.values(), ids=lambda part: type(part).__name__)
def test_every_part_becomes_plain_data_of_one_kind(part, say):
    (shown,) = cards.parts(Card((part,)), say)
    assert json.loads(json.dumps(shown))["kind"]


@pytest.mark.parametrize(
    ("say", "word"), [(ENGLISH, "Career direction"), (FRENCH, "Orientation de carrière")]
)
@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: type(field).__name__)
def test_every_field_has_its_label_in_the_readers_language(field, say, word):
    asked = cards.form(Form(topic("exams"), (field,), Press("x"), topic("exams"), token="t"), say)
    assert asked["fields"][0]["label"] == word
    assert asked["token"] == "t"


def test_a_field_keeps_what_it_already_holds():
    asked = cards.form(Form(topic("exams"), tuple(FIELDS.values()), Press("x"), topic("exams")), ENGLISH)
    write, pick, tick, day, _ = asked["fields"]
    assert (write["value"], write["lines"], write["required"]) == ("mine", 4, True)
    assert [option["chosen"] for option in pick["options"]] == [False, True]
    assert [option["chosen"] for option in tick["options"]] == [True]
    assert day["value"] == "2026-05-14"


def test_words_of_ones_own_keep_their_lines_and_are_never_markup():
    (shown,) = cards.parts(Card((Text(verbatim("**one**\n\ntwo")),)), ENGLISH)
    assert shown["paragraphs"] == [[{"text": "**one**", "bold": False}], [{"text": "two", "bold": False}]]


def test_only_our_own_words_are_bold():
    (shown,) = cards.parts(Card((Text(line("constellation.domain", domain=topic("career"))),)), ENGLISH)
    assert shown["paragraphs"] == [[{"text": "Career direction", "bold": True}]]


def test_a_day_is_spoken_in_the_readers_zone_and_language():
    shown = Card((Text(when(NOON)), Text(when(date(2026, 5, 1)))))
    spoken = [part["paragraphs"][0][0]["text"] for part in cards.parts(shown, FRENCH)]
    assert spoken == ["jeudi 14 mai, 12\u00a0h", "vendredi 1er mai"]


def test_short_answers_stand_as_a_scale_and_a_chosen_one_is_known():
    numbers = tuple(core.button(verbatim(str(n)), "x") for n in range(1, 6))
    scale = Choices((*numbers[:3], replace(numbers[3], chosen=True), numbers[4]))
    ways = Choices((core.button(topic("career"), "x"), core.button(topic("exams"), "x")))
    first, second = cards.parts(Card((scale, ways)), ENGLISH)
    assert (first["scale"], first["answered"]) == (True, True)
    assert [button["chosen"] for button in first["buttons"]] == [False, False, False, True, False]
    assert (second["scale"], second["answered"]) == (False, False)


def test_a_file_travels_whole_in_its_link():
    (shown,) = cards.parts(Card((PARTS[File],)), ENGLISH)
    assert shown["href"] == "data:application/json;charset=utf-8;base64,eyLDqSI6IDF9"
    assert shown["name"] == "mine.json"


def test_a_joint_card_is_told_twice_but_asks_once():
    joint = Card((Text(topic("career")), PARTS[Choices]))
    mine, theirs = cards.bilingual(joint, FRENCH, ENGLISH)
    assert [part["kind"] for part in mine] == ["text", "choices"]
    assert mine[0]["paragraphs"][0][0]["text"] == "Orientation de carrière"
    assert [part["paragraphs"][0][0]["text"] for part in theirs] == ["Career direction"]


def test_a_home_is_cut_at_its_titles():
    home = Home((Text(topic("career"), "title"), Divider(), Text(topic("exams"), "title"), PARTS[Choices]))
    assert [[part["kind"] for part in section] for section in cards.sections(home, ENGLISH)] == [
        ["text", "divider"],
        ["text", "choices"],
    ]
