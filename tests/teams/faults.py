"""What a test may order of the connector: its next answers to a kind of call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

Call = Literal["send", "update", "create", "members"]


@dataclass(frozen=True)
class Fault:
    """An answer (`status`, `code`), a wait (`slow`, seconds), or a connection that drops.

    `taken` is whether the call was carried out all the same.
    """

    status: int = 0
    code: str = ""
    retry_after: str = ""
    slow: float = 0.0
    drops: bool = False
    taken: bool = False
    body: str = ""
    location: str = ""


def answers(status: int, code: str = "", retry_after: str = "", *, taken: bool = False) -> Fault:
    return Fault(status, code, retry_after, taken=taken)


DROPPED_BEFORE = Fault(drops=True)
DROPPED_AFTER = Fault(drops=True, taken=True)
PATIENCE = answers(429, "TooManyRequests", "3")
BUSY = answers(412, "PreconditionFailed")
BLOCKED = "MessageWritesBlocked"


def slow(seconds: float) -> Fault:
    """The call is carried out at once, its answer comes late."""
    return Fault(slow=seconds, taken=True)


class Faults:
    """The orders that are still to be carried out, by the kind of call."""

    def __init__(self) -> None:
        self._next: dict[Call, list[Fault]] = defaultdict(list)

    def order(self, call: Call, *faults: Fault) -> None:
        self._next[call].extend(faults)

    def next(self, call: Call) -> Fault | None:
        return self._next[call].pop(0) if self._next[call] else None
