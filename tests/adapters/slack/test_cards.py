import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.slack import cards, home, voice
from bot import cards as core
from bot.cards import Card, Choices, Divider, Facts, File, Home, Invitation, Picture, Text, line
from bot.flows.names import topic, verbatim, when
from tests.adapters.slack.reading import markups

ENGLISH = voice.voice("en", "America/Edmonton")
FRENCH = voice.voice("fr", "America/Edmonton")
NOON = datetime(2026, 5, 14, 18, tzinfo=UTC)
CAREER = topic("career")


def pressed(words: str, token: str = "t.0", **more) -> core.Button:
    return replace(core.button(verbatim(words), "x"), token=token, **more)


def row(count: int, first: int = 0) -> Choices:
    return Choices(tuple(pressed(f"b{n}", f"t.{n}") for n in range(first, first + count)))


def asks(block) -> bool:
    return block["type"] == "actions" or "accessory" in block


def tokens(blocks) -> list[str]:
    rows = [block.get("elements", [block.get("accessory")]) for block in blocks if asks(block)]
    return [button["action_id"] for buttons in rows for button in buttons]


PARTS = {
    Text: (Text(CAREER), ["section"]),
    Facts: (Facts(((CAREER, topic("research")),)), ["section"]),
    Picture: (Picture("stars.svg", CAREER), ["context"]),
    File: (File("mine.json", "application/json", "{}", CAREER), ["context"]),
    Invitation: (Invitation("u1", CAREER, NOON, 30, topic("research")), ["context"]),
    Choices: (Choices((pressed("Go"),), CAREER), ["actions"]),
    Divider: (Divider(), ["divider"]),
}


def test_every_part_is_tried_here():
    assert set(PARTS) == set(core.Part.__args__)


@pytest.mark.parametrize(("part", "kinds"), PARTS.values(), ids=lambda held: type(held).__name__)
def test_every_part_becomes_blocks(part, kinds):
    assert [block["type"] for block in cards.blocks(Card((part,)), [ENGLISH])] == kinds


def test_a_text_has_its_style():
    styles = ("plain", "title", "quote", "hint")
    plain, title, quote, hint = cards.blocks(Card(tuple(Text(CAREER, style) for style in styles)), [FRENCH])
    assert plain["text"]["text"] == "Orientation de carrière"
    assert (title["type"], title["text"]["type"]) == ("header", "plain_text")
    assert quote["text"]["text"] == "&gt; Orientation de carrière"
    assert hint["type"] == "context"


def test_a_title_that_is_too_long_for_a_header_stands_in_bold():
    (block,) = cards.blocks(Card((Text(verbatim("mot " * 50), "title"),)), [ENGLISH])
    assert block["type"] == "section"
    assert block["text"]["text"].startswith("*mot mot")


def test_an_answer_is_marked_and_styles_are_slacks():
    buttons = (pressed("Go", chosen=True), pressed("Stay", style="primary"), pressed("Leave", style="danger"))
    (block,) = cards.blocks(Card((Choices(buttons),)), [ENGLISH])
    first, second, third = block["elements"]
    assert (first["text"]["text"], second["style"], third["style"]) == ("✓ Go", "primary", "danger")
    assert "style" not in first


def test_a_button_is_read_out_with_the_label_of_its_row():
    rows = Choices((pressed("4", chosen=True), pressed("Often")), CAREER), Choices((pressed("4"),))
    labelled, bare = cards.blocks(Card(rows), [ENGLISH])
    read = [button["accessibility_label"] for button in labelled["elements"]]
    assert read == ["✓ 4 · Career direction", "Often · Career direction"]
    assert "accessibility_label" not in bare["elements"][0]


def test_far_from_its_text_a_row_has_its_label_above():
    blocks = cards.blocks(Card((Text(CAREER), Choices((pressed("4"),), topic("exams")))), [ENGLISH, FRENCH])
    assert markups(blocks) == ["Career direction", "Orientation de carrière", "Exams\nExamens"]


def test_a_lone_plain_button_stands_beside_its_short_text():
    shown = Card((Text(CAREER), row(1), Text(CAREER), Choices((pressed("Go", style="primary"),))))
    beside, above, below = cards.blocks(shown, [ENGLISH])
    assert (beside["text"]["text"], beside["accessory"]["action_id"]) == ("Career direction", "t.0")
    assert (above["type"], below["type"]) == ("section", "actions")


@pytest.mark.parametrize("text", [Text(CAREER, "quote"), Text(verbatim("mot " * 100)), Text(CAREER, "hint")])
def test_a_lone_button_stands_below_what_is_no_short_text(text):
    assert cards.blocks(Card((text, row(1))), [ENGLISH])[-1]["type"] == "actions"


def test_long_words_on_a_button_are_shortened():
    (block,) = cards.blocks(Card((Choices((pressed("mot " * 40),)),)), [ENGLISH])
    assert len(block["elements"][0]["text"]["text"]) <= 75
    assert block["elements"][0]["text"]["text"].endswith("mot…")


def test_many_buttons_stand_in_several_rows():
    blocks = cards.blocks(Card((row(60),)), [ENGLISH])
    assert [len(block["elements"]) for block in blocks] == [25, 25, 10]


