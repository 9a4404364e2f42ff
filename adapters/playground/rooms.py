"""What the little chat platform keeps: its tables, and a message and a conversation read from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

SHOWN = 300
"""How many of a conversation's latest messages are shown."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS newcomers (user TEXT PRIMARY KEY, name TEXT, locale TEXT, zone TEXT);
CREATE TABLE IF NOT EXISTS conversations (id INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS members (
  conversation INTEGER REFERENCES conversations ON DELETE CASCADE, user TEXT, read INTEGER DEFAULT 0,
  PRIMARY KEY (conversation, user)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_user ON members (user);
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER REFERENCES conversations ON DELETE CASCADE,
  author TEXT, text TEXT, card TEXT, at TEXT);
CREATE INDEX IF NOT EXISTS messages_conversation ON messages (conversation, id);
CREATE TABLE IF NOT EXISTS causes (
  cause TEXT PRIMARY KEY, message INTEGER REFERENCES messages ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, message INTEGER REFERENCES messages ON DELETE CASCADE);
"""
MESSAGE = "SELECT m.id, m.conversation, m.author, m.text, m.card, m.at FROM messages m"


@dataclass(frozen=True, slots=True)
class Posted:
    """One message as it stands: a packed card of Constellation (`author` empty), or somebody's own text."""

    id: int
    conversation: int
    author: str
    text: str
    card: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as one of its members sees it; alone with Constellation, or a group of several."""

    id: int
    users: tuple[str, ...]
    read: int
    unread: int

    @property
    def is_group(self) -> bool:
        """Whether other people read along."""
        return len(self.users) > 1


def posted(row: Sequence[str | int]) -> Posted:
    """A message from its row of `MESSAGE`."""
    id, conversation, author, text, card, at = row
    return Posted(
        int(id), int(conversation), str(author), str(text), str(card), datetime.fromisoformat(str(at))
    )
