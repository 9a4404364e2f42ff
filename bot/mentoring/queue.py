"""What waits for a coordinator: a kind and what it is about, never who said what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Waiting(StrEnum):
    """Why something is on the coordinator's queue."""

    UNMATCHED = "unmatched"
    EXPIRED = "expired"
    UNDELIVERABLE = "undeliverable"
    SAFETY = "safety"
    STUCK = "stuck"


@dataclass(frozen=True)
class QueueItem:
    """One thing that waits; `about` is an id, `topic` a domain or challenge (never identity)."""

    id: int
    kind: Waiting
    about: int = 0
    topic: str = ""
    opened_at: datetime | None = None
    settled_at: datetime | None = None
    version: int = 1
