"""What a real chat platform hears of a simulated life: what people typed, and how far they have read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Room(Protocol):
    """A conversation, by its id."""

    @property
    def id(self) -> int:
        """The id."""


class Conversations(Protocol):
    """What the demo asks of the chat platform's own memory (the playground's workspace)."""

    def open_direct(self, user: str) -> int:
        """The conversation of one person with the bot."""

    def say(self, conversation: int, author: str, text: str, cause: str, now: datetime) -> int:
        """Somebody's own words, as a new message; a cause speaks once."""

    def latest(self) -> tuple[int, int]:
        """The number of the last change, and of the last message."""

    def conversations(self, user: str) -> Sequence[Room]:
        """One person's conversations."""

    def mark_read(self, conversation: int, user: str, message: int) -> None:
        """One person has read a conversation up to this message."""


class Listening:
    """Lets the chat platform hear what people type, and in the end know how far each has read."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._read: dict[str, int] = {}

    def said(self, user: str, text: str, now: datetime) -> None:
        """A person typed this into their own conversation."""
        here = self._conversations.open_direct(user)
        self._conversations.say(here, user, text, f"{user} {now.isoformat()}", now)

    def read(self, user: str) -> None:
        """A person has read what was there."""
        self._read[user] = self._conversations.latest()[1]

    def close(self) -> None:
        """Mark everything read that was."""
        for user, message in self._read.items():
            for room in self._conversations.conversations(user):
                self._conversations.mark_read(room.id, user, message)
