from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.inbound import Unreadable, turn_from
from adapters.playground.people import PlaygroundPerson
from bot.turns import Address, Joined, Opened, Pressed, Said, Sender, Submitted

AMIRA = PlaygroundPerson("amira", "Amira Haddad", "fr", "America/Montreal", ("resident",))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("kind", "body", "event"),
    [
        ("say", {"text": " I need a hand "}, Said("I need a hand")),
        ("say", {"text": "/mentor need my first contract"}, Said("need my first contract", command=True)),
        ("say", {"text": "/mentor"}, Said("", command=True)),
        ("say", {"text": "/mentorship?"}, Said("/mentorship?")),
        ("press", {"token": "abc.0", "message": "12"}, Pressed("abc.0", "12")),
        ("press", {"token": "abc.0"}, Pressed("abc.0")),
        (
            "submit",
            {"token": "abc", "fields": {"goal": "a", "some": ["x", "y"], "none": []}},
            Submitted("abc", {"goal": "a", "some": ("x", "y"), "none": ()}),
        ),
        ("open", {}, Opened()),
        ("join", {}, Joined()),
    ],
)
def test_each_request_is_one_turn(kind, body, event):
    assert turn_from(kind, {"id": "1", **body}, AMIRA).event == event


def test_a_turn_knows_who_speaks_and_where():
    turn = turn_from("open", {"id": "1"}, AMIRA)
    assert turn.sender == Sender("amira", "Amira Haddad", "", "fr", "America/Montreal")
    assert turn.address == Address("playground", "demo", "amira")


def test_the_same_request_sent_again_is_the_same_turn_and_another_persons_is_not():
    sol = PlaygroundPerson("sol", "Sol")
    first, again, other = (turn_from("open", {"id": "1"}, who).id for who in (AMIRA, AMIRA, sol))
    assert first == again != other


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("say", {"id": "1", "text": ""}),
        ("say", {"id": "1", "text": "x" * 4001}),
        ("say", {"text": "no id"}),
        ("press", {"id": "1", "token": 7}),
        ("submit", {"id": "1", "token": "t", "fields": ["goal"]}),
        ("submit", {"id": "1", "token": "t", "fields": {"goal": 3}}),
        ("leave", {"id": "1"}),
        ("open", ["id"]),
    ],
)
def test_what_no_page_of_ours_sends_is_unreadable(kind, body):
    with pytest.raises(Unreadable):
        turn_from(kind, body, AMIRA)


@given(st.sampled_from(["say", "press", "submit", "open", "join"]), JSON)
def test_any_json_is_a_turn_or_unreadable(kind, body):
    with suppress(Unreadable):
        assert turn_from(kind, body, AMIRA).id.startswith("amira:")
