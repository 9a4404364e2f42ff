import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams import cards
from bot import cards as core
from bot.cards import Card, Choices, Divider, Facts, File, Home, Invitation, Part, Picture, Text, line
from bot.flows.names import topic, verbatim, when
from tests.adapters.teams.lint import MOST_BYTES, actions, elements, faults, texts
from tests.adapters.teams.samples import CARDS, ENGLISH, FRENCH, NOON, PARTS, SAYS, WORDS, choices
from tests.adapters.teams.test_markdown import HOSTILE, MORE, SIGNS, seen


def test_every_part_is_tried_here():
    assert set(PARTS) == set(core.Part.__args__)


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_every_card_is_as_teams_wants_it(shown, says):
    made = cards.card(shown, says)
    assert faults(made) == []
    assert json.loads(json.dumps(made)) == made


def test_a_home_is_a_card_too():
    parts = (Text(topic("career"), "title"), PARTS[Choices])
    assert cards.card(Home(parts), (ENGLISH,)) == cards.card(Card(parts), (ENGLISH,))


def test_titles_are_headings_hints_are_small_and_quotations_stand_in_a_frame():
    styles = ("plain", "title", "hint", "quote")
    plain, title, hint, quote = cards.card(
        Card(tuple(Text(topic("career"), style) for style in styles)), (ENGLISH,)
    )["body"]
    assert "style" not in plain
    assert (title["style"], title["weight"]) == ("heading", "bolder")
    assert (hint["isSubtle"], hint["size"]) == (True, "small")
    assert (quote["type"], quote["style"]) == ("Container", "emphasis")


def test_each_line_of_somebodys_words_is_a_line():
    (frame,) = cards.card(Card((Text(verbatim(WORDS), "quote"),)), (ENGLISH,))["body"]
    assert [item["text"] for item in frame["items"]] == WORDS.split("\n\n")


def test_short_facts_are_a_table_and_long_ones_stand_below_their_names():
    short = Facts(((topic("career"), topic("exams")),))
    long = Facts(((topic("career"), verbatim(WORDS)), (topic("exams"), topic("jobs"))))
    (table,) = cards.card(Card((short,)), (ENGLISH,))["body"]
    assert table["facts"] == [{"title": "Career direction", "value": "Exams"}]
    names = [block["text"] for block in cards.card(Card((long,)), (ENGLISH,))["body"] if "weight" in block]
    assert names == ["Career direction", "Exams"]


def test_one_fact_too_long_for_a_phone_moves_all_of_them_below_their_names():
    def is_table(*rows: tuple[str, str]) -> bool:
        shown = Facts(tuple((verbatim(name), verbatim(value)) for name, value in rows))
        return cards.card(Card((shown,)), (ENGLISH,))["body"][0]["type"] == "FactSet"

    assert is_table(("Requests waiting for an answer", "7"), ("People", "3"))
    assert not is_table(("People", "3"), ("Keep what I tell it, and use it to rank", "yes"))
    assert not is_table(
        ("People", "3"), ("The programme’s figures", "In groups of five or more, no names " * 2)
    )
    assert not is_table(("People", "one\ntwo"))


def test_a_button_carries_its_token_and_an_older_client_sends_the_same():
    pressed = replace(core.button(topic("career"), "x", 7, "secret", primary=True), token="t.3")
    (action,) = actions(cards.card(Card((Choices((pressed,)),)), (ENGLISH,)))
    assert action == {
        "type": "Action.Execute",
        "verb": "press",
        "title": "Career direction",
        "data": {"token": "t.3"},
        "style": "positive",
        "fallback": {
            "type": "Action.Submit",
            "title": "Career direction",
            "data": {"token": "t.3"},
            "style": "positive",
        },
    }


def test_a_button_that_opens_a_form_asks_for_a_dialog():
    pressed = replace(core.button(topic("career"), "needs.new", primary=True), token="t.0")
    (action,) = actions(cards.card(Card((Choices((pressed,)),)), (ENGLISH,)))
    assert action == {
        "type": "Action.Submit",
        "title": "Career direction",
        "data": {"token": "t.0", "msteams": {"type": "task/fetch"}},
        "style": "positive",
    }


def test_a_scale_stands_in_one_row_and_each_number_says_what_it_rates():
    row, *_ = [e for e in cards.card(CARDS["checkin"], (ENGLISH,))["body"] if e["type"] == "ActionSet"]
    assert [action["title"] for action in row["actions"]] == ["1", "2", "3", "✓ 4", "5"]
    assert row["actions"][0]["tooltip"] == "We can be candid 1"


def test_many_buttons_stand_in_several_rows_in_their_order():
    made = cards.card(CARDS["many"], (ENGLISH,))
    assert [action["title"] for action in actions(made)] == [f"Way {n}" for n in range(14)]
    assert [len(e["actions"]) for e in made["body"] if e["type"] == "ActionSet"] == [4, 4, 3, 3]


def test_a_row_holds_no_more_than_a_phone_and_teams_show():
    def rows(*labels: str) -> list[int]:
        made = cards.card(Card((choices(*(verbatim(label) for label in labels)),)), (ENGLISH,))
        return [len(row["actions"]) for row in made["body"]]

    assert rows("Yes", "x" * 70, "No") == [1, 1, 1]
    assert rows(*"123456789") == [6, 3]


def test_a_dangerous_button_says_so():
    pressed = replace(core.button(topic("career"), "x"), style="danger", token="t.0")
    (action,) = actions(cards.card(Card((Choices((pressed,)),)), (ENGLISH,)))
    assert action["style"] == "destructive"


