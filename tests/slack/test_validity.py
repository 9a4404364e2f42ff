"""Each limit of Slack's blocks and views: at the limit they are taken, one above they are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.slack import validity
from tests.slack.echo import ASKED


def plain(text: str = "x") -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def button(name: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": name, "text": plain(), **more}


def option(value: str = "v", text: str = "x") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def options(number: int) -> list[dict[str, Any]]:
    return [option(str(place)) for place in range(number)]


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", "options": options(2), **more}


def asks(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain(), "element": element, **more}


def typing(**more: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "action_id": "t", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def offers(kind: str, number: int) -> dict[str, Any]:
    return {"type": kind, "action_id": kind, "options": options(number)}


def confirm(**more: Any) -> dict[str, Any]:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}


def blocks_of(one: Callable[[int], dict[str, Any]]) -> Callable[[int], list[dict[str, Any]]]:
    return lambda size: [one(size)]


LIMITS: list[tuple[str, int, Callable[[int], list[dict[str, Any]]]]] = [
    ("blocks of a message", 50, lambda size: [{"type": "divider"}] * size),
    ("section text", 3000, blocks_of(lambda size: section(text={"type": "mrkdwn", "text": "x" * size}))),
    ("section fields", 10, blocks_of(lambda size: {"type": "section", "fields": [plain()] * size})),
    ("a field", 2000, blocks_of(lambda size: {"type": "section", "fields": [plain("x" * size)]})),
    ("block_id", 255, blocks_of(lambda size: section(block_id="x" * size))),
    ("header", 150, blocks_of(lambda size: {"type": "header", "text": plain("x" * size)})),
    ("context elements", 10, blocks_of(lambda size: {"type": "context", "elements": [plain()] * size})),
    ("actions elements", 25, blocks_of(lambda size: actions(*[button(str(n)) for n in range(size)]))),
    ("action_id", 255, blocks_of(lambda size: actions(button("x" * size)))),
    ("button text", 75, blocks_of(lambda size: actions(button(text=plain("x" * size))))),
    ("button value", 2000, blocks_of(lambda size: actions(button(value="x" * size)))),
    ("button url", 3000, blocks_of(lambda size: actions(button(url="x" * size)))),
    ("accessibility label", 75, blocks_of(lambda size: actions(button(accessibility_label="x" * size)))),
    ("select options", 100, blocks_of(lambda size: actions(select(options=options(size))))),
    ("option text", 75, blocks_of(lambda size: actions(select(options=[option("v", "x" * size)])))),
    ("option value", 150, blocks_of(lambda size: actions(select(options=[option("v" * size)])))),
    ("placeholder", 150, blocks_of(lambda size: actions(select(placeholder=plain("x" * size))))),
    ("radio options", 10, blocks_of(lambda size: actions(offers("radio_buttons", size)))),
    ("checkbox options", 10, blocks_of(lambda size: actions(offers("checkboxes", size)))),
    ("overflow options", 5, blocks_of(lambda size: section(accessory=offers("overflow", size)))),
    ("confirm title", 100, blocks_of(lambda size: actions(button(confirm=confirm(title=plain("x" * size)))))),
    ("confirm text", 300, blocks_of(lambda size: actions(button(confirm=confirm(text=plain("x" * size)))))),
    ("confirm button", 30, blocks_of(lambda size: actions(button(confirm=confirm(deny=plain("x" * size)))))),
    ("label", 2000, blocks_of(lambda size: asks(typing(), label=plain("x" * size)))),
    ("hint", 2000, blocks_of(lambda size: asks(typing(), hint=plain("x" * size)))),
    ("input length", 3000, blocks_of(lambda size: asks(typing(max_length=size)))),
    ("input text", 3000, blocks_of(lambda size: asks(typing(initial_value="x" * size)))),
    ("image alt", 2000, blocks_of(lambda size: {"type": "image", "image_url": "u", "alt_text": "x" * size})),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "make"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_a_limit_is_a_limit(limit: int, make: Callable[[int], list[dict[str, Any]]]) -> None:
    assert not validity.of_blocks(make(limit), "message")
    (fault,) = validity.of_blocks(make(limit + 1), "message")
    assert str(limit) in fault[0] or str(limit + 1) in fault[0]


VIEW_LIMITS: list[tuple[str, int, Callable[[int], dict[str, Any]]]] = [
    ("title", 24, lambda size: {"title": plain("x" * size)}),
    ("submit", 24, lambda size: {"submit": plain("x" * size)}),
    ("close", 24, lambda size: {"close": plain("x" * size)}),
    ("private_metadata", 3000, lambda size: {"private_metadata": "x" * size}),
    ("callback_id", 255, lambda size: {"callback_id": "x" * size}),
    ("external_id", 255, lambda size: {"external_id": "x" * size}),
    ("blocks", 100, lambda size: {"blocks": [{"type": "divider"}] * size}),
]


@pytest.mark.parametrize(
    ("limit", "make"), [row[1:] for row in VIEW_LIMITS], ids=[row[0] for row in VIEW_LIMITS]
)
def test_a_limit_of_a_view_is_a_limit(limit: int, make: Callable[[int], dict[str, Any]]) -> None:
    assert not validity.of_view({**ASKED, **make(limit)})
    assert validity.of_view({**ASKED, **make(limit + 1)})


WRONG: list[tuple[str, list[dict[str, Any]]]] = [
    ("must define either `text` or `fields`", [{"type": "section"}]),
    ("must be more than 0 characters", [section(text=plain(""))]),
    ("no less than 1 items allowed", [actions()]),
    ("unsupported type: carousel", [{"type": "carousel"}]),
    ("invalid additional property: colour", [section(colour="red")]),
    ("missing required field: text", [{"type": "header"}]),
    ("already exists for another element", [actions(button("a"), button("a"))]),
    ("already exists for another block", [section(block_id="b"), section(block_id="b")]),
    ("must be one of: primary, danger", [actions(button(style="warning"))]),
    ("unsupported type: mrkdwn", [actions(button(text={"type": "mrkdwn", "text": "x"}))]),
    ("unsupported type: plain_text_input", [actions(typing())]),
    ("unsupported type: button", [asks(button())]),
    ("unsupported type: file_input", [asks({"type": "file_input", "action_id": "f"})]),
    ("initial option was not found", [actions(select(initial_option=option("other")))]),
    ("must define either `options` or `option_groups`", [actions(select(options=None))]),
    ("option values must be unique", [actions(select(options=[option(), option()]))]),
    ("must define either `image_url` or `slack_file`", [{"type": "image", "alt_text": "x"}]),
    ("must match pattern", [actions({"type": "datepicker", "action_id": "d", "initial_date": "04/05/2026"})]),
    ("min_length must be less", [asks(typing(min_length=5, max_length=4))]),
    ("focus_on_load", [asks(typing(focus_on_load=True)), asks(typing(focus_on_load=True))]),
]


@pytest.mark.parametrize(("why", "blocks"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_said(why: str, blocks: list[dict[str, Any]]) -> None:
    assert [what for what, _ in validity.of_blocks(blocks, "message") if why in what]


def test_a_modal_that_asks_can_be_sent() -> None:
    assert not validity.of_view(ASKED)
    silent = {name: value for name, value in ASKED.items() if name != "submit"}
    assert validity.of_view(silent) == [("missing required field: submit", "/view")]
    assert not validity.of_view({**silent, "blocks": [{"type": "divider"}]})


def test_a_home_tab_has_no_title() -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    assert not validity.of_view(home)
    assert validity.of_view({**home, "title": plain()})


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], {}, {"type": None}, {"type": []}, [{"type": "section", "text": 1}]]
)
def test_nonsense_is_refused_and_breaks_nothing(value: Any) -> None:
    assert validity.of_view(value)
    assert validity.of_blocks(value, "message") or value == []
