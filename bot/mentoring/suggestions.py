"""A suggestion: a mentor shown for a need, and what the mentee made of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Suggestion:
    """One mentor shown once; `passed` after "not this one"."""

    id: int
    need_id: int
    mentor_id: int
    shown_at: datetime
    passed: bool = False
    version: int = 1
