"""Words become Markdown that any CommonMark reader shows as they were typed."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams.markdown import JOINER, inert, lines, marked_up, shortened
from bot.words import Span

COMMONMARK = MarkdownIt("commonmark")
MORE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("*_~`[]()<>{}&#-+=|!\\:/.@ 1a\né\u200b\u202e\u2028\t«;"), max_size=40)
TEXT = st.one_of(SIGNS, st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
SPANS = st.lists(st.builds(Span, TEXT, st.booleans()), max_size=5).map(tuple)
HOSTILE = (
    "[here](javascript:alert(1))",
    "[a]: https://evil.example",
    "![x](https://evil.example/x.png)",
    "<at>Léa Roy</at>",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "&lt;b&gt; &#42;",
    "{{DATE(2026-05-14T18:00:00Z, SHORT)}}",
    "{{{TIME(2026-05-14T18:00:00Z)}}}",
    "**bold** __bold__ *it* _it_",
    "# heading",
    "- one",
    "+ one",
    "1. one",
    "1) one",
    "> quoted",
    "    code",
    "```code```",
    "`code`",
    "---",
    "~~gone~~",
    "a\\*b\\*",
    "\\[x](y)",
    "https://evil.example",
    "WWW.evil.example",
    "| a | b |",
    "===",
    "a * b * c",
    "snake_case_name",
    "\u202egnp.exe",
)


def seen(markdown: str, reader: MarkdownIt = COMMONMARK) -> list[tuple[str, str]]:
    """What a reader sees: (kind, text), one a token; bold is the only kind that we use."""
    blocks = reader.parse(markdown)
    assert [token.type for token in blocks] in ([], ["paragraph_open", "inline", "paragraph_close"]), markdown
    inline = blocks[1].children or [] if blocks else []
    return [(token.type, token.content) for token in inline]


def read(markdown: str, reader: MarkdownIt = COMMONMARK) -> str:
    """The bare text of a line, joiners left out."""
    return "".join(text for _, text in seen(markdown, reader)).replace(JOINER, "")


def lookalike(text: str) -> str:
    """The signs whose look-alikes stand for them."""
    return text.translate(str.maketrans("*~`_", "∗∼ˋˍ"))


def typed(text: str) -> str:
    """What is left of typed words: everything but what shows as nothing or turns direction."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", re.sub(r"[\t\n]", " ", text))


@pytest.mark.parametrize("reader", [COMMONMARK, MORE], ids=["commonmark", "more"])
@given(SPANS)
@example(tuple(Span(text) for text in HOSTILE))
@example((Span("one", True), Span("\b"), Span("two", True)))
@example((Span("Amira*", True), Span("*Léa"), Span("(x)", True), Span("y")))
def test_only_our_bold_is_formatting_and_every_word_is_shown(reader, spans):
    for line, _ in lines(spans):
        tokens = seen(marked_up(line), reader)
        assert {kind for kind, _ in tokens} <= {"text", "text_special", "strong_open", "strong_close"}
        shown = lookalike(read(marked_up(line), reader))
        assert "".join(shown.split()) == "".join(lookalike(typed("".join(s.text for s in line))).split())


@given(SPANS)
def test_what_we_set_in_bold_is_bold(spans):
    for line, _ in lines(spans):
        depth, bold = 0, ""
        for kind, text in seen(marked_up(line)):
            depth += {"strong_open": 1, "strong_close": -1}.get(kind, 0)
            bold += text if depth else ""
        meant = lookalike(typed("".join(span.text for span in line if span.bold)))
        assert "".join(lookalike(bold.replace(JOINER, "")).split()) == "".join(meant.split())


@pytest.mark.parametrize("words", HOSTILE)
def test_no_typed_words_format_anything(words):
    for line, _ in lines((Span(words),)):
        assert {kind for kind, _ in seen(marked_up(line), MORE)} <= {"text"}


@given(TEXT)
def test_no_date_link_tag_or_entity_hides_in_a_label(text):
    told = inert(text)
    assert not re.search(r"\{\{|\]\(|\]\[|\]:|://|<[^\u2060]|&[#\w]|\bwww\.", told, re.IGNORECASE)
    assert told.replace(JOINER, "") == typed(text).replace(JOINER, "")


@pytest.mark.parametrize(
    "plain_words",
    ["Amira & Léa", "PGY-4 (Emergency)", "3 < 5", "a_b", "1. Where each of you is", "d’Amira : oui"],
)
def test_everyday_words_look_as_they_were_typed(plain_words):
    ((line, _),) = lines((Span(plain_words),))
    assert marked_up(line).replace(JOINER, "") == plain_words


def test_lines_are_told_apart_and_paragraphs_too():
    spans = (Span("one\r\ntwo "), Span("bold\n\n", True), Span("  three\u2028four\n"))
    assert lines(spans) == [
        ((Span("one"),), False),
        ((Span("two "), Span("bold", True)), False),
        ((Span("three"),), True),
        ((Span("four"),), False),
    ]


@given(SPANS, st.integers(2, 60))
def test_a_shortened_text_is_never_longer_and_ends_with_an_ellipsis(spans, most):
    text = "".join(span.text for span in spans)
    kept = "".join(span.text for span in shortened(spans, most))
    assert len(kept) <= max(most, 0)
    assert kept == text if len(text) <= most else kept.endswith("…") and text.startswith(kept[:-1].rstrip())


def test_a_text_is_shortened_at_a_word():
    spans = (Span("Thank you, "), Span("Dr. Roy", True), Span(" for the parental clause"))
    assert shortened(spans, 30) == (Span("Thank you, "), Span("Dr. Roy", True), Span(" for the…"))
    assert shortened((Span("unbroken" * 9),), 10) == (Span("unbrokenu…"),)
