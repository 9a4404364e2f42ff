"""What Teams asks of an Adaptive Card, and what we ask of ours: every fault is one sentence."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

MOST_BYTES = 26 * 1024
MOST_IN_ROW = 6

TRAITS = {"type", "spacing", "separator"}
ASKED = {"type", "id", "label", "isRequired", "errorMessage", "value"}
ELEMENTS = {
    "TextBlock": TRAITS | {"text", "wrap", "style", "size", "weight", "color", "isSubtle"},
    "Container": TRAITS | {"style", "items"},
    "FactSet": TRAITS | {"facts"},
    "ActionSet": TRAITS | {"actions"},
    "Input.Text": ASKED | {"isMultiline", "maxLength"},
    "Input.Date": ASKED,
    "Input.ChoiceSet": ASKED | {"choices", "wrap", "placeholder", "style", "isMultiSelect"},
}
ACTIONS = {
    "Action.Execute": {"type", "title", "verb", "data", "style", "tooltip", "fallback"},
    "Action.Submit": {"type", "title", "data", "style", "tooltip"},
    "Action.OpenUrl": {"type", "title", "url"},
}
"""What a card may hold, and the traits each may have: what is not here, nobody has looked at on a phone."""

FETCH = {"type": "task/fetch"}
SPACINGS = {"none", "small", "default", "medium", "large"}


def faults(card: Mapping[str, Any]) -> list[str]:
    """All that is amiss with a card."""
    return [*_whole(card), *(fault for element in elements(card) for fault in _element(element))]


def elements(card: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every element of a card, containers first."""
    for element in card["body"]:
        yield element
        if element["type"] == "Container":
            yield from elements({"body": element["items"]})


def actions(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every button of a card, in reading order."""
    rows = [element["actions"] for element in elements(card) if element["type"] == "ActionSet"]
    return [action for row in (*rows, card.get("actions", [])) for action in row]


def texts(card: Mapping[str, Any]) -> list[str]:
    """Everything in a card that is read as Markdown."""
    found = []
    for element in elements(card):
        found += [element["text"]] if element["type"] == "TextBlock" else []
        found += [fact[name] for fact in element.get("facts", []) for name in ("title", "value")]
    return found


def _whole(card: Mapping[str, Any]) -> Iterator[str]:
    if (card.get("type"), card.get("version")) != ("AdaptiveCard", "1.5"):
        yield "not an Adaptive Card of version 1.5"
    if unknown := set(card) - {"type", "version", "$schema", "body", "actions", "fallbackText"}:
        yield f"the card has {unknown}"
    if not card.get("body"):
        yield "the card is empty"
    if len(json.dumps(card, ensure_ascii=False).encode()) > MOST_BYTES:
        yield "the card leaves no room in 28 KB"
    ids = [element["id"] for element in elements(card) if element["type"].startswith("Input.")]
    if len(ids) != len(set(ids)):
        yield f"an id is there twice: {ids}"
    tokens = [action["data"]["token"] for action in actions(card) if "data" in action]
    if len(tokens) != len(set(tokens)):
        yield f"a token is there twice: {tokens}"
    for row in [card.get("actions", [])]:
        yield from _row(row)


def _element(element: Mapping[str, Any]) -> Iterator[str]:
    kind = element["type"]
    if kind not in ELEMENTS:
        yield f"unknown element {kind}"
        return
    if unknown := set(element) - ELEMENTS[kind]:
        yield f"{kind} has {unknown}"
    if element.get("spacing", "default") not in SPACINGS:
        yield f"{kind} keeps {element['spacing']}"
    match kind:
        case "TextBlock":
            if element["wrap"] is not True:
                yield "a text does not wrap"
            if not element["text"].strip() or len(element["text"].splitlines()) > 1:
                yield f"a text is empty or more than a line: {element['text']!r}"
        case "Container" if not element["items"]:
            yield "a container is empty"
        case "FactSet" if not element["facts"] or not all(
            f["title"] and f["value"] for f in element["facts"]
        ):
            yield "a fact is empty"
        case "ActionSet":
            yield from _row(element["actions"]) if element["actions"] else iter(["a row is empty"])
        case "Input.Text" | "Input.Date" | "Input.ChoiceSet":
            yield from _input(element)


def _input(element: Mapping[str, Any]) -> Iterator[str]:
    for name in ("id", "label", "errorMessage"):
        if not element.get(name):
            yield f"{element['type']} has no {name}"
    if not isinstance(element.get("isRequired"), bool):
        yield f"{element['id']} does not say whether it is required"
    if element["type"] == "Input.ChoiceSet":
        values = [choice["value"] for choice in element["choices"]]
        held = (
            element.get("value", "").split(",")
            if element.get("isMultiSelect")
            else [element.get("value", "")]
        )
        if (
            not values
            or len(values) != len(set(values))
            or not all(choice["title"] for choice in element["choices"])
        ):
            yield f"{element['id']} offers {values}"
        if set(held) - {*values, ""}:
            yield f"{element['id']} holds {held}, which it does not offer"
        if element["wrap"] is not True:
            yield f"{element['id']} does not wrap"


def _row(row: list[dict[str, Any]]) -> Iterator[str]:
    if len(row) > MOST_IN_ROW:
        yield f"{len(row)} buttons in one row"
    for action in row:
        yield from _action(action)


def _action(action: Mapping[str, Any]) -> Iterator[str]:
    kind = action["type"]
    if unknown := set(action) - ACTIONS.get(kind, set()):
        yield f"{kind} has {unknown}"
    if not action.get("title", "").strip():
        yield "a button says nothing"
    if kind == "Action.OpenUrl" and not action["url"].startswith("https://teams.microsoft.com/l/"):
        yield f"a button leads to {action['url']}"
    data = dict(action.get("data", {}))
    if data.pop("msteams", FETCH) != FETCH or set(data) - {"token", "verb"}:
        yield f"a button sends {action['data']}"
    if kind == "Action.Execute":
        if "msteams" in action["data"]:
            yield "no dialog opens by Action.Execute"
        older = {name: value for name, value in action.items() if name not in ("verb", "fallback")}
        if action["fallback"] != older | {"type": "Action.Submit"}:
            yield f"an older client sends something else than {older}"
        if action["verb"] not in ("press", "submit"):
            yield f"unknown verb {action['verb']}"
