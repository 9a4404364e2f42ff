"""A button asks for a dialog exactly where its flow answers with a form."""

import ast
import inspect
import textwrap
from collections.abc import Iterator

from adapters.teams.opening import ACTIONS, CHOICE, opens
from bot.cards import Form, Press, buttons_of
from bot.flows.checkins import STEPS
from bot.routes import ACTIONS as EVERY
from tests.gallery import pieces

SENT_ONLY = {"needs.chosen", "profile.offer"}
"""Forms of two pages: the first one is sent, and the second is the answer to that."""


def with_a_form() -> Iterator[str]:
    """The actions whose flows are written to answer with a form."""
    for name, route in EVERY.items():
        tree = ast.parse(textwrap.dedent(inspect.getsource(route.flow)))
        if any(
            word.arg == "form"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for word in node.keywords
        ):
            yield name


def test_every_flow_with_a_form_is_opened_by_its_button():
    assert set(with_a_form()) == ACTIONS | {CHOICE} | SENT_ONLY


def test_no_button_means_what_only_a_form_that_is_sent_may_mean():
    pressed = {
        button.press.action
        for piece in pieces()
        if not isinstance(piece.shown, Form)
        for button in buttons_of(piece.shown.parts)
    }
    assert pressed >= ACTIONS
    assert SENT_ONLY.isdisjoint(pressed)


def test_a_choice_opens_a_form_only_where_there_is_a_next_step():
    assert opens(Press(CHOICE, 7, "move_on"))
    assert not opens(Press(CHOICE, 7, "keep"))
    assert {value for value in ("keep", *STEPS) if opens(Press(CHOICE, 1, value))} == set(STEPS)