def test_short_facts_stand_two_in_a_row_and_a_long_one_alone():
    short, long = (CAREER, verbatim("short")), (CAREER, verbatim("mot " * 100))
    blocks = cards.blocks(Card((Facts((*[short] * 12, long, short)),)), [ENGLISH])
    assert [len(block.get("fields", [])) for block in blocks] == [10, 2, 0, 0]
    assert blocks[0]["fields"][0]["text"] == "*Career direction*\nshort"
    assert blocks[2]["text"]["text"].startswith("*Career direction*\nmot")


def test_a_fact_without_a_value_is_not_empty():
    (block,) = cards.blocks(Card((Facts(((CAREER, verbatim("  ")),)),)), [ENGLISH])
    assert block["text"]["text"] == "*Career direction*\n–"


def test_nothing_becomes_a_link_by_itself():
    shown = Card(tuple(part for part, _ in PARTS.values()))
    found = json.dumps(cards.blocks(shown, [ENGLISH, FRENCH]))
    assert found.count('"mrkdwn"') == found.count('"verbatim": true') == 11


def test_two_readers_are_told_in_both_languages_and_asked_once():
    joint = Card(
        (Text(CAREER), Choices((pressed("OK"), replace(core.button(CAREER, "x"), token="t.1"))), Divider())
    )
    blocks = cards.blocks(joint, [FRENCH, ENGLISH])
    assert [block["type"] for block in blocks] == [
        "section",
        "divider",
        "divider",
        "section",
        "divider",
        "actions",
    ]
    assert markups(blocks) == ["Orientation de carrière", "Career direction"]
    labels = [button["text"]["text"] for button in blocks[-1]["elements"]]
    assert labels == ["OK", "Orientation de carrière · Career direction"]
    told = cards.fallback(joint, [FRENCH, ENGLISH])
    assert told == "Orientation de carrière\n\nCareer direction"


def test_where_it_is_too_much_each_text_is_shortened_before_any_is_left_out():
    texts = tuple(
        Text(verbatim(f"{n} " * 900), style) for n, style in enumerate(("plain", "quote", "hint") * 4)
    )
    shown = Card((*texts, Facts(((CAREER, verbatim("mot " * 900)),)), row(3)))
    for says in ([ENGLISH], [ENGLISH, FRENCH]):
        blocks = cards.blocks(shown, says)
        assert len(json.dumps(blocks)) < 13_000
        assert all(markup.endswith("…") and len(markup) < 700 for markup in markups(blocks))
        assert len(markups(blocks)) == 13 * len(says)
        assert tokens(blocks) == ["t.0", "t.1", "t.2"]


def test_what_does_not_fit_is_left_out_and_what_can_be_pressed_never_is():
    texts = tuple(Text(verbatim(f"{n} " * 900)) for n in range(60))
    shown = Card((*texts[:9], row(3), *texts[9:], row(4, 3)))
    for says in ([ENGLISH], [ENGLISH, FRENCH]):
        blocks = cards.blocks(shown, says)
        assert tokens(blocks) == [f"t.{n}" for n in range(7)]
        assert "…" in markups(blocks)
        assert len(blocks) <= 50
        assert len(json.dumps(blocks)) < 13_000


def test_a_message_has_fifty_blocks_at_most_and_a_home_a_hundred():
    parts = tuple(part for n in range(80) for part in (Text(CAREER), Divider(), row(1, n)))
    for says in ([ENGLISH], [ENGLISH, FRENCH]):
        assert len(message := cards.blocks(Card(parts), says)) <= 50
        assert tokens(message) == [f"t.{n}" for n in range(80)]
    page = home.view(Home(parts), ENGLISH)
    assert (page["type"], len(page["blocks"])) == ("home", 100)
    assert tokens(page["blocks"]) == [f"t.{n}" for n in range(80)]


def test_the_words_of_a_notification_hold_everything_and_are_never_empty():
    shown = Card((Text(when(NOON)), Facts(((CAREER, verbatim("a & b")),)), row(2)))
    assert cards.fallback(shown, [ENGLISH]) == "Thursday 14 May, 12 p.m.\nCareer direction · a &amp; b"
    assert cards.fallback(Card((row(1),)), [ENGLISH]) == "Constellation"
    long = cards.fallback(Card((Text(verbatim("& " * 3_000)),)), [ENGLISH])
    assert (len(long) <= 4_000, long[-1]) == (True, "…")


def test_files_and_invitations_go_along():
    shown = Card((PARTS[File][0], PARTS[Text][0], Invitation("u1", when(NOON), NOON, 30, CAREER)))
    file, invitation = cards.attached(shown, ENGLISH)
    assert (file.name, file.media_type, file.text) == ("mine.json", "application/json", "{}")
    assert (invitation.name, invitation.media_type) == ("invitation.ics", "text/calendar")
    assert "SUMMARY:Thursday 14 May\\, 12 p.m." in invitation.text


def test_only_our_own_words_are_bold():
    shown = Card((Text(line("constellation.domain", domain=CAREER)), Text(verbatim("**Career**"))))
    assert markups(cards.blocks(shown, [ENGLISH])) == ["*Career direction*", "∗∗Career∗∗"]


def test_a_button_that_is_bound_to_nothing_has_no_id_of_its_own():
    (block,) = cards.blocks(Card((Choices((core.button(CAREER, "x"),)),)), [ENGLISH])
    assert "action_id" not in block["elements"][0]
