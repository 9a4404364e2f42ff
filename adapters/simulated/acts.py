"""What a simulated person may do: the six things that a platform can tell of, by what they look for."""

import heapq
from dataclasses import dataclass, field
from datetime import datetime

from bot.turns import FieldValue

Filled = dict[str, FieldValue]
Fills = dict[str, Filled]
"""What a person fills in, by the action that sending the form means, then by field."""


@dataclass(frozen=True)
class Arrives:
    """Opens the conversation for the first time."""


@dataclass(frozen=True)
class Leaves:
    """Removes the app."""


@dataclass(frozen=True)
class Says:
    """Types something, perhaps as a command."""

    text: str
    command: bool = False


@dataclass(frozen=True)
class LooksHome:
    """Opens their own page, and reads it."""


@dataclass(frozen=True)
class Presses:
    """Presses the newest button with this action (and id and value, where given), and fills what opens.

    Where no such button is left in the conversation it is looked for at home.
    """

    action: str
    about: int = 0
    value: str = ""
    fills: Fills = field(default_factory=dict)


Act = Arrives | Leaves | Says | LooksHome | Presses


@dataclass
class Agenda:
    """Who means to do what and when; earliest first, then in the order in which it was meant."""

    rows: list[tuple[datetime, int, str, Act]] = field(default_factory=list)
    meant: int = 0

    def put(self, at: datetime, user: str, act: Act) -> None:
        """Mean to do something."""
        self.meant += 1
        heapq.heappush(self.rows, (at, self.meant, user, act))

    @property
    def next_at(self) -> datetime | None:
        """When the next of it is meant, if anything is."""
        return self.rows[0][0] if self.rows else None

    def take(self) -> tuple[datetime, str, Act]:
        """The next of it, off the agenda."""
        at, _, user, act = heapq.heappop(self.rows)
        return at, user, act
