"""Nothing that the product can show is missing from the gallery."""

import re
from functools import cache

import pytest

from bot.cards import Card, Form, Home, Line, buttons_of
from bot.packing import unpacked
from bot.routes import ACTIONS, COMMANDS
from bot.words import every_key
from tests.bot.flows.talk import lines_of
from tests.bot.proof.showing import said
from tests.gallery import ALBUM, errors, pieces
from tests.gallery.longest import OURS, TYPED
from tests.gallery.recording import Feature, features
from tests.gallery.taking import ROOT, fingerprint, taken

TABLE = re.compile(r'"([a-z]+)\.')
"""Where a text of the code begins as a key does."""

ELSEWHERE = {
    "forms.cancel": "stands on every dialog, put there by the platform's renderer",
    "goodbyes.note.": "spoken into the text of a note before it is shown",
    "names.plain_": "chosen by the words themselves: {name:le}",
    "names.dr_": "chosen by the words themselves",
    "names.dre_": "chosen by the words themselves",
    "topics.": "read as a whole; every form of words is the same",
    "levels.": "read as a whole",
    "disciplines.": "read as a whole",
}
"""Keys, or the beginnings of keys, that stand in no piece, and why."""


@cache
def keys() -> set[str]:
    """The key of everything that is said in the gallery."""
    held = (*(piece.shown for piece in pieces()), *errors())
    return {spoken.key for one in held for spoken in lines_of(one)}


@cache
def tables() -> set[str]:
    """The tables of words from which the core speaks; the rest are the platforms' own."""
    return {name for path in (ROOT / "bot").rglob("*.py") for name in TABLE.findall(path.read_text("utf-8"))}


def test_everything_that_a_flow_can_say_is_said_in_the_gallery() -> None:
    unsaid = {key for key in every_key() if key.partition(".")[0] in tables()} - keys()
    assert len(tables()) > 20
    assert not {key for key in unsaid if not key.startswith(tuple(ELSEWHERE))}


def test_no_exception_outlives_its_reason() -> None:
    assert not {start for start in ELSEWHERE if not any(key.startswith(start) for key in every_key())}


def test_every_action_can_be_pressed_sent_or_typed() -> None:
    shown = [piece.shown for piece in pieces()]
    pressed = {
        button.press.action for one in shown if not isinstance(one, Form) for button in buttons_of(one.parts)
    }
    sent = {one.submit.action for one in shown if isinstance(one, Form)}
    assert not set(ACTIONS) - pressed - sent - set(COMMANDS.values())


def test_every_piece_speaks_both_languages_and_has_a_name_of_its_own() -> None:
    assert all(all(said(piece.shown)) for piece in pieces())
    assert len({piece.name for piece in pieces()}) == len(pieces())
    assert {type(piece.shown) for piece in pieces()} == {Card, Form, Home}


def test_whatever_somebody_typed_is_as_long_as_it_may_be() -> None:
    blanks = {name for piece in pieces() for line in lines_of(piece.shown) for name in _texts(line)}
    assert blanks == set(TYPED) | OURS


@pytest.mark.slow
def test_the_album_holds_what_the_flows_show_today() -> None:
    """Taken anew only where something that it depends on has changed."""
    if ALBUM.with_suffix(".sources").read_text("utf-8").strip() != fingerprint():
        missing = _held(taken()) - _held(ALBUM.read_text("utf-8"))
        assert not missing, "take the album anew: python -m tests.gallery"


def _texts(line: Line) -> list[str]:
    return [name for name, blank in line.blanks.items() if isinstance(blank, str)]


def _held(album: str) -> set[Feature]:
    every = map(unpacked, album.splitlines())
    return {feature for one in every if not isinstance(one, Line) for feature in features(one)}
