"""A button asks for a dialog exactly where its flow answers with a form."""

from adapters.teams import cards
from adapters.teams.opening import CHOICE, opens
from bot.cards import Form, Press, buttons_of
from bot.flows.checkins import STEPS
from bot.routes import ACTIONS
from tests.adapters.teams.lint import actions
from tests.adapters.teams.samples import ENGLISH
from tests.gallery import pieces

SENT_ONLY = {"needs.chosen", "profile.offer"}
"""Forms of two pages: the first one is sent, and the second is the answer to that."""


def test_every_button_of_the_gallery_asks_for_a_dialog_where_a_form_is_the_answer():
    asked = set()
    for piece in pieces():
        if isinstance(piece.shown, Form):
            continue
        made = [action for action in actions(cards.card(piece.shown, (ENGLISH,))) if "data" in action]
        for action, button in zip(made, buttons_of(piece.shown.parts), strict=True):
            assert ("msteams" in action["data"]) == opens(button.press), piece.name
            asked |= {button.press.action} if opens(button.press) else set()
    assert asked == {name for name, route in ACTIONS.items() if route.asks} - SENT_ONLY


def test_a_choice_opens_a_form_only_where_there_is_a_next_step():
    assert {value for value in ("keep", "not_sure", *STEPS) if opens(Press(CHOICE, 1, value))} == set(STEPS)


def test_a_button_of_a_version_that_is_gone_opens_nothing():
    assert not opens(Press("needs.of_old"))
