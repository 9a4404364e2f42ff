"""What a button carries."""

from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime

import pytest

from bot.cards import Button, Card, Choices, Line, Press, Text, buttons_of
from bot.handles import LASTS, bound_card, for_parts, serves

BUTTON = Button(Line("go"), Press("x.y", 3, "v"), "danger", chosen=True)
ROW = Choices((BUTTON, BUTTON), Line("row"))


def test_a_bound_card_differs_by_its_tokens_alone():
    card = Card((Text(Line("words")), ROW, Choices((BUTTON,))))
    bound = bound_card(card, "token")
    assert [button.token for button in buttons_of(bound.parts)] == ["token.0", "token.1", "token.2"]
    rows = (replace(part, buttons=(BUTTON,) * len(part.buttons)) for part in bound.parts[1:])
    assert Card((bound.parts[0], *rows)) == card
    assert all(replace(button, token="") == BUTTON for button in buttons_of(bound.parts))


def test_everything_that_a_button_can_hold_is_tried_above():
    for kind, tried in ((Button, BUTTON), (Choices, ROW)):
        defaults = {field.name: field.default for field in fields(kind) if field.default is not MISSING}
        assert [name for name, default in defaults.items() if getattr(tried, name) == default] == (
            ["token"] if kind is Button else []
        )


NOW = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)
PARTS = (ROW, Choices((BUTTON,)))
PRESSED = for_parts(PARTS, (1, 2), "m:1", NOW)


def test_a_card_drawn_again_keeps_the_handle_of_its_buttons():
    assert serves(PRESSED, for_parts(PARTS, (1, 2), "m:1", NOW + LASTS / 3))
    assert serves(PRESSED, for_parts(PARTS[:1], (1, 2), "m:1", NOW))


@pytest.mark.parametrize(
    "fresh",
    [
        for_parts((*PARTS, ROW), (1, 2), "m:1", NOW),
        for_parts((Choices((replace(BUTTON, press=Press("x.z", 3, "v")),)),), (1, 2), "m:1", NOW),
        for_parts((Choices((replace(BUTTON, press=Press("x.y", 3, "v2")),)),), (1, 2), "m:1", NOW),
        for_parts(PARTS, (1,), "m:1", NOW),
        for_parts(PARTS, (1, 2), "m:2", NOW),
        for_parts(PARTS, (1, 2), "m:1", NOW + LASTS / 2),
    ],
    ids=["another button", "another action", "another value", "other people", "another room", "soon over"],
)
def test_any_other_card_gets_a_handle_of_its_own(fresh):
    assert not serves(PRESSED, fresh)
