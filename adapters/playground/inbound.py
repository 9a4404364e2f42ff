"""What the page sends, as turns: pure, and everything that arrives is hostile until it is read."""

from collections.abc import Callable, Mapping

from adapters.playground.people import PlaygroundPerson
from bot.turns import Address, Event, FieldValue, Joined, Opened, Pressed, Said, Sender, Submitted, Turn

PLATFORM = "playground"
TENANT = "demo"
COMMAND = "/mentor"
MOST_SAID = 4_000
"""The longest message that can be said, in characters."""


class Unreadable(ValueError):
    """The page sent something that no page of ours sends; `str` says what, and never what was typed."""


def turn_from(kind: str, body: object, person: PlaygroundPerson) -> Turn:
    """The turn that a request means ("say", "press", "submit", "open", "join"); Unreadable where none."""
    if not isinstance(body, Mapping) or kind not in _EVENTS:
        raise Unreadable("not a request of this page")
    sender = Sender(person.user, person.name, "", person.locale, person.zone)
    return Turn(
        f"{person.user}:{_text(body, 'id', 64)}", address_of(person.user), sender, _EVENTS[kind](body)
    )


def address_of(user: str) -> Address:
    """Where one person's own conversation is; its route is the person's id."""
    return Address(PLATFORM, TENANT, user)


def is_command(text: str) -> bool:
    """Whether what was typed is meant for the program and for nobody else."""
    return text.split(maxsplit=1)[:1] == [COMMAND]


def _said(body: Mapping[str, object]) -> Event:
    text = _text(body, "text", MOST_SAID).strip()
    return Said(text.removeprefix(COMMAND).strip(), command=True) if is_command(text) else Said(text)


def _pressed(body: Mapping[str, object]) -> Event:
    return Pressed(_text(body, "token", 200), str(body.get("message", ""))[:40])


def _submitted(body: Mapping[str, object]) -> Event:
    fields = body.get("fields")
    if not isinstance(fields, Mapping):
        raise Unreadable("fields: an object of texts")
    return Submitted(_text(body, "token", 200), {str(name): _value(value) for name, value in fields.items()})


def _value(value: object) -> FieldValue:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Unreadable("fields: texts, or lists of texts")


def _text(body: Mapping[str, object], name: str, most: int) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value or len(value) > most:
        raise Unreadable(f"{name}: a text of 1 to {most} characters")
    return value


_EVENTS: Mapping[str, Callable[[Mapping[str, object]], Event]] = {
    "say": _said,
    "press": _pressed,
    "submit": _submitted,
    "open": lambda _: Opened(),
    "join": lambda _: Joined(),
}
