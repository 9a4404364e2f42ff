"""Where people chat: each journey runs over the core alone, over the playground, Slack and Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.dates import dates
from bot.cards import line
from bot.words import plain, speaker
from tests.journeys.bare import Bare
from tests.journeys.chat import Someone
from tests.journeys.playground import Playground, playground
from tests.journeys.slack import Slack, slack
from tests.journeys.teams import TeamsChat, teams

MONDAY = datetime(2026, 9, 14, 15, 0, tzinfo=UTC)
"""Nine in the morning in Edmonton; the months after it hold few holidays."""


@dataclass
class Chat:
    """A programme where people arrive, and time passes."""

    platform: Bare | Playground | Slack | TeamsChat

    async def arrives(self, name: str, *, locale: str = "en", email: str = "") -> Someone:
        """Somebody who has just been greeted."""
        user = await self.platform.join(name, locale, email)
        return Someone(self.platform, user, name)

    async def joins(
        self,
        name: str,
        *,
        locale: str = "en",
        email: str = "",
        brings: str = "mentee",
        offers: tuple[str, ...] = (),
        challenges: tuple[str, ...] = (),
        words: str = "",
        places: str = "2",
        coordinates: bool = False,
        **stage: str,
    ) -> Someone:
        """Somebody who has gone through the welcome form; with `offers`, a mentor who has a profile.

        `brings` is mentee, mentor or both; `offers` and `challenges` are topics ("career",
        "career.first_contract"); `stage` is level, discipline, zone.
        """
        someone = await self.arrives(name, locale=locale, email=email)
        await someone.presses(said("welcome.start", locale))
        brings = "mentor" if offers and brings == "mentee" else brings
        await someone.fills(brings=brings, agree=("keep", "checkins", "figures"), **stage)
        if coordinates:
            await self.platform.appoint(someone.user)
        if offers:
            await someone.presses(said("welcome.my_profile", locale))
            await someone.fills(domains=offers)
            details = {"challenges": challenges} if challenges else {}
            await someone.fills(words=words, places=places, **details)
        return someone

    async def later(self, **by: float) -> None:
        """Time passes (`later(days=14)`), and what falls due on the way happens."""
        await self.platform.later(timedelta(**by))


def said(key: str, locale: str) -> str:
    """A label as it stands on a button."""
    return plain(speaker(locale, dates("UTC"))(line(key)))


SERVED = {"playground": playground, "slack": slack, "teams": teams}


@pytest.fixture(params=["bare", "playground", "slack", "teams"])
async def chat(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Chat]:
    """People who chat, on each platform."""
    if request.param == "bare":
        yield Chat(Bare(MONDAY))
    else:
        async with SERVED[request.param](tmp_path, MONDAY) as served:
            yield Chat(served)
