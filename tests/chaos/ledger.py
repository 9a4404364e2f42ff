"""What came to stand in Slack, in the order in which Slack took it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.slack.kept import Message
from tests.slack.workspace import Slack


def mark(cause: str) -> str:
    """How a cause is known again in Slack."""
    return sha256(cause.encode()).hexdigest()[:32]


@dataclass
class Ledger:
    """Every message that Slack took from the app, and every change of one, from now on."""

    slack: Slack
    taken: list[tuple[Message, Message | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slack.news.clear()

    def note(self) -> None:
        """Note what is new (Slack keeps a number of its latest news only)."""
        while self.slack.news:
            self.taken.append(self.slack.news.popleft())

    def marks(self) -> list[tuple[str, str]]:
        """The conversation and the mark of each, in order; a change to what stands there already is none."""
        self.note()
        last: dict[int, str] = {}
        found = []
        for message, state in self._states():
            if (made := _mark(state)) != last.get(id(message)):
                found.append((message.channel, made))
            last[id(message)] = made
        return found

    def times(self) -> Counter[str]:
        """How often Slack took each mark."""
        return Counter(mark for _, mark in self.marks())

    def _states(self) -> Iterator[tuple[Message, Message]]:
        """Each message as Slack took it: what it was before its next change, else as it is now."""
        changes: dict[int, list[Message]] = defaultdict(list)
        for message, before in self.taken:
            if before:
                changes[id(message)].append(before)
        for message, _ in self.taken:
            left = changes[id(message)]
            yield message, left.pop(0) if left else message


def _mark(message: Message) -> str:
    payload: dict[str, Any] = message.metadata.get("event_payload", {})
    return str(payload.get("cause", ""))
