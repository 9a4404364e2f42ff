"""What falls due: a row with a unique cause, so that nothing is asked twice."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DueState(StrEnum):
    """Whether a due row still waits."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    STUCK = "stuck"


@dataclass(frozen=True)
class Due:
    """One thing to do at `next_at`; `kind` is a row of `nudges.RULES`, `about` the id it is about.

    `cause` is unique within the programme ("t1:12:5"); `note` is why it was skipped.
    """

    id: int
    kind: str
    cause: str
    next_at: datetime
    about: int = 0
    person_id: int = 0
    attempts: int = 0
    state: DueState = DueState.OPEN
    note: str = ""
    version: int = 1


@dataclass(frozen=True)
class Done:
    """The nudge was put in the outbox, or its change was made."""


@dataclass(frozen=True)
class Skipped:
    """Nothing needed to happen, and why."""

    reason: str


@dataclass(frozen=True)
class Later:
    """Not at this hour: it falls due again then."""

    until: datetime


Verdict = Done | Skipped | Later
"""What became of a due row."""
