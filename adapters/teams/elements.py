"""What cards and dialogs are made of in Teams: texts, buttons, and the Adaptive Card around them."""

import json
from typing import Any

from adapters.teams.markdown import lines, marked_up
from bot.words import Span

Json = dict[str, Any]

SCHEMA = "https://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"
MOST_BYTES = 26 * 1024
"""How large a card may be: Teams takes 28 KB, and the activity around it needs a little."""

STYLES: dict[str, Json] = {
    "plain": {},
    "quote": {},
    "title": {"style": "heading", "size": "large", "weight": "bolder"},
    "hint": {"isSubtle": True, "size": "small"},
}
COLOURS: dict[str, Json] = {"plain": {}, "primary": {"style": "positive"}, "danger": {"style": "destructive"}}
OPENS_DIALOG: Json = {"msteams": {"type": "task/fetch"}}
PAUSE: Json = {"type": "Pause"}
"""Where a line is drawn: not an element of its own in Teams, but a trait of the next one."""


def whole(body: list[Json], summary: str, actions: tuple[Json, ...] = ()) -> Json:
    """These elements as a whole Adaptive Card, lines drawn where a pause was."""
    drawn: list[Json] = []
    pause = False
    for element in body:
        if element is not PAUSE:
            drawn.append({**element, "separator": True, "spacing": "large"} if pause and drawn else element)
        pause = element is PAUSE
    made = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "fallbackText": summary,
        "body": drawn,
    }
    return {**made, "actions": list(actions)} if actions else made


def fits(made: Json) -> bool:
    """Whether Teams takes a card of this size, as UTF-8."""
    return len(json.dumps(made, ensure_ascii=False).encode()) <= MOST_BYTES


def block(spans: tuple[Span, ...], style: str = "plain", **more: Any) -> list[Json]:
    """A text, one TextBlock a line: a line end inside of one is a space to some clients."""
    return [
        {
            "type": "TextBlock",
            "text": marked_up(line),
            "wrap": True,
            **STYLES[style],
            **({} if blank or not number else {"spacing": "small"}),
            **(more if not number else {name: trait for name, trait in more.items() if name != "spacing"}),
        }
        for number, (line, blank) in enumerate(lines(spans))
    ]


def text(spans: tuple[Span, ...], style: str) -> list[Json]:
    """A text in its style; somebody's own words stand in a frame of their own."""
    said = block(spans, style)
    return [{"type": "Container", "style": "emphasis", "items": said}] if said and style == "quote" else said


def action(verb: str, label: str, data: Json, style: str = "plain", tooltip: str = "") -> Json:
    """A button; a client that is too old for Action.Execute sends the same data by Action.Submit."""
    older = submit(label, data, style, tooltip)
    return {**older, "type": "Action.Execute", "verb": verb, "fallback": older}


def submit(label: str, data: Json, style: str = "plain", tooltip: str = "") -> Json:
    """A button that any client knows: it sends a dialog, or with `OPENS_DIALOG` in its data asks for one."""
    named = {"type": "Action.Submit", "title": label, "data": data, **COLOURS[style]}
    return {**named, "tooltip": tooltip} if tooltip else named
