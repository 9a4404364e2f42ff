"""A platform in memory: who was shown which card when; a real one may stand behind it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.messenger import FindAnswer, May, Messenger, NotThere, SendAnswer, Sent, TryAgain, always
from bot.cards import Button, Card, buttons_of
from bot.outbox import Reader
from bot.packing import packed

MARK = re.compile(r"zq\d{5}x")
"""The mark of words that only their author may see."""

MOST_KEPT = 12
"""How many of a person's messages are kept; what is older is found at home."""


@dataclass(eq=False)
class Seen:
    """A message as its readers see it; a group's first reader is the mentee."""

    ref: str
    cause: str
    card: Card
    readers: tuple[str, ...]

    def buttons(self, action: str, about: int = 0, value: str = "") -> list[Button]:
        """Its buttons with this action, and with this id and value where they are given."""
        return [
            button
            for button in buttons_of(self.card.parts)
            if button.press.action == action
            and (not about or button.press.about == about)
            and (not value or button.press.value == value)
        ]

    def offers(self, *actions: str) -> bool:
        """Whether it has a button for each of these actions."""
        return set(actions) <= {button.press.action for button in buttons_of(self.card.parts)}


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery: which cause, to whom, when, and whether it took an older card's place.

    `marks` are the marks of private words on the card, `checkins` the ids that its answers are about.
    """

    cause: str
    readers: tuple[int, ...]
    users: tuple[str, ...]
    at: datetime
    replaced: bool
    marks: tuple[str, ...] = ()
    checkins: frozenset[int] = frozenset()


def delivered(cause: str, to: tuple[Reader, ...], card: Card, at: datetime, replaced: bool) -> Delivered:
    """What is kept of a delivery."""
    presses = [button.press for button in buttons_of(card.parts)]
    return Delivered(
        cause,
        tuple(reader.person_id for reader in to),
        tuple(reader.user for reader in to),
        at,
        replaced,
        tuple(MARK.findall(packed(card))),
        frozenset(press.about for press in presses if press.action.startswith("checkins.")),
    )


@dataclass
class Mailroom:
    """Keeps every conversation and every delivery; `behind` shows them to real eyes too."""

    now: Callable[[], datetime]
    behind: Messenger | None = None
    log: list[Delivered] = field(default_factory=list)
    person_ids: dict[str, int] = field(default_factory=dict)
    _by_user: dict[str, list[Seen]] = field(default_factory=dict)
    _by_ref: dict[str, Seen] = field(default_factory=dict)
    _fresh: list[Seen] = field(default_factory=list)

    async def send(
        self, to: tuple[Reader, ...], card: Card, cause: str, replaces: str, may: May = always
    ) -> SendAnswer:
        """Show a card, in an older one's place where that is still there."""
        if not may():
            return TryAgain(timedelta(0))
        answer = await self.behind.send(to, card, cause, replaces, may) if self.behind else None
        if answer is not None and not isinstance(answer, Sent):
            return answer
        ref = answer.sent_as if answer else replaces or str(len(self.log) + 1)
        self.person_ids |= {reader.user: reader.person_id for reader in to}
        self.log.append(delivered(cause, to, card, self.now(), ref in self._by_ref))
        self._fresh.append(self._shown(ref, cause, card, tuple(reader.user for reader in to)))
        return Sent(ref)

    async def find(
        self,
        to: tuple[Reader, ...],  # noqa: ARG002 - a cause is unique
        cause: str,
        replaces: str,  # noqa: ARG002 - wherever it stands
    ) -> FindAnswer:
        """Whether this was shown already."""
        found = (seen.ref for seen in self._by_ref.values() if seen.cause == cause)
        ref = next(found, None)
        return Sent(ref) if ref else NotThere()

    def fresh(self) -> list[Seen]:
        """What came since this was last asked, in the order of its causes."""
        fresh, self._fresh = self._fresh, []
        return sorted(dict.fromkeys(fresh), key=lambda seen: seen.cause)

    def newest_first(self, user: str) -> Iterator[Seen]:
        """A person's messages, the newest first."""
        return reversed(self._by_user.get(user, []))

    def forget(self, user: str) -> None:
        """Everything that a person could see is gone."""
        self._by_user.pop(user, None)

    def _shown(self, ref: str, cause: str, card: Card, users: tuple[str, ...]) -> Seen:
        seen = self._by_ref.get(ref)
        if seen is None:
            seen = self._by_ref[ref] = Seen(ref, cause, card, users)
        else:
            seen.cause, seen.card = cause, card
            for user in seen.readers:
                self._by_user[user].remove(seen)
        for user in users:
            self._by_user.setdefault(user, []).append(seen)
            self._drop_the_oldest(user)
        return seen

    def _drop_the_oldest(self, user: str) -> None:
        """Only from this person's own sight; a group's other readers keep it."""
        mine = self._by_user[user]
        if len(mine) > MOST_KEPT:
            oldest = mine.pop(0)
            oldest.readers = tuple(reader for reader in oldest.readers if reader != user)
            if not oldest.readers:
                self._by_ref.pop(oldest.ref)
