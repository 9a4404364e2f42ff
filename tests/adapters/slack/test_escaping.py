import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import cards, escape, modals, voice
from bot.cards import Card, Choices, Facts, Form, Picture, Press, Text, Write, button, line
from bot.flows.names import topic, verbatim, when
from bot.words import Span
from tests.adapters.slack.reading import bold, markups, suspects, texts, unquoted

ENGLISH = voice.voice("en", "America/Edmonton")
FRENCH = voice.voice("fr", "America/Edmonton")
NOON = datetime(2026, 5, 14, 18, tzinfo=UTC)

TOKENS = (
    *(
        "*",
        "**",
        "_",
        "__",
        "~",
        "`",
        "```",
        ">",
        ">>>",
        "&gt;",
        "<",
        "|",
        "&",
        "&amp;",
        "\\",
        "\n",
        "\n\n",
        " ",
    ),
    *(
        "<!channel>",
        "<!here|x>",
        "<@U123>",
        "<#C1|c>",
        "<https://x.org|y>",
        "<!subteam^S1>",
        "<!date^1^{time}|x>",
    ),
    *("[x](javascript:alert(1))", "https://x.org", "mailto:a_b@x.org", "@channel", "#general", ":ghost:"),
    *(
        "\ue000",
        "\ue001",
        "\ue002",
        "\ue0001\ue001x\ue002",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\x00",
        "\r",
    ),
    *("a", "é", "1", "snake_case", ".", ",", "(", "’", "\u00a0", "•", "- ", "1. ", "🙂", "\ud83d"),
)
HOSTILE = st.one_of(st.text(), st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))


def shown(words: str) -> Card:
    own = verbatim(words)
    pressed = replace(button(own, "x"), token="t.0")
    return Card(
        (
            *(Text(own, style) for style in ("plain", "hint")),
            Text(verbatim(words[:140]), "title"),
            Text(line("names.beside", one=own, other=when(NOON))),
            Facts(((topic("career"), own),)),
            Picture("stars.svg", own),
            Choices((pressed, replace(pressed, token="t.1", chosen=True)), own),
        )
    )


@given(HOSTILE)
def test_no_words_of_anyones_format_link_or_mention_anything(words):
    for markup in markups(cards.blocks(shown(words), [ENGLISH, FRENCH])):
        assert not suspects(markup), markup
        assert set(bold(markup)) <= {"Career direction", "Orientation de carrière"}


@given(HOSTILE)
def test_a_notification_holds_nothing_but_words(words):
    assert not suspects(cards.fallback(shown(words), [ENGLISH]))
    assert not bold(cards.fallback(shown(words), [ENGLISH]))


@given(HOSTILE)
def test_a_quotation_is_one_sign_a_line(words):
    for markup in markups(cards.blocks(Card((Text(verbatim(words), "quote"),)), [ENGLISH])):
        assert not suspects(unquoted(markup))


@given(HOSTILE)
def test_in_our_bold_nothing_else_is_formatted(words):
    ours = Card((Text(line("constellation.domain", domain=verbatim(words))),))
    for markup in markups(cards.blocks(ours, [ENGLISH])):
        assert not suspects(markup), markup


@given(HOSTILE)
def test_a_form_holds_no_markup_but_in_what_stands_above_its_fields(words):
    own = verbatim(words)
    form = Form(own, (Write("w", own, words, own),), Press("x"), own, (Text(own),), "t")
    view = modals.view(form, ENGLISH)
    assert not [found for markup in markups(view["blocks"]) for found in suspects(markup)]
    assert not markups([block for block in view["blocks"] if block["type"] == "input"])


@given(HOSTILE)
def test_no_plain_text_could_be_taken_for_a_mention_or_a_link(words):
    own = verbatim(words)
    form = Form(own, (Write("w", own, hint=own),), Press("x"), own, (Text(own, "title"),))
    held = [cards.blocks(shown(words), [ENGLISH]), modals.view(form, ENGLISH)]
    plain = [text["text"] for text in texts(held) if text["type"] == "plain_text"]
    assert not [words for words in plain if re.search(r"<[!@#\w]", words)]


