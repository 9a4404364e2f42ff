"""Forms as Teams' dialogs, or as a card in the conversation where a client has none; and what they sent."""

from collections.abc import Mapping

from adapters.teams.elements import Json, action, block, submit, text, whole
from adapters.teams.inputs import fields, inputs
from adapters.teams.markdown import inert
from bot.cards import Form, Line
from bot.turns import FieldValue
from bot.words import Say, plain

__all__ = ["SUBMIT", "dialog", "fields", "inline", "title", "with_errors"]

SUBMIT = "submit"
"""The verb of a form that is sent; its data holds it too, for clients that know Action.Submit alone."""


def title(form: Form, say: Say) -> str:
    """What stands above the dialog."""
    return plain(say(form.title))


def dialog(form: Form, say: Say) -> Json:
    """The card inside of a dialog."""
    return with_errors(form, {}, {}, say)


def with_errors(form: Form, errors: Mapping[str, Line], sent: Mapping[str, FieldValue], say: Say) -> Json:
    """The same dialog again: each field holds what was typed, and what is amiss stands below it."""
    send = submit(_button(form, say), _data(form), "primary")
    return whole(_body(form, errors, sent, say), title(form, say), (send,))


def inline(
    form: Form,
    say: Say,
    errors: Mapping[str, Line] | None = None,
    sent: Mapping[str, FieldValue] | None = None,
) -> Json:
    """The form as a message, for clients without dialogs; the same again where something was amiss."""
    send = action(SUBMIT, _button(form, say), _data(form), "primary")
    body = [*block(say(form.title), "title"), *_body(form, errors or {}, sent or {}, say)]
    return whole([*body, {"type": "ActionSet", "actions": [send]}], title(form, say))


def _body(form: Form, errors: Mapping[str, Line], sent: Mapping[str, FieldValue], say: Say) -> list[Json]:
    told = [element for said in form.intro for element in text(say(said.line), said.style)]
    elsewhere = [error for name, error in errors.items() if name not in {field.name for field in form.fields}]
    told += [element for error in elsewhere for element in block(say(error), color="attention")]
    asked = (inputs(field, sent.get(field.name), errors.get(field.name), say) for field in form.fields)
    return [*told, *(element for elements in asked for element in elements)]


def _data(form: Form) -> Json:
    return {"verb": SUBMIT, "token": form.token}


def _button(form: Form, say: Say) -> str:
    return inert(plain(say(form.button)))
