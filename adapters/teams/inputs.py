"""The fields of a form as Adaptive Card inputs, each with its label, its hint and what is amiss with it.

An input's id says what comes back: `one:goal` a text, `many:domains` values that Teams joins with commas.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from adapters.teams.elements import Json, block
from adapters.teams.markdown import inert
from bot.cards import Attach, Day, Field, Line, Option, Pick, Tick, Write, line
from bot.turns import FieldValue
from bot.words import Say, plain

ONE, MANY = "one:", "many:"
MOST_RADIOS = 5
"""As many options stand open, one below the other."""

MOST_LISTED = 15
"""Longer lists can be searched by typing; of as many boxes, each can be ticked where it stands."""

MOST_PASTED = 4_000
"""How much of a pasted file comes back with an error, in characters: a card holds no more."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def inputs(field: Field, value: FieldValue | None, error: Line | None, say: Say) -> Iterator[Json]:
    """The input, its hint below, and below that the error; `value` is what was typed before, if it was."""
    yield _input(field, value, say)
    hints = [line("teams.paste")] if isinstance(field, Attach) else []
    for hint in [*hints, *([field.hint] if field.hint else [])]:
        yield from block(say(hint), "hint", spacing="small")
    if error:
        yield from block(say(error), color="attention", weight="bolder", spacing="small")


def fields(form_data: object) -> dict[str, FieldValue]:
    """What a form sent, by the fields' names; whatever is not of ours, or no text, is left out."""
    sent: dict[str, FieldValue] = {}
    for key, value in form_data.items() if isinstance(form_data, Mapping) else ():
        if not isinstance(key, str) or not isinstance(value, str):
            continue
        if key.startswith(ONE):
            sent[key.removeprefix(ONE)] = value
        elif key.startswith(MANY):
            ticked = (_unsealed(each) for each in value.split(","))
            sent[key.removeprefix(MANY)] = tuple(each for each in ticked if each)
    return sent


def _input(field: Field, value: FieldValue | None, say: Say) -> Json:
    asked: Json = {
        "id": f"{MANY if isinstance(field, Tick) else ONE}{field.name}",
        "label": inert(plain(say(field.label))),
        "isRequired": field.required,
    }
    typed = value if isinstance(value, str) else None
    match field:
        case Write(lines=tall, limit=limit):
            kept = field.value if typed is None else typed[:limit]
            return {**asked, **_text(kept, say, tall > 1), "maxLength": limit}
        case Attach():
            return {**asked, **_text(typed if typed and len(typed) <= MOST_PASTED else "", say, True)}
        case Day():
            day = field.value if typed is None else typed
            held = {"value": day} if _DAY.fullmatch(day) else {}
            return {**asked, "type": "Input.Date", "errorMessage": _words("forms.a_day", say), **held}
        case Pick(options=options):
            picked = field.value if typed is None else typed
            held = {"value": picked} if picked in {option.value for option in options} else {}
            return {**asked, **_choices(options, str, say), "style": _style(len(options)), **held}
        case Tick(options=options):
            ticked = field.values if value is None else value if isinstance(value, tuple) else (value,)
            known = [option.value for option in options if option.value in ticked]
            held = {"value": ",".join(map(_sealed, known))} if known else {}
            style = "expanded" if len(options) <= MOST_LISTED else "compact"  # unsaid, it is a closed list
            return {
                **asked,
                **_choices(options, _sealed, say),
                "isMultiSelect": True,
                "style": style,
                **held,
            }


def _text(value: str, say: Say, tall: bool) -> Json:
    held = {"value": value} if value else {}
    return {"type": "Input.Text", "isMultiline": tall, "errorMessage": _words("forms.required", say), **held}


def _choices(options: tuple[Option, ...], told: Callable[[str], str], say: Say) -> Json:
    """`placeholder` is what a closed list shows before anything is picked."""
    return {
        "type": "Input.ChoiceSet",
        "choices": [
            {"title": inert(plain(say(option.label))), "value": told(option.value)} for option in options
        ],
        "wrap": True,
        "placeholder": _words("teams.choose", say),
        "errorMessage": _words("forms.pick_one", say),
    }


def _style(options: int) -> str:
    if options <= MOST_RADIOS:
        return "expanded"
    return "compact" if options <= MOST_LISTED else "filtered"


def _words(key: str, say: Say) -> str:
    return plain(say(line(key)))


def _sealed(value: str) -> str:
    """A value without commas, since commas part the values that were ticked."""
    return value.replace("%", "%25").replace(",", "%2C")


def _unsealed(sent: str) -> str:
    return unquote(sent.strip())
