"""Every field of every form, sent everything it should not be sent: an error at its place, or kept tidily."""

import ast
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from bot.cards import Write
from bot.forms import tidied
from bot.packing import unpacked
from bot.turns import Said, Submitted
from tests.bot.flows.talk import lines_of
from tests.bot.proof.hostile import HOSTILE, MEBIBYTE, bad
from tests.bot.proof.openings import OPENINGS, Ready, amira, good_answers, opened
from tests.bot.proof.showing import SPEAKERS
from tests.bot.proof.stages import as_it_was, changes, everything

FLOWS = (Path(__file__).parents[3] / "bot" / "flows").glob("*.py")
TIDY = {"\n", "\t", "\u200d"}
NEVER_KEPT = {"Cc", "Cf", "Cs", "Co", "Cn"}
ELSEWHERE = {"until": {"availability", "stance"}, "places": {"availability"}, "mentor2": {"mentor1"}}
"""Where an answer does not go with another's, the error may stand at that other one: its place, for which."""


@pytest.fixture(scope="module")
def ready():
    return Ready()


def test_every_form_that_a_flow_can_open_is_opened_here():
    assert {name.split(" ")[0] for name in OPENINGS} == set(_submits())


@pytest.mark.parametrize("name", OPENINGS)
def test_a_form_as_it_opens_is_accepted(ready, name):
    with as_it_was(ready.village.work):
        someone = opened(ready, OPENINGS[name])
        assert someone.form.submit.action == name.split(" ")[0]
        _is_accepted(someone, someone.form, good_answers(someone.form, OPENINGS[name]))


@pytest.mark.parametrize("name", OPENINGS)
def test_a_field_sent_what_it_should_not_be_sent(ready, name):
    work = ready.village.work
    with as_it_was(work):
        someone = opened(ready, OPENINGS[name])
        form, good = someone.form, good_answers(someone.form, OPENINGS[name])
        for field in form.fields:
            for value in bad(field):
                with as_it_was(work):
                    errors = _sent(someone, form, {**good, field.name: value})
                    places = {field.name} | {e for e, of in ELSEWHERE.items() if field.name in of}
                    assert set(errors) <= places, (field.name, value[:30], errors)
                    if errors:
                        _is_accepted(someone, form, good)


@pytest.mark.parametrize("name", OPENINGS)
def test_what_is_accepted_is_kept_whole_and_tidy_and_shown_as_it_was_typed(ready, name):
    work = ready.village.work
    with as_it_was(work):
        someone = opened(ready, OPENINGS[name])
        form, good = someone.form, good_answers(someone.form, OPENINGS[name])
        for field in (field for field in form.fields if isinstance(field, Write)):
            for words in HOSTILE:
                with as_it_was(work):
                    before = everything(work)
                    if not _sent(someone, form, {**good, field.name: words}):
                        _is_kept_well(field, words, changes(before, everything(work)))


@pytest.mark.parametrize(
    "unseen", ["\u200d", " \u200d\n", "\u200b", "\u3164", "\u2800\u00a0", "\ufeff\u202e"]
)
def test_what_nobody_can_see_is_nothing(ready, unseen):
    with as_it_was(ready.village.work):
        someone = opened(ready, OPENINGS["people.save_me"])
        good = good_answers(someone.form, OPENINGS["people.save_me"])
        assert set(_sent(someone, someone.form, {**good, "name": unseen})) == {"name"}


def test_a_roster_that_is_no_text_in_part_leaves_nothing_behind_that_cannot_be_stored(ready):
    work = ready.village.work
    with as_it_was(work):
        someone = opened(ready, OPENINGS["roster.check"])
        before = everything(work)
        assert not _sent(someone, someone.form, {"file": "email,name\na@b.ca,Ann\n\ud800@b.ca,B\udfff\n"})
        for rows in changes(before, everything(work)).values():
            assert all(text.encode() for row in rows for text in _texts(row) if text)


