"""Whatever a platform might send for a token: one kind answer, the same for all, and nothing else changes."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.cards import Press
from bot.turns import Pressed, Submitted
from tests.bot.flows.talk import lines_of, prefilled
from tests.bot.proof.actors import staged
from tests.bot.proof.on_disk import StoreTalk
from tests.bot.proof.stages import answered, as_it_was
from tests.bot.proof.village import handed, presses
from tests.sizes import size

MALFORMED = (
    "", ".", "..", ".0", "0", "nothing.0", "\x00", "\ud800", "\u202e.0", "a" * 100_000, "';--",
)  # fmt: skip
BEHIND = (
    "", ".", ".1", ".-1", ".0.0", ".00x", ".²", ".٠", ".00", ".1e9", "." + "9" * 5_000, ".\ud800", ". 0",
    ".0 ",
)  # fmt: skip
"""What may stand behind a real token; of one button there is only the number 0."""

MUTATIONS = size(2_000, 50_000)


@pytest.fixture(scope="module")
def stage():
    return staged()


@pytest.fixture(params=["mentee", "bystander", "stranger", "listed", "gone_mentee"])
def actor(stage, request):
    with as_it_was(stage.village.work):
        yield stage.actor(request.param)


def refused(actor, *events):
    """Each is answered by the same card and changes nothing else, but that a stranger is now a visitor."""
    for event in events:
        with as_it_was(actor.talk.work):
            expected, new = answered(actor, Pressed("no.such.token"))
        with as_it_was(actor.talk.work):
            cards, changed = answered(actor, event)
        assert cards == expected, event
        assert "constellation.no_longer_open" in cards
        assert set(changed) == set(new) <= {"people", "accounts"}, event


def test_a_token_that_is_none_is_refused(actor):
    refused(actor, *(kind(wire) for wire in MALFORMED for kind in (Pressed, Submitted)))


def test_someone_else_s_token_is_refused(stage, actor):
    _, button = handed(stage.people["mentor"], Press("help.show"))
    refused(actor, Pressed(button.token), Submitted(button.token), Pressed(button.token, "1"))


def test_one_s_own_token_with_anything_behind_it_is_refused(stage):
    amira = stage.people["mentee"]
    with as_it_was(stage.village.work):
        _, button = handed(amira, Press("help.show"))
        token = button.token.removesuffix(".0")
        refused(amira, *(Pressed(token + rest) for rest in BEHIND))
        refused(amira, Submitted(button.token, {"name": "Amira"}))


def test_a_form_s_token_cannot_be_pressed(stage):
    amira = stage.people["mentee"]
    with as_it_was(stage.village.work):
        presses(amira, Press("people.me"))
        refused(amira, Pressed(amira.form.token), Pressed(f"{amira.form.token}.0"))


def test_a_token_that_is_too_old_is_refused(stage):
    amira, work = stage.people["mentee"], stage.village.work
    with as_it_was(work):
        _, button = handed(amira, Press("help.show"))
        presses(amira, Press("people.me"))
        for row in work.handles.where():
            work.handles.save(replace(row, expires_at=amira.talk.now + timedelta(seconds=1)))
        refused(amira, Pressed(button.token), Submitted(amira.form.token, {"name": "Amira"}))


def test_a_real_store_takes_any_token_too(store):
    talk = StoreTalk(store)
    amira = talk.person("Amira Haddad")
    _, button = handed(amira, Press("help.show"))
    token = button.token.removesuffix(".0")
    for wire in (*MALFORMED, *(token + rest for rest in BEHIND)):
        for event in (Pressed(wire), Submitted(wire), Pressed(button.token + "\x00", wire)):
            shown = talk.take(amira.sender, event).show
            assert "constellation.no_longer_open" in {line.key for line in lines_of(shown)}


def test_a_real_store_takes_whatever_a_platform_calls_a_message_or_a_person(store):
    talk = StoreTalk(store)
    amira = talk.person("Amira Haddad")
    for number, name in enumerate(MALFORMED):
        _, button = handed(amira, Press("people.me"))
        form = talk.take(amira.sender, Pressed(button.token, name)).form
        fields = {entry.name: prefilled(entry) for entry in form.fields}
        assert talk.take(amira.sender, Submitted(form.token, fields)).show
        _, button = handed(amira, Press("privacy.tell"))
        assert talk.take(amira.sender, Pressed(button.token, name)).instead
        someone = talk.stranger(name, f"{name}@example.org", locale=name, zone=name, user=f"user{number}")
        someone.arrives()
        someone.sees("welcome.between_us")


def test_a_token_with_any_character_changed_is_refused(stage):
    amira, by = stage.people["mentee"], Random(7)
    with as_it_was(stage.village.work):
        _, button = handed(amira, Press("help.show"))
        token = button.token.removesuffix(".0")
        expected, _ = answered(amira, Pressed("no.such.token"))
        for _ in range(MUTATIONS):
            place, other = by.randrange(len(token)), chr(by.randrange(32, 0x2FF))
            mutated = token[:place] + other + token[place + by.randint(0, 1) :]
            if mutated != token:
                with as_it_was(stage.village.work):
                    assert answered(amira, Pressed(f"{mutated}.0")) == (expected, {})
