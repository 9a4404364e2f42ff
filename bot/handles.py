"""What a button carries: an opaque handle of 128 bits, bound to its people and its expiry.

The platform sees the token and a number; what they mean stays in the store, so nothing that a
platform sends back can name an object or an action of its own.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from bot.cards import Button, Card, Choices, Form, Home, Part, Press, buttons_of
from bot.errors import StaleCard
from bot.packing import packed, unpacked, unpacked_one

LASTS = timedelta(days=120)


@dataclass(frozen=True)
class Handle:
    """The meaning of one card's buttons, or of one form, for the people who may use it.

    `holds` is the packed presses or the packed form; `room` the conversation in which the card
    stands and `readers` who read it there; `message` the pressed card behind a form.
    """

    id: int
    token: str
    people: tuple[int, ...]
    holds: str
    expires_at: datetime
    room: str = ""
    readers: tuple[int, ...] = ()
    message: str = ""
    version: int = 1


def for_parts(parts: tuple[Part, ...], people: tuple[int, ...], room: str, now: datetime) -> Handle | None:
    """A handle for the buttons in these parts; None where there are none."""
    presses = tuple(button.press for button in buttons_of(parts))
    return Handle(0, _token(), people, packed(presses), now + LASTS, room, people) if presses else None


def serves(pressed: Handle, fresh: Handle) -> bool:
    """Whether a handle binds what a fresh one would, for the same people, and for not much less long.

    The first of its buttons must be those; what came after them is gone from the card.
    """
    lasts = fresh.expires_at - pressed.expires_at < LASTS / 2
    begins = pressed.holds.startswith(fresh.holds.removesuffix("]"))
    same = all(getattr(pressed, name) == getattr(fresh, name) for name in ("people", "room", "readers"))
    return lasts and begins and same


def for_form(form: Form, person_id: int, pressed: Handle | None, now: datetime) -> Handle:
    """A handle for a form that one person opened, perhaps by a button of a card."""
    handle = Handle(0, _token(), (person_id,), packed(form), now + LASTS)
    if pressed is None:
        return handle
    return replace(handle, room=pressed.room, readers=pressed.readers, message=pressed.message)


def bound(parts: tuple[Part, ...], token: str) -> tuple[Part, ...]:
    """The same parts, each button with its own token: the handle's, a dot, its number."""
    numbers = count()

    def bound_row(row: Choices) -> Choices:
        # Spelled out, for `replace` takes three times as long, and each press binds a dozen buttons.
        buttons = [
            Button(b.label, b.press, b.style, b.chosen, f"{token}.{next(numbers)}") for b in row.buttons
        ]
        return Choices(tuple(buttons), row.label)

    return tuple(bound_row(part) if isinstance(part, Choices) else part for part in parts)


def bound_home(home: Home, token: str) -> Home:
    """A home whose buttons can be pressed."""
    return Home(bound(home.parts, token))


def bound_card(card: Card, token: str) -> Card:
    """A card whose buttons can be pressed."""
    return Card(bound(card.parts, token))


def token_of(wire: str) -> str:
    """The handle's token in what a platform sent back; nothing where no token could look so."""
    token = wire.partition(".")[0]
    return token if token.isascii() and token.isprintable() else ""


def press_of(handle: Handle, wire: str) -> Press:
    """The press that a button's token means; StaleCard where it means none."""
    press = unpacked_one(handle.holds, wire.partition(".")[2])
    if not isinstance(press, Press):
        raise StaleCard("no such button")
    return press


def form_of(handle: Handle) -> Form:
    """The form that a form's token means; StaleCard where it means none."""
    form = unpacked(handle.holds)
    if not isinstance(form, Form):
        raise StaleCard("no such form")
    return form


def _token() -> str:
    return secrets.token_urlsafe(16)