@pytest.mark.parametrize("name", OPENINGS)
def test_a_form_with_nothing_or_with_more_than_it_asks_is_no_fault(ready, name):
    work = ready.village.work
    with as_it_was(work):
        someone = opened(ready, OPENINGS[name])
        form, good = someone.form, good_answers(someone.form, OPENINGS[name])
        for sent in ({}, {"nothing": "asked"}, {entry.name: ("a",) for entry in form.fields}):
            with as_it_was(work):
                _sent(someone, form, sent)
        _is_accepted(someone, form, {**good, "nothing": "asked", "id": "7"})


@pytest.mark.parametrize("said", [*HOSTILE, MEBIBYTE, "\ufb2c" * 4_000, "need " + "\u202e" * 9, "/" * 300])
def test_whatever_is_typed_is_answered_and_kept_tidily(ready, said):
    work, someone = ready.village.work, amira(ready)
    for command in (False, True):
        with as_it_was(work):
            before = everything(work)
            ready.village.talk.take(someone.sender, Said(said, command))
            changed = changes(before, everything(work))
            assert changed["messages"]
            assert all(_is_tidy(text) for rows in changed.values() for row in rows for text in _texts(row))


def _sent(someone, form, fields: Mapping[str, object]):
    """The errors that come back; nothing but the answers of a turn is written where there are any."""
    work = someone.talk.work
    before = everything(work)
    outcome = someone.talk.take(someone.sender, Submitted(form.token, fields))
    if outcome.errors:
        assert set(changes(before, everything(work))) == {"turns"}
        for line in outcome.errors.values():
            assert all(say(line) for say in SPEAKERS)
    return outcome.errors


def _is_accepted(someone, form, fields):
    """No error, and something came of it."""
    talk, work = someone.talk, someone.talk.work
    before = everything(work)
    outcome = talk.take(someone.sender, Submitted(form.token, fields))
    assert not outcome.errors
    assert "constellation.no_longer_open" not in {line.key for line in lines_of(outcome.show)}
    assert outcome.form or set(changes(before, everything(work))) - {"turns"}


def _is_kept_well(field: Write, words: str, changed):
    """Tidy, whole, on one line where one line was asked for, and never our markup or our blanks."""
    texts = [text for rows in changed.values() for row in rows for text in _texts(row)]
    assert [text for text in texts if not _is_tidy(text)] == []
    kept = " ".join(tidied(words).split()) if field.lines == 1 else tidied(words)
    assert any(kept.rstrip(".… ") in text for text in texts), (field.name, kept)
    for message in changed.get("messages", []):
        for line in lines_of(unpacked(message.card)):
            _is_marked_by_us_alone(line)


def _is_marked_by_us_alone(line):
    """Bold stands where the template has it, whatever fills the blanks."""
    neutral = replace(line, blanks={k: "x" if isinstance(v, str) else v for k, v in line.blanks.items()})
    for say in SPEAKERS:
        assert [span.bold for span in say(line)] == [span.bold for span in say(neutral)]


def _texts(held: object) -> Iterator[str]:
    """Every text in a row; of a packed card, each of its texts."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        yield from (text for value in held.values() for text in _texts(value))
    elif isinstance(held, tuple):
        yield from (text for value in held for text in _texts(value))
    elif is_dataclass(held):
        for entry in fields(held):
            value = getattr(held, entry.name)
            packed = entry.name in ("card", "holds") and isinstance(value, str) and value
            yield from _texts(unpacked(value) if packed else value)


def _is_tidy(text: str) -> bool:
    return not any(c not in TIDY and unicodedata.category(c) in NEVER_KEPT for c in text)


def _submits() -> Iterator[str]:
    """The actions that the flows' forms ask for: what stands in a `Press` of its own, not in a button."""
    for path in FLOWS:
        tree = ast.parse(path.read_text("utf-8"))
        calls = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        buttons = {inner for call in calls if call.func.id == "Button" for inner in ast.walk(call)}
        for call in calls:
            if call.func.id == "Press" and call not in buttons and isinstance(call.args[0], ast.Constant):
                yield call.args[0].value
