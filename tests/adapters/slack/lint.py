"""What Slack would refuse, show wrongly or read out badly: our own rules, in tables and a few words more."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.adapters.slack.reading import INSTANT

Json = Mapping[str, Any]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LONGEST_MESSAGE, LONGEST_TEXT, LARGEST_VIEW, LONGEST_ID = 13_000, 4_000, 250_000, 255

LIMITS: Mapping[str, Mapping[str, int]] = {
    "header": {"text": 150},
    "section": {"text": 3_000, "fields": 10, "accessory": 9},
    "context": {"elements": 10},
    "actions": {"elements": 25},
    "divider": {},
    "image": {"image_url": 3_000, "alt_text": 2_000},
    "input": {"label": 2_000, "hint": 2_000, "element": 99, "optional": 0},
    "button": {"text": 75, "value": 2_000, "style": 9, "accessibility_label": 75},
    "plain_text_input": {"multiline": 0, "max_length": 0, "initial_value": 3_000, "placeholder": 150},
    "radio_buttons": {"options": 10, "initial_option": 9},
    "checkboxes": {"options": 10, "initial_options": 10},
    "static_select": {"options": 100, "option_groups": 100, "initial_option": 9, "placeholder": 150},
    "multi_static_select": {
        "options": 100, "option_groups": 100, "initial_options": 100, "max_selected_items": 0,
        "placeholder": 150,
    },
    "datepicker": {"initial_date": 10, "placeholder": 150},
    "file_input": {"filetypes": 9, "max_files": 0},
    "mrkdwn": {"text": 3_000, "verbatim": 0},
    "plain_text": {"text": 3_000, "emoji": 0},
}  # fmt: skip
"""Every kind of block, element and text that we use, its parts, and how long each may be."""

MUST: Mapping[str, tuple[str, ...]] = {
    **{
        "header": ("text",),
        "context": ("elements",),
        "actions": ("elements",),
        "button": ("text", "action_id"),
    },
    **{"input": ("label", "element", "block_id"), "image": ("image_url", "alt_text")},
    **dict.fromkeys(("radio_buttons", "checkboxes"), ("options", "action_id")),
    **dict.fromkeys(("static_select", "multi_static_select", "plain_text_input"), ("action_id",)),
    **dict.fromkeys(("datepicker", "file_input"), ("action_id",)),
    **dict.fromkeys(("mrkdwn", "plain_text"), ("text",)),
}
"""What must be there and hold something."""

FIELDS = {
    "plain_text_input",
    "radio_buttons",
    "checkboxes",
    "static_select",
    "multi_static_select",
    "datepicker",
}
INSIDE = {
    "blocks": {"header", "section", "context", "actions", "divider", "image", "input"},
    "elements": {"button", "mrkdwn", "plain_text", "image"},
    "element": {
        *("plain_text_input", "radio_buttons", "checkboxes", "static_select", "multi_static_select"),
        *("datepicker", "file_input"),
    },
    "accessory": {"button"},
    "fields": {"mrkdwn", "plain_text"},
    "text": {"mrkdwn", "plain_text"},
    **{name: {"plain_text"} for name in ("label", "hint", "placeholder", "title", "submit", "close")},
}
"""Which kinds may stand where."""

SEQUENCE = re.compile(r"<[^>]*>?|&(?!(?:amp|lt|gt);)|>")


def message_faults(blocks: list[Json], text: str) -> list[str]:
    """What is wrong with a message and the words that go with it."""
    return [*_of_surface("message", blocks), *_of_text(text, blocks)]


def view_faults(view: Json) -> list[str]:
    """What is wrong with a modal or a home."""
    found = [*_of_surface(view["type"], view["blocks"])]
    found += ["more than 250 KB"] if len(json.dumps(view)) > LARGEST_VIEW else []
    return [*found, *(_of_modal(view) if view["type"] == "modal" else ())]


def _of_surface(surface: str, blocks: list[Json]) -> Iterator[str]:
    if not 1 <= len(blocks) <= MOST_BLOCKS[surface]:
        yield f"{len(blocks)} blocks"
    if surface != "modal" and any(block["type"] == "input" for block in blocks):
        yield f"an input in a {surface}"
    for name in ("action_id", "block_id"):
        ids = list(_ids(blocks, name))
        yield from (f"{name} {one} twice" for one, times in Counter(ids).items() if times > 1)
        yield from (f"{name} of {len(one)}" for one in ids if not 1 <= len(one) <= LONGEST_ID)
    yield from _of_children("blocks", blocks)


def _of_text(text: str, blocks: list[Json]) -> Iterator[str]:
    if not text.strip():
        yield "no words for notifications"
    if len(text) > LONGEST_TEXT:
        yield f"{len(text)} characters of text"
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > LONGEST_MESSAGE:
        yield "blocks of more than 13,000 characters"
    yield from (f"{found[0]!r} in the text" for found in SEQUENCE.finditer(text))


def _of_modal(view: Json) -> Iterator[str]:
    for name in ("title", "submit", "close"):
        yield from _of_children(name, view[name])
        yield from _of_length("modal", name, view[name], 24)
    yield from _of_length("modal", "private_metadata", view["private_metadata"], 3_000)
    yield from _of_length("modal", "callback_id", view["callback_id"], LONGEST_ID)


def _of_children(place: str, held: Any) -> Iterator[str]:
    for child in held if isinstance(held, list) else [held]:
        if child.get("type") not in INSIDE[place]:
            yield f"{child.get('type')} in {place}"
        else:
            yield from _of_one(child)


def _of_one(one: Json) -> Iterator[str]:
    kind = one["type"]
    yield from (f"{kind} without {name}" for name in MUST.get(kind, ()) if not one.get(name))
    yield from (
        f"{kind} with {name}" for name in set(one) - set(LIMITS[kind]) - {"type", "action_id", "block_id"}
    )
    for name, most in LIMITS[kind].items():
        if most and name in one:
            yield from _of_length(kind, name, one[name], most)
        if name in INSIDE and isinstance(one.get(name), dict | list):
            yield from _of_children(name, one[name])
    yield from _OF_KIND.get(kind, lambda _: iter(()))(one)


def _of_length(kind: str, name: str, held: Any, most: int) -> Iterator[str]:
    measured = held["text"] if isinstance(held, dict) and isinstance(held.get("text"), str) else held
    if not 1 <= len(measured) <= most or (isinstance(measured, str) and not measured.strip()):
        yield f"{kind}.{name} of {len(measured)}"


def _of_section(one: Json) -> Iterator[str]:
    if ("text" in one) == ("fields" in one):
        yield "a section with neither or both of text and fields"
    yield from (
        f"a field of {len(field['text'])}" for field in one.get("fields", ()) if len(field["text"]) > 2_000
    )


def _of_header(one: Json) -> Iterator[str]:
    if one["text"]["type"] != "plain_text":
        yield "markup in a header"


def _of_button(one: Json) -> Iterator[str]:
    if one["text"]["type"] != "plain_text":
        yield "markup on a button"
    if one.get("style", "primary") not in ("primary", "danger"):
        yield f"a button of style {one['style']}"


def _of_mrkdwn(one: Json) -> Iterator[str]:
    if one.get("verbatim") is not True:
        yield "words may become links"
    yield from (f"{found[0]!r} in markup" for found in SEQUENCE.finditer(INSTANT.sub("", one["text"])))


def _of_options(one: Json) -> Iterator[str]:
    groups = one.get("option_groups", [{"options": one.get("options", [])}])
    options = [option for group in groups for option in group["options"]]
    for group in groups:
        if not 1 <= len(group["options"]) <= 100:
            yield f"a group of {len(group['options'])} options"
        yield from _of_length("group", "label", group["label"], 75) if "label" in group else ()
    for option in options:
        yield from _of_length("option", "text", option["text"], 75)
        yield from _of_length("option", "value", option["value"], 150)
    values = Counter(option["value"] for option in options)
    yield from (f"option {value} twice" for value, times in values.items() if times > 1)
    before = [*one.get("initial_options", ()), *([one["initial_option"]] if "initial_option" in one else [])]
    yield from ("an initial option that is none" for option in before if option not in options)
    if len(before) > one.get("max_selected_items", len(before)):
        yield "more chosen than may be"


def _of_input(one: Json) -> Iterator[str]:
    if len(one.get("initial_value", "")) > one.get("max_length", 3_000) or one.get("max_length", 1) > 3_000:
        yield "more words than may be"


_OF_KIND = {
    "section": _of_section,
    "header": _of_header,
    "button": _of_button,
    "mrkdwn": _of_mrkdwn,
    "plain_text_input": _of_input,
    **dict.fromkeys(("radio_buttons", "checkboxes", "static_select", "multi_static_select"), _of_options),
}


def _ids(held: object, name: str) -> Iterator[str]:
    if isinstance(held, Mapping):
        yield from ([held[name]] if name in held else [])
        for inner in held.values():
            yield from _ids(inner, name)
    elif isinstance(held, list):
        for inner in held:
            yield from _ids(inner, name)
