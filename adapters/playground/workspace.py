"""The little chat platform's own memory: conversations, messages, who has read them; one SQLite file."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from adapters.playground.bell import Bell
from adapters.playground.people import PlaygroundPerson
from adapters.playground.rooms import MESSAGE, SCHEMA, SHOWN, Conversation, Posted, posted


class Workspace:
    """Keeps the playground's conversations between starts; used from the event loop's thread alone.

    Where it is not `synced` it may lose its last messages with the power, for what can be made again.
    """

    def __init__(self, path: Path | str, *, synced: bool = True) -> None:
        self.bell = Bell()
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Let everyone who listens go home, and close the file."""
        self.bell.silence()
        self._db.close()

    def welcome(self, person: PlaygroundPerson) -> None:
        """Remember someone who came to the playground, before the programme knows them."""
        row = (person.user, person.name, person.locale, person.zone)
        self._db.execute("INSERT OR IGNORE INTO newcomers VALUES (?, ?, ?, ?)", row)

    def newcomers(self) -> list[PlaygroundPerson]:
        """Everyone who came that way."""
        return [PlaygroundPerson(*row) for row in self._db.execute("SELECT * FROM newcomers")]

    def open_direct(self, user: str) -> int:
        """The conversation of one person with Constellation."""
        return self.open_group((user,))

    def open_group(self, users: Sequence[str]) -> int:
        """The conversation of these people with Constellation; the same people share one."""
        who = "\n".join(sorted(set(users)))
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT OR IGNORE INTO conversations (who) VALUES (?)", (who,))
            (conversation,) = self._db.execute(
                "SELECT id FROM conversations WHERE who = ?", (who,)
            ).fetchone()
            members = [(conversation, user) for user in users]
            self._db.executemany("INSERT OR IGNORE INTO members (conversation, user) VALUES (?, ?)", members)
        return int(conversation)

    def say(self, conversation: int, author: str, text: str, cause: str, now: datetime) -> int:
        """Somebody's own words, which they have read, as a new message; said again, they stand once."""
        message = self._add(conversation, author, text, "", cause, now)
        self.mark_read(conversation, author, message)
        return message

    def post(self, conversation: int, card: str, cause: str, now: datetime) -> int:
        """A packed card as a new message; a cause that has spoken already keeps its message."""
        message = self._add(conversation, "", "", card, cause, now)
        self.bell.ring()
        return message

    def replace(self, message: int, card: str, cause: str) -> bool:
        """Whether the card took the message's place; False where that message is gone."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            if self._db.execute("UPDATE messages SET card = ? WHERE id = ?", (card, message)).rowcount == 0:
                return False
            self._db.execute("INSERT OR IGNORE INTO causes VALUES (?, ?)", (cause, message))
            self._db.execute("INSERT INTO changes (message) VALUES (?)", (message,))
        self.bell.ring()
        return True

    def _add(self, conversation: int, author: str, text: str, card: str, cause: str, now: datetime) -> int:
        row = (conversation, author, text, card, now.isoformat())
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            if there := self.find(cause):
                return there
            statement = "INSERT INTO messages (conversation, author, text, card, at) VALUES (?, ?, ?, ?, ?)"
            message = self._db.execute(statement, row).lastrowid or 0
            self._db.execute("INSERT INTO causes VALUES (?, ?)", (cause, message))
            self._db.execute("INSERT INTO changes (message) VALUES (?)", (message,))
        return message

    def find(self, cause: str) -> int | None:
        """The message that this cause became, if it has spoken."""
        row = self._db.execute("SELECT message FROM causes WHERE cause = ?", (cause,)).fetchone()
        return row[0] if row else None

    def messages(self, conversation: int) -> list[Posted]:
        """The conversation's latest messages, oldest first."""
        rows = self._db.execute(
            f"{MESSAGE} WHERE m.conversation = ? ORDER BY m.id DESC LIMIT ?", (conversation, SHOWN)
        )
        return [posted(row) for row in rows][::-1]

    def arrived(self, after: int) -> list[Posted]:
        """Everything that Constellation has posted after a message."""
        return [
            posted(row) for row in self._db.execute(f"{MESSAGE} WHERE m.id > ? AND m.author = ''", (after,))
        ]

    def changed(self, user: str, since: int) -> list[tuple[int, Posted]]:
        """What was posted or replaced for one person since a change, with the number of its last change."""
        rows = self._db.execute(
            "SELECT max(c.id), m.id, m.conversation, m.author, m.text, m.card, m.at FROM changes c"
            " JOIN messages m ON m.id = c.message"
            " JOIN members r ON r.conversation = m.conversation AND r.user = ?"
            " WHERE c.id > ? GROUP BY m.id ORDER BY m.id",
            (user, since),
        )
        return [(row[0], posted(row[1:])) for row in rows]

    def latest(self) -> tuple[int, int]:
        """The number of the last change, and of the last message."""
        changes = self._db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()
        messages = self._db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()
        return changes[0], messages[0]

    def conversations(self, user: str) -> list[Conversation]:
        """One person's conversations, their own with Constellation first."""
        rows = self._db.execute(
            "SELECT c.id, c.who, r.read, (SELECT count(*) FROM messages m WHERE m.conversation = c.id"
            " AND m.id > r.read AND m.author <> r.user) FROM members r"
            " JOIN conversations c ON c.id = r.conversation WHERE r.user = ?",
            (user,),
        )
        found = [Conversation(id, tuple(who.split("\n")), read, unread) for id, who, read, unread in rows]
        return sorted(found, key=lambda one: (one.is_group, one.id))

    def members(self, conversation: int) -> list[str]:
        """Who reads a conversation."""
        rows = self._db.execute("SELECT user FROM members WHERE conversation = ?", (conversation,))
        return [user for (user,) in rows]

    def unread(self) -> dict[str, int]:
        """How many messages wait for each person; those who have read everything are left out."""
        rows = self._db.execute(
            "SELECT r.user, count(*) FROM members r JOIN messages m ON m.conversation = r.conversation"
            " AND m.id > r.read AND m.author <> r.user GROUP BY r.user"
        )
        return dict(rows.fetchall())

    def mark_read(self, conversation: int, user: str, message: int) -> None:
        """One person has read a conversation up to this message."""
        statement = "UPDATE members SET read = max(read, ?) WHERE conversation = ? AND user = ?"
        self._db.execute(statement, (message, conversation, user))
        self.bell.ring()

    def erase(self, user: str) -> None:
        """Forget one person: their own conversation, all they typed, their place in every group."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM conversations WHERE who = ?", (user,))
            self._db.execute("DELETE FROM messages WHERE author = ?", (user,))
            self._db.execute("DELETE FROM members WHERE user = ?", (user,))
            self._db.execute("DELETE FROM newcomers WHERE user = ?", (user,))
            self._db.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM members)")
        self.bell.ring()