def test_a_divider_draws_a_line_above_what_follows_and_none_at_the_edges():
    shown = Card((Divider(), Text(topic("career")), Divider(), Divider(), Text(topic("exams")), Divider()))
    first, second = cards.card(shown, (ENGLISH,))["body"]
    assert ("separator" in first, second["separator"]) == (False, True)


def test_a_group_of_two_languages_reads_both_and_is_asked_once():
    shown = Card((Text(topic("career")), PARTS[Choices], Text(topic("exams"))))
    mine, theirs, row, _, below, _ = cards.card(shown, (FRENCH, ENGLISH))["body"]
    assert (mine["text"], theirs["text"]) == ("Orientation de carrière", "Career direction")
    assert ("separator" in mine, theirs["separator"]) == (False, True)
    assert row["actions"][0]["title"] == "Orientation de carrière · Career direction"
    assert below["text"].startswith("Examens")


def test_a_label_that_reads_alike_in_both_languages_stands_once():
    shown = Card((Text(topic("career")), choices(verbatim("Dr. Roy"))))
    assert [action["title"] for action in actions(cards.card(shown, (FRENCH, ENGLISH)))] == ["Dr. Roy"]


def test_an_invitation_opens_the_calendar_with_everything_filled_in():
    (action,) = actions(cards.card(Card((Text(topic("exams")), PARTS[Invitation])), (ENGLISH,)))
    assert action["title"] == "Research"
    assert parse_qs(urlsplit(action["url"]).query) == {
        "subject": ["Career direction"],
        "startTime": ["2026-05-14T18:00:00+00:00"],
        "endTime": ["2026-05-14T18:30:00+00:00"],
        "attendees": ["amira@example.org"],
    }


def test_files_travel_apart_with_their_size():
    shown = Card((PARTS[File], PARTS[Invitation]))
    file, invitation = cards.attached(shown, ENGLISH)
    assert (file.name, file.media_type, file.size) == ("mine.json", "application/json", 9)
    assert (invitation.name, invitation.label) == ("invitation.ics", "Research")
    assert "BEGIN:VEVENT" in invitation.text


def test_a_day_is_spoken_in_the_readers_zone_and_language():
    shown = Card((Text(when(NOON)), Text(when(date(2026, 5, 1)))))
    spoken = texts(cards.card(shown, (FRENCH,)))
    assert spoken == ["jeudi 14 mai, 14\u00a0h", "vendredi 1er mai"]


def test_the_summary_says_the_texts_and_no_more_than_a_notification_holds():
    assert cards.fallback(CARDS["Facts"], (ENGLISH,)).split("\n")[1:] == ["Career direction", "Research"]
    long = cards.fallback(Card((Text(verbatim("word " * 500)),)), (ENGLISH, FRENCH))
    assert len(long) <= 500
    assert long.endswith("word…")


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
def test_what_does_not_fit_is_shortened_and_every_button_stays(says):
    quoted = tuple(Text(verbatim(f"{'é' * 50} mot\n" * 20), "quote") for _ in range(40))
    rows = tuple(choices(topic("career"), topic("jobs"), token=f"row{n}") for n in range(12))
    made = cards.card(Card((*quoted, *rows)), says)
    assert faults(made) == []
    assert len(actions(made)) == 24
    assert len(json.dumps(made, ensure_ascii=False).encode()) > MOST_BYTES / 2


def test_a_page_of_very_many_rows_keeps_its_beginning_and_its_last_row():
    rows = tuple(choices(verbatim("x" * 75), token=f"row{n}") for n in range(200))
    made = cards.card(Home((Text(topic("career"), "title"), *rows)), (ENGLISH,))
    assert faults(made) == []
    tokens = [action["data"]["token"] for action in actions(made)]
    assert (tokens[0], tokens[-1]) == ("row0.0", "row199.0")
    assert len(tokens) > 40


def everything(words: str) -> Card:
    """All that can be shown, filled with somebody's words."""
    own = verbatim(words)
    pressed = replace(core.button(own, "x"), token=f"t.{words}")
    return Card(
        (
            *(Text(own, style) for style in ("plain", "title", "quote", "hint")),
            Text(line("constellation.domain", domain=own)),
            Facts(((topic("exams"), own),)),
            Facts(((own, verbatim(f"{words} {'x' * 80}")),)),
            Picture(words, own),
            Invitation("u", own, NOON, 30, own, (words,)),
            Choices((pressed,), own),
        )
    )


def skeleton(made: dict) -> list[tuple[str, ...]]:
    """The elements of a card and their traits, without any text."""
    return [(element["type"], *sorted(element)) for element in elements(made)]


@given(st.one_of(st.sampled_from(HOSTILE), SIGNS, st.text(st.characters(exclude_categories=["Cs"]))))
def test_no_words_of_anyones_ever_format_link_or_mention(words):
    words = " ".join(f"a{words}".split())[:60]
    made = cards.card(everything(words), (ENGLISH,))
    assert faults(made) == []
    assert skeleton(made) == skeleton(cards.card(everything("a" * len(words)), (ENGLISH,)))
    for text in texts(made):
        kinds = {kind for kind, _ in seen(text, MORE)}
        assert kinds <= {"text", "strong_open", "strong_close"}


def test_a_part_that_says_nothing_shows_nothing():
    empty: tuple[Part, ...] = (Text(verbatim(" \n ")), Text(verbatim(""), "quote"), Facts(()))
    assert len(cards.card(Card((*empty, Text(topic("career")))), (ENGLISH,))["body"]) == 1