def test_twenty_thousand_mixtures_of_the_worst_say_nothing_in_markup():
    by = Random(20260514)
    for _ in range(20_000):
        words = "".join(by.choices(TOKENS, k=by.randint(1, 9)))
        spoken = ENGLISH(line("constellation.domain", domain=verbatim(words)))
        for markup in (*escape.chunks(spoken, 3_000), *escape.chunks([Span(escape.words(spoken))], 20)):
            assert not suspects(markup), (words, markup)


def test_words_are_read_as_they_were_typed_wherever_slack_lets_them():
    (typed,) = escape.chunks(
        ENGLISH(verbatim("R&D: 3 < 4, a->b, first_last@x.org (ok)\n\nÀ bientôt!")), 3_000
    )
    assert typed == "R&amp;D: 3 &lt; 4, a-&gt;b, first_last@x.org (ok)\n\nÀ bientôt!"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("*bold* 2 * 3", "∗bold∗ 2 ∗ 3"),
        ("_it_ a_b", "ˍitˍ a_b"),
        ("~x~ `c`", "∼x∼ ˋcˋ"),
        ("> q\n>>>r", "› q\n›››r"),
    ],
)
def test_what_would_format_is_read_as_its_look_alike(typed, read):
    assert escape.chunks(ENGLISH(verbatim(typed)), 3_000) == [read]


def test_an_instant_is_told_in_each_readers_own_time_and_a_day_in_ours():
    (markup,) = escape.chunks(FRENCH(when(NOON)), 3_000)
    assert markup == "<!date^1778781600^{date_long}, {time}|jeudi 14 mai, 12\u00a0h>"
    assert escape.chunks(FRENCH(when(NOON.date())), 3_000) == ["jeudi 14 mai"]


def test_where_there_is_no_markup_an_instant_is_in_our_own_words():
    assert escape.words(FRENCH(when(NOON))) == "jeudi 14 mai, 12\u00a0h"


def test_a_sentence_that_ends_with_an_instant_ends_once():
    spoken = ENGLISH(line("constellation.held_note", name=verbatim("Léa"), at=NOON))
    assert escape.words(spoken) == "Léa: your note is on its way, Thursday 14 May, 12 p.m."
    (markup,) = escape.chunks(spoken, 3_000)
    assert markup.endswith("^{date_long}, {time}|Thursday 14 May, 12 p.m>.")


def test_nobodys_words_can_play_at_being_an_instant():
    forged = verbatim("\ue0001778781600\ue001soon\ue002")
    assert escape.chunks(ENGLISH(forged), 3_000) == ["1778781600soon"]
    assert escape.chunks(ENGLISH(line("names.beside", one=(forged,), other=forged)), 3_000)[0].count("<") == 0


@given(HOSTILE, st.integers(600, 900))
def test_cut_pieces_are_short_enough_and_lose_no_word(words, most):
    typed = escape.words(ENGLISH(verbatim(words)))
    pieces = escape.chunks([Span(f"{typed} " * 9, bold=True)], most)
    assert all(0 < len(piece) <= most for piece in pieces)
    told = re.sub(r"&(?:amp|lt|gt);", "", "".join(pieces))
    assert re.findall(r"[^\W_ˍˋ]", told) == re.findall(r"[^\W_ˍˋ]", typed) * 9


def test_long_words_are_cut_at_a_paragraph_then_at_a_word():
    text = f"{'one ' * 500}\n\n{'two ' * 500}"
    first, second = escape.chunks([Span(text)], 3_000)
    assert (set(first.split()), set(second.split())) == ({"one"}, {"two"})
    assert [len(piece) for piece in escape.chunks([Span("mot " * 1_000)], 3_000)] == [2_999, 999]


def test_what_is_cut_short_ends_at_a_word():
    assert escape.shortened("A title of some length", 12) == "A title of…"
    assert escape.shortened("Uncuttable" * 9, 12) == "UncuttableU…"
    assert escape.shortened("short", 12) == "short"


def test_everything_is_plain_data():
    assert json.loads(json.dumps(cards.blocks(shown("x"), [ENGLISH])))
