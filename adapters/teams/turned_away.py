"""A request that goes no further: one answer for each kind, and never the reason.

TurnedAway
├── Refused    nobody knows whether it came from Teams (401: the same for every reason)
├── Malformed  it came from Teams, and is no activity (400)
└── TooLarge   nobody needs to know whom it came from (413)
"""

from typing import ClassVar


class TurnedAway(Exception):
    """A request that goes no further; `reason` is a code for the log, never for the answer."""

    status: ClassVar[int]
    text: ClassVar[str]

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(TurnedAway):
    """Nobody knows whether it came from Teams."""

    status = 401
    text = '{"error": {"code": "Unauthorized"}}'


class Malformed(TurnedAway):
    """It came from Teams, and is no activity."""

    status = 400
    text = '{"error": {"code": "BadRequest"}}'


class TooLarge(TurnedAway):
    """It is larger than any activity."""

    status = 413
    text = '{"error": {"code": "TooLarge"}}'
