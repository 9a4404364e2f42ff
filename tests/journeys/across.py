"""One house before Slack and Teams at once, and one programme that lives in both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.ports import Work
from store.places import Places
from tests.journeys.conftest import Chat
from tests.journeys.playground import StandingTime
from tests.journeys.slack import QUICK, Eyes, Slack
from tests.journeys.teams import TeamsChat
from tests.slack.fingers import Fingers as SlackFingers
from tests.slack.kept import App
from tests.slack.server import double
from tests.teams.double import APP_ID, Teams
from tests.teams.fingers import Fingers as TeamsFingers
from tests.teams.patience import patience
from tests.teams.tenancy import TENANT


@dataclass
class Both:
    """The two platforms, with the same house behind them."""

    slack: Slack
    teams: TeamsChat

    @property
    def in_slack(self) -> Chat:
        return Chat(self.slack)

    @property
    def in_teams(self) -> Chat:
        return Chat(self.teams)

    def work(self, job: Any) -> Any:
        """What a job finds in the programme."""
        return self.teams.home.store.submit("teams", TENANT, job).result(10)

    def known(self, work: Work) -> list[tuple[str, str]]:
        """Everybody's accounts: on which platform, and whose."""
        names = {person.id: person.name for person in work.people.where()}
        return sorted((account.platform, names[account.person_id]) for account in work.accounts.where())

    def sent_in_slack(self) -> str:
        """All that the app wrote in Slack, as Slack was given it."""
        rooms = self.slack.double.slack.conversations.values()
        mine = [one for room in rooms for one in room.messages.values() if one.user not in self._people()]
        return json.dumps([(one.text, one.blocks) for one in mine], ensure_ascii=False)

    def sent_in_teams(self) -> str:
        """All that the app wrote in Teams, as Teams was given it."""
        rooms = self.teams.teams.tenancy.conversations.values()
        return json.dumps([post.activity for room in rooms for post in room.posts], ensure_ascii=False)

    def _people(self) -> set[str]:
        return {one.id for one in self.slack.double.slack.people.values() if not one.is_bot}


@asynccontextmanager
async def both(folder: Path, now: datetime) -> AsyncIterator[Both]:
    """A workspace and a tenant with the app in them, and one programme for the two, until the block ends."""
    time, app = StandingTime(now), App()
    async with double(time, limits=False) as there, Teams(now=time).running() as microsoft:
        microsoft.connector.unlimited = True
        microsoft.login.now = lambda: datetime.now(UTC)
        team = there.slack.team()
        _, token = there.slack.install(app, team)
        slack = SlackSettings(
            signing_secret=app.signing_secret, bot_token=token.value, api_url=there.api, pace=QUICK
        )
        teams = TeamsSettings(
            app_id=APP_ID,
            app_password=microsoft.login.secret,
            tenant_id=TENANT,
            openid_metadata_url=microsoft.metadata_url,
            login_url=microsoft.url,
            service_hosts=frozenset({microsoft.host}),
            pace=1_000_000,
        )
        async with (
            serve.house(Settings(var=folder, slack=slack, teams=teams), time, synced=False) as home,
            TestServer(home.app) as served,
        ):
            await _joined(home.store, team.id)
            url = str(served.make_url("/"))
            by_slack = SlackFingers(there, app, url, now=time)
            by_slack.eyes = Eyes(there.slack)
            by_teams = TeamsFingers(microsoft, f"{url}api/messages")
            try:
                with patience(home.fronts["teams"]):
                    in_slack = Slack(home, time, there, by_slack, team)
                    yield Both(in_slack, TeamsChat(home, time, microsoft, by_teams))
            finally:
                await by_teams.close()


async def _joined(store: Any, team: str) -> None:
    """What `constellation join` does."""
    places = Places(store)
    place = await asyncio.wrap_future(places.find("slack", team))
    assert place
    await asyncio.wrap_future(places.join(place, "teams", TENANT))
