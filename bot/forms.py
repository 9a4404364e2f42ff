"""What a form sent, checked against the form itself: the error goes to its place, nothing is lost."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from bot.cards import Attach, Day, Field, Form, Line, Pick, Tick, Write, line
from bot.turns import FieldValue

MOST_ATTACHED = 1_000_000
"""The longest attached file, in characters."""

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINER = "\u200d"
_KEPT = {"\n", "\t", _JOINER}
_BLANK = str.maketrans("", "", "\u115f\u1160\u2800\u3164\uffa0")
"""Letters that show as nothing."""


def checked(form: Form, sent: Mapping[str, FieldValue]) -> tuple[dict[str, FieldValue], dict[str, Line]]:
    """The fields as they may be kept, and an error for each that may not be."""
    clean = {field.name: _clean(field, sent.get(field.name)) for field in form.fields}
    errors = {field.name: error for field in form.fields if (error := _error(field, clean[field.name]))}
    return clean, errors


def tidied(text: str) -> str:
    """Words as they are kept: composed, without control or direction characters, trimmed."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_BLANK)
    shown = "".join(c for c in composed if c in _KEPT or unicodedata.category(c) not in _HIDDEN)
    return shown.strip().strip(_JOINER).strip()


def _clean(field: Field, value: FieldValue | None) -> FieldValue:
    match field:
        case Tick():
            ticked = value if isinstance(value, tuple) else (value,) if value else ()
            return tuple(dict.fromkeys(ticked))
        case Attach():
            return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
        case Write(lines=1):
            return " ".join(tidied(value).split()) if isinstance(value, str) else ""
        case Write() | Pick() | Day():
            return tidied(value) if isinstance(value, str) else ""


def _error(field: Field, value: FieldValue) -> Line | None:
    if not value:
        return line("forms.required") if field.required else None
    match field:
        case Write(limit=limit) if len(value) > limit:
            return line("forms.too_long", n=limit, over=len(value) - limit)
        case Pick(options=options) if value not in {option.value for option in options}:
            return line("forms.pick_one")
        case Tick(options=options) if not set(value) <= {option.value for option in options}:
            return line("forms.pick_one")
        case Tick(limit=limit) if len(value) > limit:
            return line("forms.too_many", n=limit)
        case Day() if not _is_day(str(value)):
            return line("forms.a_day")
        case Attach() if len(value) > MOST_ATTACHED:
            return line("forms.too_large")
        case Write() | Pick() | Tick() | Day() | Attach():
            return None


def _is_day(text: str) -> bool:
    try:
        return 2000 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False
