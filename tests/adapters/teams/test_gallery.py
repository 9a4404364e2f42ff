"""Everything that the product can show is as Teams wants it."""

import json
from itertools import cycle, product

import pytest

from adapters.teams import cards, dialogs
from bot.cards import Form
from bot.forms import checked
from bot.words import LOCALES
from tests.adapters.teams.lint import actions, faults, texts
from tests.adapters.teams.samples import SAYS
from tests.adapters.teams.test_dialogs import sent_by_teams
from tests.adapters.teams.test_markdown import MORE, seen
from tests.gallery import Piece, errors, pieces

SHOWN = [piece for piece in pieces() if not isinstance(piece.shown, Form)]
FORMS = [(piece.name, piece.shown) for piece in pieces() if isinstance(piece.shown, Form)]


def buttons(piece: Piece) -> list[str]:
    """The tokens of every button in a card, in reading order."""
    rows = (getattr(part, "buttons", ()) for part in piece.shown.parts)
    return [button.token for row in rows for button in row]


@pytest.mark.parametrize("readers", SAYS)
def test_every_card_and_home_is_whole_with_every_button_in_its_order(readers):
    assert len(SHOWN) > 300
    for piece in SHOWN:
        made = cards.card(piece.shown, SAYS[readers])
        assert faults(made) == [], piece.name
        tokens = [action["data"]["token"] for action in actions(made) if "data" in action]
        assert tokens == buttons(piece), piece.name


@pytest.mark.parametrize("readers", SAYS)
def test_no_other_app_for_chats_is_named(readers):
    """Whoever is in Teams may be told of no other."""
    shown = [json.dumps(cards.card(piece.shown, SAYS[readers])) for piece in SHOWN]
    forms = [json.dumps(dialogs.inline(form, say)) for _, form in FORMS for say in SAYS[readers]]
    assert not [one for one in (*shown, *forms) if "slack" in one.casefold()]


def test_every_form_is_whole_in_a_dialog_and_in_a_message():
    assert len(FORMS) > 30
    for (name, form), locale in product(FORMS, LOCALES):
        (say,) = SAYS[locale]
        assert faults(dialogs.dialog(form, say)) == [], name
        assert faults(dialogs.inline(form, say)) == [], name
        assert 0 < len(dialogs.title(form, say)) <= 80


def test_a_form_that_is_sent_as_it_was_shown_is_read_as_it_was_shown():
    for name, form in FORMS:
        sent = dialogs.fields(sent_by_teams(dialogs.dialog(form, SAYS["fr"][0])))
        held = {field.name: getattr(field, "value", getattr(field, "values", "")) for field in form.fields}
        kept, _ = checked(form, sent)
        assert kept == checked(form, held)[0], name


def test_every_error_can_stand_beside_a_field():
    fields = sum(len(form.fields) for _, form in FORMS)
    assert fields >= len(errors()) > 10
    every = cycle(errors())
    for name, form in FORMS:
        amiss = {field.name: next(every) for field in form.fields}
        assert faults(dialogs.with_errors(form, amiss, {}, SAYS["en"][0])) == [], name


def test_no_text_is_formatted_but_in_bold():
    for piece in SHOWN:
        for text in texts(cards.card(piece.shown, SAYS["both"])):
            assert {kind for kind, _ in seen(text, MORE)} <= {"text", "strong_open", "strong_close"}, (
                piece.name
            )


def test_every_notification_says_something_short():
    for piece in SHOWN:
        assert 0 < len(cards.fallback(piece.shown, SAYS["both"])) <= 500, piece.name
