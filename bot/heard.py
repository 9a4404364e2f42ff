"""A turn, understood: who speaks, and what about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards import Outcome
from bot.mentoring.people import Person
from bot.ports import Work
from bot.turns import FieldValue, Turn


@dataclass(frozen=True)
class Heard:
    """What a flow hears; `fields` are already checked against the form that was sent."""

    turn: Turn
    person: Person
    text: str = ""
    about: int = 0
    value: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    message: str = ""

    def word(self, name: str) -> str:
        """One field's text; empty where it was left empty."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ""

    def ticked(self, name: str) -> tuple[str, ...]:
        """One field's ticked values."""
        value = self.fields.get(name, ())
        return value if isinstance(value, tuple) else ()


Flow = Callable[[Heard, Work, datetime], Outcome]
"""A flow: hears a turn, works within one transaction, decides an outcome."""
