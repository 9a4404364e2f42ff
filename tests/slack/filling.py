"""What Slack's client makes of what a person puts into a modal, and what it does not send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.slack.kept import View
from tests.slack.screen import Attachment, holds, initial, options_of
from tests.slack.telling import file_told
from tests.slack.validity import elements_of
from tests.slack.workspace import Slack

Given = str | tuple[str, ...] | Attachment | tuple[Attachment, ...]
"""What is put into a field: words, values of options, a date, a file."""

State = dict[str, dict[str, Any]]

STATELESS = {"button", "overflow", "image"}
MISSING = "Please complete this required field."
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
LIKE = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Please enter a valid email address."),
    "url_text_input": (re.compile(r"https?://\S+"), "Please enter a valid URL."),
    "number_input": (re.compile(r"-?\d+(\.\d+)?"), "Please enter a number."),
}


def filled(slack: Slack, view: View, given: Mapping[str, Given]) -> State:
    """The state of a view with this put in, each by the name of its action or of its block."""
    state: State = {}
    unknown = set(given)
    for block in view.content["blocks"]:
        for element in elements_of(block):
            if element["type"] in STATELESS:
                continue
            name, id = element["action_id"], block["block_id"]
            held = view.values.get(id, {}).get(name) or initial(element)
            key = next((key for key in (name, id) if key in given), None)
            state.setdefault(id, {})[name] = held if key is None else _put(slack, view, element, given[key])
            unknown -= {name, id}
    assert not unknown, f"the modal asks for nothing called {sorted(unknown)}"
    return state


def _put(slack: Slack, view: View, element: dict[str, Any], value: Given) -> dict[str, Any]:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": [file_told(one) for one in _uploaded(slack, view, element, value)]}
    fill = FILL.get(kind, _written)
    return {"type": kind, **fill(element, value)}


def _written(element: Mapping[str, Any], value: Given) -> dict[str, Any]:
    return {"value": value or None}


def _uploaded(slack: Slack, view: View, element: dict[str, Any], value: Given) -> list[Any]:
    ending = (element.get("filetypes") or ["txt"])[0]
    given = value if isinstance(value, tuple) else ((value,) if value else ())
    files = [
        one if isinstance(one, Attachment) else Attachment(f"upload.{ending}", str(one).encode())
        for one in given
    ]
    made = []
    for one in files:
        file = slack.file(one.name, view.user, len(one.content), one.content, mimetype=one.mimetype)
        made.append(file)
    return made


def _picked(element: Mapping[str, Any], value: Given) -> dict[str, Any] | None:
    if not value:
        return None
    found = next((one for one in options_of(element) if one["value"] == value), None)
    assert found, f"{element['action_id']} offers no {value!r}"
    return {key: found[key] for key in ("text", "value")}


def _pick(element: Mapping[str, Any], value: Given) -> dict[str, Any]:
    return {"selected_option": _picked(element, value)}


def _tick(element: Mapping[str, Any], value: Given) -> dict[str, Any]:
    wanted = value if isinstance(value, tuple) else ((value,) if value else ())
    order = [one["value"] for one in options_of(element)]
    chosen = sorted(wanted, key=lambda one: order.index(one) if one in order else -1)
    return {"selected_options": [_picked(element, one) for one in chosen]}


FILL: dict[str, Callable[[Mapping[str, Any], Given], dict[str, Any]]] = {
    "static_select": _pick,
    "radio_buttons": _pick,
    "multi_static_select": _tick,
    "checkboxes": _tick,
    "datepicker": lambda _, value: {"selected_date": value or None},
    "timepicker": lambda _, value: {"selected_time": value or None},
    "datetimepicker": lambda _, value: {"selected_date_time": int(str(value)) if value else None},
    "users_select": lambda _, value: {"selected_user": value or None},
    "multi_users_select": lambda _, value: {
        "selected_users": list(value) if isinstance(value, tuple) else []
    },
}
"""What each kind of element holds when something is put in."""


def stopped(view: View, state: State) -> dict[str, str]:
    """What the client shows beside the fields instead of sending, by block_id."""
    asked = [block for block in view.content["blocks"] if block["type"] == "input"]
    found = {
        block["block_id"]: _wrong(block, state[block["block_id"]][block["element"]["action_id"]])
        for block in asked
    }
    return {id: why for id, why in found.items() if why}


def _wrong(block: Mapping[str, Any], held: Mapping[str, Any]) -> str:
    element, value = block["element"], holds(held)
    if not value:
        return "" if block.get("optional") else MISSING
    if element["type"] in TEXTS:
        return _wrong_text(element, str(value))
    if element["type"] == "file_input":
        return _wrong_files(element, value)
    most = element.get("max_selected_items", 1000)
    return f"You can select {most} items at most." if isinstance(value, tuple) and len(value) > most else ""


def _wrong_text(element: Mapping[str, Any], value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) > most:
        return f"This field is {len(value) - most} characters too long."
    if len(value) < least:
        return f"This field needs {least} characters."
    pattern, why = LIKE.get(element["type"], (None, ""))
    return why if pattern and not pattern.fullmatch(value) else ""


def _wrong_files(element: Mapping[str, Any], names: str | tuple[str, ...]) -> str:
    endings, most = element.get("filetypes", ()), element.get("max_files", 10)
    if len(names) > most:
        return f"You can add {most} files at most."
    wrong = [name for name in names if endings and name.rpartition(".")[2].lower() not in endings]
    return f"{wrong[0]} is not a type of file that is taken here." if wrong else ""
