"""What Slack takes as blocks and views: one table, read by a few small checks.

docs.slack.dev/reference/block-kit; the words of the reasons are those that Slack answers with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.slack.checks import Check, Fault, anything, flag, many, number, one_of, shape, string, typed

ID = 255
IMAGES = 3000

TYPE = {"type": anything}


def plain(most: int, least: int = 1) -> Check:
    return typed({"plain_text": shape({**TYPE, "text": string(most, least)}, {"emoji": flag})})


def words(most: int) -> Check:
    text = string(most)
    return typed(
        {
            "plain_text": shape({**TYPE, "text": text}, {"emoji": flag}),
            "mrkdwn": shape({**TYPE, "text": text}, {"verbatim": flag}),
        }
    )


def option(text: Check) -> Check:
    return shape({"text": text, "value": string(150, 0)}, {"description": plain(75), "url": string(3000)})


CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = option(plain(75))
RICH_OPTION = option(words(75))
OPTIONS = many(OPTION, 100)
GROUPS = many(shape({"label": plain(75), "options": OPTIONS}), 100)
ACTION = {"action_id": string(ID), "confirm": CONFIRM, "focus_on_load": flag}
PLACEHOLDER = {"placeholder": plain(150)}
DISPATCH = {"dispatch_action_config": anything}
DATE = string(10, 10, r"\d{4}-\d{2}-\d{2}")
CHOOSE = {**ACTION, **PLACEHOLDER, "options": OPTIONS, "option_groups": GROUPS}
SEVERAL = {"max_selected_items": number(1, 1000)}
PICTURE = shape({**TYPE, "alt_text": string(2000)}, {"image_url": string(IMAGES), "slack_file": anything})
TEN = many(RICH_OPTION, 10)

ELEMENTS: dict[str, Check] = {
    "button": shape(
        {**TYPE, "text": plain(75)},
        {
            "action_id": string(ID),
            "confirm": CONFIRM,
            "value": string(2000, 0),
            "url": string(3000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
    ),
    "static_select": shape(TYPE, {**CHOOSE, "initial_option": OPTION}),
    "multi_static_select": shape(TYPE, {**CHOOSE, **SEVERAL, "initial_options": OPTIONS}),
    "users_select": shape(TYPE, {**ACTION, **PLACEHOLDER, "initial_user": string(ID)}),
    "multi_users_select": shape(TYPE, {**ACTION, **PLACEHOLDER, **SEVERAL, "initial_users": anything}),
    "overflow": shape({**TYPE, "options": many(OPTION, 5)}, {"action_id": string(ID), "confirm": CONFIRM}),
    "radio_buttons": shape({**TYPE, "options": TEN}, {**ACTION, "initial_option": RICH_OPTION}),
    "checkboxes": shape({**TYPE, "options": TEN}, {**ACTION, "initial_options": TEN}),
    "datepicker": shape(TYPE, {**ACTION, **PLACEHOLDER, "initial_date": DATE}),
    "timepicker": shape(
        TYPE, {**ACTION, **PLACEHOLDER, "initial_time": string(5, 5, r"\d{2}:\d{2}"), "timezone": string(ID)}
    ),
    "datetimepicker": shape(TYPE, {**ACTION, "initial_date_time": number(10**9, 10**10 - 1)}),
    "plain_text_input": shape(
        TYPE,
        {
            **ACTION,
            **PLACEHOLDER,
            **DISPATCH,
            "initial_value": string(3000, 0),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
    ),
    "email_text_input": shape(TYPE, {**ACTION, **PLACEHOLDER, **DISPATCH, "initial_value": string(3000, 0)}),
    "url_text_input": shape(TYPE, {**ACTION, **PLACEHOLDER, **DISPATCH, "initial_value": string(3000, 0)}),
    "number_input": shape(
        {**TYPE, "is_decimal_allowed": flag},
        {
            **ACTION,
            **PLACEHOLDER,
            **DISPATCH,
            **dict.fromkeys(("initial_value", "min_value", "max_value"), string(64)),
        },
    ),
    "file_input": shape(
        TYPE, {"action_id": string(ID), "filetypes": many(string(20), 100), "max_files": number(1, 10)}
    ),
    "image": PICTURE,
}
"""Every element and its fields."""

PRESSED = {
    "button", "static_select", "multi_static_select", "users_select", "multi_users_select", "overflow",
    "radio_buttons", "checkboxes", "datepicker", "timepicker",
}  # fmt: skip
TAKEN = {
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "static_select",
    "multi_static_select", "users_select", "multi_users_select", "radio_buttons", "checkboxes",
    "datepicker", "timepicker", "datetimepicker", "file_input",
}  # fmt: skip


def element(value: Any, at: str) -> Iterator[Fault]:
    """What no single field can say of an element."""
    kind = value["type"]
    offered = [*(value.get("options") or ()), *(one for group in _groups(value) for one in group)]
    if kind in ("static_select", "multi_static_select") and bool(value.get("options")) == bool(
        value.get("option_groups")
    ):
        yield "must define either `options` or `option_groups`", at
    chosen = [*filter(None, [value.get("initial_option")]), *(value.get("initial_options") or ())]
    if any(one not in offered for one in chosen):
        yield "initial option was not found in options", at
    said = [one["value"] for one in offered if "value" in one]
    if len(set(said)) != len(said):
        yield "option values must be unique", at
    if kind == "plain_text_input" and value.get("min_length", 0) > value.get("max_length", 3000):
        yield "min_length must be less than max_length", at
    if kind == "image" and bool(value.get("image_url")) == bool(value.get("slack_file")):
        yield "must define either `image_url` or `slack_file`", at


def _groups(value: Mapping[str, Any]) -> list[list[Any]]:
    groups = value.get("option_groups") or []
    return [group["options"] for group in groups]


def placed(kinds: set[str]) -> Check:
    return typed({kind: ELEMENTS[kind] for kind in kinds}, element)


def section(value: Any, at: str) -> Iterator[Fault]:
    if not value.get("text") and not value.get("fields"):
        yield "must define either `text` or `fields`", f"{at}/type"


BLOCK = {"block_id": string(ID)}
BLOCKS: dict[str, Check] = {
    "section": shape(
        TYPE,
        {
            **BLOCK,
            "text": words(3000),
            "fields": many(words(2000), 10),
            "accessory": placed(PRESSED | {"image"}),
            "expand": flag,
        },
    ),
    "header": shape({**TYPE, "text": plain(150)}, BLOCK),
    "divider": shape(TYPE, BLOCK),
    "image": shape(
        {**TYPE, "alt_text": string(2000)},
        {**BLOCK, "image_url": string(IMAGES), "slack_file": anything, "title": plain(2000)},
    ),
    "context": shape(
        {
            **TYPE,
            "elements": many(
                typed(
                    {
                        "image": PICTURE,
                        "plain_text": shape({**TYPE, "text": string(3000)}, {"emoji": flag}),
                        "mrkdwn": shape({**TYPE, "text": string(3000)}, {"verbatim": flag}),
                    }
                ),
                10,
            ),
        },
        BLOCK,
    ),
    "actions": shape({**TYPE, "elements": many(placed(PRESSED), 25)}, BLOCK),
    "input": shape(
        {**TYPE, "label": plain(2000), "element": placed(TAKEN)},
        {**BLOCK, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": shape({**TYPE, "elements": many(anything, 100)}, BLOCK),
    "markdown": shape({**TYPE, "text": string(12000)}, BLOCK),
}
"""Every block and its fields."""

PLACES = {
    "message": {kind: BLOCKS[kind] for kind in BLOCKS},
    "home": {kind: BLOCKS[kind] for kind in BLOCKS if kind != "markdown"},
    "modal": {kind: BLOCKS[kind] for kind in BLOCKS if kind != "markdown"},
}
MOST = {"message": 50, "home": 100, "modal": 100}
VIEW_BYTES = 250_000
MESSAGE_SIGNS = 13_200
"""Measured by others, nowhere promised: github.com/slackapi/bolt-js/issues/2509."""

KEPT = {
    "blocks": anything, "private_metadata": string(3000, 0), "callback_id": string(ID, 0),
    "external_id": string(ID, 0),
}  # fmt: skip
VIEWS: dict[str, Check] = {
    "modal": shape(
        {**TYPE, "title": plain(24), "blocks": anything},
        {
            **KEPT,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": shape({**TYPE, "blocks": anything}, KEPT),
}


def of_blocks(blocks: Any, place: str, at: str = "/blocks") -> list[Fault]:
    """Everything that Slack finds wrong with these blocks of a message, a home tab or a modal."""
    also: dict[str, Check] = {"section": section, "image": element}
    one = typed(PLACES[place], lambda value, at: also.get(value["type"], anything)(value, at))
    found = list(many(one, MOST[place], 0)(blocks, at))
    return found or [*_repeated(blocks, at), *_misplaced(blocks, place, at)]


def _repeated(blocks: list[dict[str, Any]], at: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if (id := block.get("block_id")) in seen:
            yield f"block_id {id} already exists for another block", f"{at}/{place}/block_id"
        seen |= {id} if id else set()
        named = [one["action_id"] for one in elements_of(block) if one.get("action_id")]
        for twice in sorted({name for name in named if named.count(name) > 1}):
            yield f"action_id {twice} already exists for another element in this block", f"{at}/{place}"
    if sum(bool(one.get("focus_on_load")) for block in blocks for one in elements_of(block)) > 1:
        yield "focus_on_load may be true for one element only", at


def _misplaced(blocks: list[dict[str, Any]], place: str, at: str) -> Iterator[Fault]:
    for number_, block in enumerate(blocks):
        if place != "modal" and any(one["type"] == "file_input" for one in elements_of(block)):
            yield "unsupported type: file_input", f"{at}/{number_}/element/type"


def of_view(view: Any) -> list[Fault]:
    """Everything that Slack finds wrong with a view."""
    found = list(typed(VIEWS)(view, "/view"))
    if found:
        return found
    kind = view["type"]
    found = of_blocks(view["blocks"], kind, "/view/blocks")
    asks = any(block["type"] == "input" for block in view["blocks"]) if not found else False
    if kind == "modal" and asks and not view.get("submit"):
        found = [("missing required field: submit", "/view")]
    return found


def too_large(view: Any) -> bool:
    return len(json.dumps(view).encode()) > VIEW_BYTES


def too_long(blocks: list[dict[str, Any]]) -> bool:
    """Whether all the words of a message's blocks together are more than Slack carries."""
    return sum(map(_signs, blocks)) > MESSAGE_SIGNS


def _signs(part: Any) -> int:
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(_signs(value) for value in part.values() if isinstance(value, dict | list))
    return sum(map(_signs, part)) if isinstance(part, list) else 0


def elements_of(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The elements of a block that somebody can touch."""
    alone = [block[name] for name in ("accessory", "element") if block.get(name)]
    return [*alone, *(block.get("elements", ()) if block["type"] == "actions" else ())]


def told(faults: list[Fault]) -> list[str]:
    """The reasons as Slack lists them."""
    return [f"{what} [json-pointer:{at}]" for what, at in faults]
