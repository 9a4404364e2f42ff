"""What an app answers to what Slack sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True)
class Ack:
    """Its status, its body as JSON or text, and `trouble` when it was no answer."""

    status: int = 200
    body: Any = None
    trouble: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        return not self.trouble and 200 <= self.status < 300
