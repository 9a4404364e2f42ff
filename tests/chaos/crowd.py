"""People in Slack who keep on doing something: they type, press, open their page, fill in a form."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from tests.chaos.wire import Wire
from tests.slack.fingers import Fingers
from tests.slack.validity import elements_of

NEED = "How do I negotiate my first staff contract?"
SAID = ("hello", "thanks", "qwxz")
A_NEED, HELP, OPEN = "A new need", "Help", "Open"
PAUSE = (0.0, 0.05)
"""Seconds between two things that one person does."""

LOOKED_BACK = 20
"""How many messages up a person looks for a button."""

ANSWERED = {
    **{f"message {text}": "turn:{}:0" for text in (*SAID, NEED)},
    **dict.fromkeys(("command help", f"press {HELP}", "submit"), "turn:{}:0"),
    f"press {OPEN}": "turn:{}",
}
"""What is always answered in the person's own conversation, and by which cause: below, or in its place."""

NEEDS = {f"message {NEED}", "submit"}
"""What a draft of a need is kept of."""

Act = Callable[[str, random.Random], Awaitable[object]]


@dataclass
class Crowd:
    """Everybody, each doing one thing after the other until told to stop; `mentors` look for nobody."""

    fingers: Fingers
    wire: Wire
    users: Sequence[str]
    mentors: frozenset[str]
    chance: random.Random
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        """Do things until told to stop; whatever was begun is brought to its end."""
        async with asyncio.TaskGroup() as everybody:
            for user in self.users:
                everybody.create_task(self._lives(user, random.Random(self.chance.random())))

    async def _lives(self, user: str, chance: random.Random) -> None:
        acts: Mapping[Act, int] = {self._says: 8, self._opens_home: 1, self._asks: 1, self._wants_help: 3}
        mentor: Mapping[Act, int] = {self._says: 2, self._opens: 3}  # who is asked much speaks less
        own = mentor if user in self.mentors else {self._needs: 3, self._fills: 3}
        weights = {**acts, **own}
        while not self.stopping.is_set():
            await self.wire.up.wait()
            (act,) = chance.choices(list(weights), list(weights.values()))
            await act(user, chance)
            await asyncio.sleep(chance.uniform(*PAUSE))

    async def _says(self, user: str, chance: random.Random) -> None:
        await self.fingers.says(user, chance.choice(SAID))

    async def _needs(self, user: str, chance: random.Random) -> None:
        await self.fingers.says(user, NEED)

    async def _opens_home(self, user: str, chance: random.Random) -> None:
        await self.fingers.opens_home(user)

    async def _asks(self, user: str, chance: random.Random) -> None:
        await self.fingers.types(user, "/mentor help")

    async def _wants_help(self, user: str, chance: random.Random) -> None:
        await self._presses(user, HELP)

    async def _opens(self, user: str, chance: random.Random) -> None:
        """Answer a question that fell due; the answer takes its place."""
        await self._presses(user, OPEN)

    async def _fills(self, user: str, chance: random.Random) -> None:
        """Open the form, fill it and send it; close it where its answer never came."""
        await self._presses(user, A_NEED)
        if self._has_a_modal(user):
            await self.fingers.submits(user, {"words": NEED}, insists=True)
        if self._has_a_modal(user):
            await self.fingers.closes(user)

    async def _presses(self, user: str, label: str) -> None:
        """Press the newest button with this label, where one is near."""
        room = self.fingers.im(user)
        for message in islice(reversed(room.messages.values()), LOOKED_BACK):
            for one in chain.from_iterable(map(elements_of, message.blocks)):
                if one["type"] == "button" and one["text"]["text"] == label:
                    await self.fingers.presses(user, f"{room.id}:{message.ts}", one["action_id"])
                    return

    def _has_a_modal(self, user: str) -> bool:
        return bool(self.fingers.slack.modals.get((self.fingers.app.id, user)))
