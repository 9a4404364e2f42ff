"""What a sent modal holds, read as what it is: anything at all that somebody else wrote. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.turns import FieldValue


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody put into a form: where it can be fetched, and its size in bytes."""

    url: str
    size: int


def fields(view: object) -> dict[str, FieldValue]:
    """The fields by name; what is of another kind than Slack sends is not there, a file is an empty text."""
    return {name: value for name, state in _states(view) if (value := _value(state)) is not None}


def attached(view: object) -> dict[str, Uploaded]:
    """The first file of each field that holds one."""
    return {name: file for name, state in _states(view) if (file := _file(state))}


def _states(view: object) -> Iterator[tuple[str, object]]:
    """Each field's name and the state of its element, which goes by the same name."""
    match view:
        case {"state": {"values": Mapping() as values}}:
            named = ((name, elements) for name, elements in values.items() if isinstance(name, str))
            yield from (
                (name, held[name]) for name, held in named if isinstance(held, Mapping) and name in held
            )
        case _:
            pass


def _value(state: object) -> FieldValue | None:
    match state:
        case {"type": "plain_text_input", **held}:
            return _text(held.get("value"))
        case {"type": "datepicker", **held}:
            return _text(held.get("selected_date"))
        case {"type": "radio_buttons" | "static_select", **held}:
            return _option(held.get("selected_option"))
        case {"type": "checkboxes" | "multi_static_select", **held}:
            ticked = held.get("selected_options")
            return tuple(filter(None, map(_option, ticked))) if isinstance(ticked, list) else ()
        case {"type": "file_input"}:
            return ""
        case _:
            return None


def _text(held: object) -> str:
    return held if isinstance(held, str) else ""


def _option(held: object) -> str:
    return _text(held.get("value")) if isinstance(held, Mapping) else ""


def _file(state: object) -> Uploaded | None:
    match state:
        case {"type": "file_input", "files": [{"url_private_download": str(url), **held}, *_]}:
            size = held.get("size")
            return Uploaded(url, size if isinstance(size, int) and size > 0 else 0)
        case _:
            return None
