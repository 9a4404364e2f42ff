"""Teams: messages through gate, core, a commit and one reply, beside two echo bots in the same run.

The load and Teams' double live in this process, each bot in one of its own. A run is over when the last
reply has arrived at the double. It looks at nobody's token and lets everybody write as fast as they can.
"""

import asyncio
import json
import tempfile
import time
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from cryptography.fernet import Fernet

from adapters.teams.app import MESSAGES
from adapters.teams.arrivals import route
from adapters.teams.connector import Place
from bench.asked import AGO, asked
from bench.bare import postgres
from bench.children import Child, child, up
from bench.figures import show
from bench.load import Load, load, post
from bot.mentoring.programmes import Programme
from bot.turns import Address
from store.places import Places
from store.store import open_store
from tests.teams import activities
from tests.teams.double import APP_ID, Teams
from tests.teams.tenancy import TENANT, Person

PEOPLE, AT_ONCE = 64, 16
MESSAGES_A_RUN = {"product": 960, "bare": 960, "stock": 320}
RUNS = 5
PATIENCE = 60.0
"""Seconds within which the last reply must have arrived."""


def main() -> None:
    """Measure messages on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", f"sqlite:///{Path(folder) / 'teams.db'}", Path(folder)))
        with postgres() as url:
            asyncio.run(_measure("PostgreSQL", url, Path(folder)))


async def _measure(where: str, url: str, folder: Path) -> None:
    async with Teams().running() as teams:
        teams.connector.unlimited = True
        teams.login.accepts = lambda _authorization: True  # type: ignore[method-assign]
        tenant = Tenant(teams, url, folder)
        with ExitStack() as stack:
            bots = {name: stack.enter_context(tenant.served(name)) for name in MESSAGES_A_RUN}
            await up(*bots.values())
            await tenant.quiet()
            runs = [await _once(tenant, bots) for _ in range(RUNS + 1)][1:]
            _show(where, runs)


async def _once(tenant: "Tenant", bots: dict[str, Child]) -> dict[str, Load]:
    """One after the other, so that a noisy machine slows all of them."""
    return {name: await tenant.written_to(bot, MESSAGES_A_RUN[name]) for name, bot in bots.items()}


def _show(where: str, runs: list[dict[str, Load]]) -> None:
    speed = {name: median(run[name].a_second for run in runs) for name in MESSAGES_A_RUN}
    times = median(run["product"].a_second / run["stock"].a_second for run in runs)
    ratio = median(run["product"].a_second / run["bare"].a_second for run in runs)
    what, own = f"a message and its reply, {AT_ONCE} at once, on {where}", f"{speed['product']:,.0f}/s"
    show(what, own, f"{times:.1f} times the stock echo bot ({speed['stock']:,.0f}/s)")
    show("  the same", own, f"{ratio:.2f} of an echo over our sender ({speed['bare']:,.0f}/s)")
    late = {name: median(run[name].percentile(0.99) for run in runs) for name in MESSAGES_A_RUN}
    refused = sum(one.refused for run in runs for one in run.values())
    what = "  99 of a hundred are taken within"
    show(what, f"{late['product']:.0f} ms", f"stock {late['stock']:.0f} ms; {refused} refused")


class Tenant:
    """A tenant whose people know the app, and the bots that it may write to."""

    def __init__(self, teams: Teams, url: str, folder: Path) -> None:
        self._teams, self._url, self._folder = teams, url, folder
        self._key = Fernet.generate_key().decode()
        self._people = [teams.tenancy.arrive(f"Mentee {number}") for number in range(PEOPLE)]
        self._seed()
        token = teams.issuer.token(teams.service_url)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._turns = cycle(self._people)

    async def written_to(self, bot: Child, messages: int) -> Load:
        """So many messages, everybody in turn, until as many replies have arrived."""
        requests = [self._message(person) for person in islice(self._turns, messages)]
        before, began = len(self._teams.connector.taken), time.perf_counter()
        found = await load(bot.port, requests, AT_ONCE)
        while len(self._teams.connector.taken) - before < messages:
            if time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"{len(self._teams.connector.taken) - before} of {messages} replies came")
            await asyncio.sleep(0.002)
        found.seconds = time.perf_counter() - began
        return found

    async def quiet(self) -> None:
        """Wait until what the product had to say by itself has been said."""
        known = -1
        while known != (known := len(self._teams.connector.taken)):
            await asyncio.sleep(2)

    def served(self, which: str) -> AbstractContextManager[Child]:
        """One of the programs of `bench.teams_apps`."""
        env = {
            "CONSTELLATION_VAR": str(self._folder / which),
            "CONSTELLATION_DATABASE_URL": self._url,
            "CONSTELLATION_KEYS": self._key,
            "CONSTELLATION_LOG_LEVEL": "warning",
            "TEAMS_APP_ID": APP_ID,
            "TEAMS_APP_PASSWORD": self._teams.login.secret,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_OPENID_METADATA_URL": self._teams.metadata_url,
            "TEAMS_LOGIN_URL": self._teams.url,
            "TEAMS_SERVICE_HOSTS": self._teams.host,
            "TEAMS_PACE": "1000",
        }
        return child("bench.teams_apps", which, env)

    def _seed(self) -> None:
        store = open_store(self._url, [self._key])
        place = Places(store).admit(Programme(0, "Bench"), "teams", TENANT, "").result()
        addresses = [(one.user, Address("teams", TENANT, self._route(one))) for one in self._people]
        met = datetime.now(UTC) - AGO
        asked(store, place.programme_id, addresses, met)
        store.close()

    def _route(self, person: Person) -> str:
        there = self._teams.tenancy.personal(person)
        return route(Place(self._teams.service_url, TENANT, there.id))

    def _message(self, person: Person) -> bytes:
        teams, there = self._teams, self._teams.tenancy.personal(person)
        ref, at = teams.tenancy.new_id(), teams.now()
        common = activities.activity("message", ref, APP_ID, teams.service_url, person, there, at)
        return post(MESSAGES, json.dumps(activities.said(common, "thanks")).encode(), self._headers)
