"""What a button carries."""

from dataclasses import MISSING, fields, replace

from bot.cards import Button, Card, Choices, Line, Press, Text, buttons_of
from bot.handles import bound_card

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
