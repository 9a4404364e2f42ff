"""Teams' way to the app, every delivery noted; what came to stand in Teams; and how Teams takes its time."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.teams.activities import Json
from tests.teams.connector import Connector
from tests.teams.double import Teams
from tests.teams.faults import Call, Fault, Faults, slow
from tests.teams.fingers import Delivered, Fingers

TRIES = 1_000
PAUSE = 0.02


class Wire(Fingers):
    """Repeats what is no invoke until it is acknowledged, as Teams does, but at once and as long as it takes.

    `turns` are the kinds of everything that people did, by the id that the product knows a turn by; `cards`
    the message on which they pressed;
    `acknowledged` are those that it answered with 200; `again` counts deliveries that were repeated.
    """

    def __init__(self, teams: Teams) -> None:
        super().__init__(teams, "", times=1)
        self.turns: dict[str, str] = {}
        self.cards: dict[str, str] = {}
        self.acknowledged: set[str] = set()
        self.again = 0
        self.up = asyncio.Event()

    async def deliver(self, activity: Json, token: str | None = None, *, once: bool = False) -> Delivered:
        """One activity, noted."""
        turn = turn_of(activity)
        self.turns[turn] = doing(activity)
        self.cards[turn] = str(activity.get("replyToId", ""))
        for _ in range(TRIES):
            delivered = await super().deliver(activity, token, once=True)
            if delivered.status == 200:
                self.acknowledged.add(turn)
            if delivered.status == 200 or once:
                return delivered
            self.again += 1
            await asyncio.sleep(PAUSE)
            await self.up.wait()
        raise AssertionError("nobody acknowledges an activity")


def turn_of(activity: Json) -> str:
    """The id by which the product knows this delivery again."""
    return sha256(f"{activity['conversation']['id']}\n{activity['id']}".encode()).hexdigest()


def doing(activity: Json) -> str:
    """What a person did, in a few words: "message hello", "press", "submit"."""
    match activity:
        case {"type": "message", "text": str(text)}:
            return f"message {text}"
        case {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"title": str(title)}}}:
            return f"press {title}"
        case {"type": "invoke", "name": "task/submit"}:
            return "submit"
        case _:
            return "other"


@dataclass
class Ledger:
    """Every message and every change that Teams took from the app, from now on, by its mark."""

    connector: Connector
    begin: int = field(init=False)

    def __post_init__(self) -> None:
        self.begin = len(self.connector.taken)

    @property
    def taken(self) -> list[tuple[str, Any]]:
        return self.connector.taken[self.begin :]

    def note(self) -> None:
        """Nothing is ever forgotten here."""

    def marks(self) -> list[tuple[str, str]]:
        """The conversation and the mark of each, in order."""
        return [
            (place, str(activity.get("channelData", {}).get("cause", ""))) for place, activity in self.taken
        ]

    def times(self) -> Counter[str]:
        """How often Teams took each mark."""
        return Counter(mark for _, mark in self.marks())


class Slowly(Faults):
    """Every other call is answered a moment after it was carried out, until Teams is calm again."""

    def __init__(self, seed: int, seconds: float) -> None:
        super().__init__()
        self._chance, self._seconds = random.Random(seed), seconds

    def next(self, call: Call) -> Fault | None:
        ordered = super().next(call)
        if ordered or not self._seconds or self._chance.random() < 0.5:
            return ordered
        return slow(self._chance.uniform(0, self._seconds))

    def calm(self) -> None:
        self._seconds = 0
