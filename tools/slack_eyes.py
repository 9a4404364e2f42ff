"""What stands in blocks and views, as a person reads it, and what their fingers leave in a form. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.turns import FieldValue
from tests.journeys.chat import Asked, Seen, Tap
from tests.slack import mrkdwn
from tests.slack.filling import FILL
from tests.slack.screen import holds, initial, options_of

Json = dict[str, Any]


def seen(ref: str, blocks: list[Json]) -> Seen:
    """A message, or a home, as it is read."""
    buttons = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return Seen(ref, "\n".join(line for block in blocks for line in _lines(block)), tuple(map(_tap, buttons)))


def asked(view: Json) -> Asked:
    """A modal, with what its fields hold and the options they give."""
    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    options = {name: {one["value"]: read(one["text"]) for one in options_of(fields[name])} for name in fields}
    return Asked(
        view["private_metadata"],
        read(view["title"]),
        {name: holds(initial(element)) for name, element in fields.items()},
        {name: given for name, given in options.items() if given},
    )


def state(view: Json, fields: Mapping[str, FieldValue]) -> Json:
    """What Slack sends of a form that was filled like this."""
    inputs = [(block["block_id"], block["element"]) for block in view["blocks"] if block["type"] == "input"]
    return {name: {one["action_id"]: _held(one, fields.get(name, ""))} for name, one in inputs}


def read(text: Json) -> str:
    """A text object without its marks."""
    said = str(text["text"])
    return mrkdwn.read(said, {}) if text["type"] == "mrkdwn" else mrkdwn.plainly(said)


def _tap(button: Json) -> Tap:
    label = read(button["text"])
    return Tap(label.removeprefix("✓ "), button["action_id"], label.startswith("✓"))


def _lines(block: Json) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield from (read(text) for text in [block.get("text"), *block.get("fields", [])] if text)
        case "header":
            yield read(block["text"])
        case "context":
            yield from (read(element) for element in block["elements"] if "text" in element)
        case "image":
            yield mrkdwn.plainly(block["alt_text"])
        case _:
            pass


def _held(element: Json, value: FieldValue) -> Json:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": []}
    filled = FILL[kind](element, value) if kind in FILL else {"value": value or None}
    return {"type": kind, **filled}
