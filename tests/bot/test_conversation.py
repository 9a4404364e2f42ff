"""What goes back with an answer, whatever the platform can show."""

from dataclasses import replace

import pytest

from bot import conversation
from bot.cards import Outcome, buttons_of
from bot.mentoring.people import Role
from bot.routes import COMMANDS
from bot.turns import Address, Pressed, Said, Turn
from tests.bot.flows.talk import NOW, Someone, Talk


@pytest.fixture
def amira():
    return Talk().person("Amira Haddad", tuple(Role))


def take(someone: Someone, event, **how) -> Outcome:
    turn = Turn(f"t{event}", Address("playground", "demo", "amira"), someone.sender, event)
    return conversation.take(replace(turn, **how), someone.talk.work, NOW)


@pytest.mark.parametrize("words", [*COMMANDS, "how do I negotiate my contract?", "import people"])
def test_nothing_that_is_typed_opens_a_form_for_a_message_cannot_open_one(amira, words):
    assert take(amira, Said(words, command=True)).form is None
    assert take(amira, Said(words)).form is None


def test_an_answer_aside_goes_back_with_the_turn_and_its_buttons_work(amira):
    before = len(amira.talk.work.outbox.messages)
    (shown,) = take(amira, Said("help", command=True), aside=True).show
    assert len(amira.talk.work.outbox.messages) == before
    home = next(button for button in buttons_of(shown.parts) if button.press.action == "home.show")
    take(amira, Pressed(home.token))
    assert len(amira.talk.work.outbox.messages) == before + 1


def test_an_answer_aside_is_given_once(amira):
    assert take(amira, Said("help", command=True), aside=True).show
    assert take(amira, Said("help", command=True), aside=True) == Outcome()
