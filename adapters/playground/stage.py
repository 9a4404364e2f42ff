"""What every request of the playground needs: the core's ear, the workspace, the clock, the people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from aiohttp import web

from adapters.playground.people import PlaygroundPerson
from adapters.playground.workspace import Workspace
from bot.cards import Outcome
from bot.turns import Turn


class Clock(Protocol):
    """The playground's time, which a visitor may move."""

    def now(self) -> datetime:
        """The playground's present, with its zone."""

    async def move(self, by: timedelta) -> None:
        """Move the present on, and return once what fell due has been sent."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The room behind the pages; `people` are those of the demo programme, as they stand now."""

    take: Callable[[Turn], Awaitable[Outcome]]
    workspace: Workspace
    clock: Clock
    people: Callable[[], Awaitable[Sequence[PlaygroundPerson]]]

    async def everyone(self) -> dict[str, PlaygroundPerson]:
        """Everybody one can be, by id: the programme's people, and who came by and is not yet of them."""
        came = {person.user: person for person in self.workspace.newcomers()}
        return came | {person.user: person for person in await self.people()}

    async def person(self, user: str) -> PlaygroundPerson | None:
        """The person with this id, if there is one."""
        return (await self.everyone()).get(user)


STAGE = web.AppKey("stage", Stage)
