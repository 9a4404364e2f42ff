"""A card that rested in the outbox is the card that was put there."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot import cards
from bot.cards import Button, Card, Choices, Facts, Form, Line, Press, Text, Tick
from bot.packing import packed, unpacked

words = st.text(max_size=20)
days = st.dates() | st.datetimes(timezones=st.just(UTC))
lines = st.recursive(
    st.builds(Line, words),
    lambda inner: st.builds(
        Line,
        words,
        st.dictionaries(words, words | st.integers() | days | inner | st.lists(inner).map(tuple), max_size=3),
    ),
    max_leaves=4,
)
presses = st.builds(Press, words, st.integers(), words)
buttons = st.builds(Button, lines, presses, chosen=st.booleans(), token=words)
parts = (
    st.builds(Text, lines, st.sampled_from(["plain", "quote"]))
    | st.builds(Facts, st.lists(st.tuples(lines, lines), max_size=2).map(tuple))
    | st.builds(Choices, st.lists(buttons, max_size=3).map(tuple), st.none() | lines)
    | st.just(cards.Divider())
)


@given(st.lists(parts, max_size=4).map(tuple).map(Card))
def test_a_card_comes_back_as_it_was(card):
    assert unpacked(packed(card)) == card


@given(st.lists(presses, max_size=3).map(tuple))
def test_presses_come_back_as_they_were(held):
    assert unpacked(packed(held)) == held


def test_a_form_comes_back_as_it_was():
    options = (cards.Option("a", Line("a")),)
    form = Form(Line("title"), (Tick("t", Line("l"), options, ("a",)),), Press("x.y", 3), Line("send"))
    assert unpacked(packed(form)) == form


def test_a_day_and_an_instant_stay_what_they_are():
    blanks = {"day": date(2026, 5, 14), "at": datetime(2026, 5, 14, 16, 0, tzinfo=UTC)}
    assert unpacked(packed(Line("k", blanks))).blanks == blanks


def test_what_is_as_by_default_takes_no_room():
    assert packed(Button(Line("go"), Press("x.y"))) == (
        '{"_":"Button","label":{"_":"Line","key":"go"},"press":{"_":"Press","action":"x.y"}}'
    )
