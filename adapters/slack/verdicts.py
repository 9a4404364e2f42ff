"""What an answer of Slack's means for whoever called: a closed union, each with Slack's own code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

PAUSE = timedelta(seconds=30)
"""How long to wait where Slack asks for patience and does not say how much."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Slack did as asked; `body` is its whole answer."""

    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Again:
    """Slack took nothing, and may after a while. `token_expired`: once the token is renewed."""

    code: str
    after: timedelta = PAUSE


@dataclass(frozen=True, slots=True)
class Doubt:
    """Nobody knows whether Slack took it."""

    code: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The person is no longer there."""

    code: str


@dataclass(frozen=True, slots=True)
class Closed:
    """It will never arrive: this conversation, or this content, is not taken."""

    code: str


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """The token opens nothing in this tenant: stop sending there until somebody installs again.

    `invalid_auth` is also what a call from a network that is not allowed hears: nothing is forgotten for it.
    """

    code: str


@dataclass(frozen=True, slots=True)
class ReplacedGone:
    """What was to be replaced cannot be any more: show it anew."""

    code: str


@dataclass(frozen=True, slots=True)
class Ours:
    """A fault of this code or of its settings, which no second attempt mends."""

    code: str


Verdict = Taken | Again | Doubt | Gone | Closed | Uninstalled | ReplacedGone | Ours
