"""What goes wrong on the way to Slack, in order or by chance."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "429", "500", "503", "slow", "dropped before", "dropped after", "garbage", "500 after", "slow after"
]
"""`before`: Slack never got it; `after`: it did, and the answer is what is lost (`garbage` too)."""

UNHEARD: tuple[Kind, ...] = ("429", "500", "503", "dropped before")
KINDS: tuple[Kind, ...] = ("429", "500", "503", "dropped before", "dropped after", "garbage", "500 after")


@dataclass(frozen=True)
class Fault:
    """One mishap; `seconds` is how slow, or the Retry-After."""

    kind: Kind
    seconds: float = 1


@dataclass
class Faults:
    """The mishaps to come: the next of a method (`*`: of any), and a share of everything."""

    ordered: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    share: float = 0
    kinds: tuple[Kind, ...] = KINDS
    seconds: float = 1
    chance: random.Random = field(default_factory=random.Random)
    happened: list[tuple[str, Kind]] = field(default_factory=list)

    def order(self, method: str, kind: Kind, times: int = 1, seconds: float = 1) -> None:
        """The next calls of a method go wrong like this."""
        self.ordered[method].extend([Fault(kind, seconds)] * times)

    def often(self, share: float, seed: int, kinds: tuple[Kind, ...] = KINDS, seconds: float = 1) -> None:
        """From now on a share of all calls goes wrong, the same ones for the same seed."""
        self.share, self.kinds, self.seconds = share, kinds, seconds
        self.chance = random.Random(seed)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.ordered.clear()
        self.share = 0

    def next(self, method: str) -> Fault | None:
        """What goes wrong with this call, if anything."""
        found = self._ordered(method) or self._by_chance()
        if found:
            self.happened.append((method, found.kind))
        return found

    def _ordered(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if self.ordered.get(name):
                return self.ordered[name].popleft()
        return None

    def _by_chance(self) -> Fault | None:
        if self.share and self.chance.random() < self.share:
            return Fault(self.chance.choice(self.kinds), self.seconds)
        return None
