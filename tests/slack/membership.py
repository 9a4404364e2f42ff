"""Who is in Slack, and what an app hears of comings and goings, its own too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yarl import URL

from tests.slack import payloads
from tests.slack.acks import Ack
from tests.slack.delivery import Delivery
from tests.slack.desk import Desk
from tests.slack.kept import App, Installation, Person
from tests.slack.screen import Screen
from tests.slack.server import Double

EVENTS_PATH = "/slack/events"
HEARD = {"im": "message.im", "mpim": "message.mpim", "channel": "message.channels"}


@dataclass(frozen=True)
class Trouble:
    """A warning that a person got from Slack, because the app did not answer as it must."""

    user: str
    doing: str
    why: str


class Membership:
    """One app in one Slack; the app hears at `app_url`, or by its socket when that is empty."""

    def __init__(
        self,
        double: Double,
        app: App,
        app_url: str = "",
        signing_secret: str = "",
        *,
        now: Callable[[], datetime] | None = None,
        path: str = EVENTS_PATH,
        patience: float = 3.0,
    ) -> None:
        self.double, self.slack, self.app = double, double.slack, app
        self.eyes, self.desk = Screen(self.slack), Desk(self.slack, app)
        url = f"{app_url.rstrip('/')}{path}" if app_url else ""
        clock = now or self.slack.now
        self.delivery = Delivery(double, app, url, signing_secret or app.signing_secret, clock, patience)
        self.troubles: list[Trouble] = []

    async def arrives(self, user: str) -> Ack | None:
        """Somebody has joined the workspace."""
        return await self._member(self.slack.people[user], "team_join")

    async def changes(self, user: str, **fields: Any) -> Ack | None:
        """Somebody's entry changes (`deleted=True`: their account is closed)."""
        person = self.slack.people[user]
        for name, value in fields.items():
            assert hasattr(person, name), name
            setattr(person, name, value)
        person.updated = int(self.slack.now().timestamp())
        return await self._member(person, "user_change")

    async def approves(
        self, user: str, install_url: str, *, deny: bool = False, org: bool = False
    ) -> tuple[int, str]:
        """Opens the app's page to install it, allows it (or does not), and is sent back to the app.

        `org`: for all workspaces of their enterprise. Returns where they end up: status and page.
        """
        hop, cookies = install_url, {"d": user}
        for _ in range(5):
            if "/oauth/v2/authorize" in hop:
                hop += "&deny=1" * deny + "&org=1" * org
            sent = self.double.session.get(hop, cookies=cookies, allow_redirects=False)
            async with sent as page:
                cookies |= {name: cookie.value for name, cookie in page.cookies.items()}
                if page.status not in (301, 302, 303, 307):
                    return page.status, await page.text()
                hop = str(page.url.join(URL(page.headers["Location"], encoded=True)))
        raise AssertionError("sent round in circles")

    async def verifies(self, challenge: str = "challenge") -> Ack:
        """Slack looks whether the app's address is the app's: it has to say the challenge."""
        asked = {"type": "url_verification", "challenge": challenge}
        return await self.delivery.send("events_api", asked)

    async def uninstalls(self, team: str) -> None:
        """The app is taken out of a workspace: its tokens are dead before it hears of it."""
        here = self.slack.installed(self.app, team)
        self.slack.uninstall(here)
        tokens = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [here.bot.id]}}
        await self.tells(here, "tokens_revoked", tokens)
        await self.tells(here, "app_uninstalled", {"type": "app_uninstalled"})

    async def echoes(self) -> int:
        """Tells the app of its own messages, as Slack does when it listens to them; how many were told.

        Nothing is told by itself: call this where a test wants the app to hear itself.
        """
        told = 0
        while self.slack.news:
            message, before = self.slack.news.popleft()
            conversation = self.slack.conversations[message.channel]
            here = self.slack.installed(self.app, conversation.team)
            inner = payloads.posted(message, before, here, conversation)
            told += await self.tells(here, HEARD[conversation.kind], inner) is not None
        return told

    async def tells(
        self, here: Installation, name: str, inner: Mapping[str, Any], by: Person | None = None
    ) -> Ack | None:
        """An event, if the app subscribed to it and may hear it."""
        scope = payloads.EVENT_SCOPES.get(name)
        if name not in self.app.events or (scope and scope not in here.scopes):
            return None
        team = payloads.host(self.slack, here, by or here.bot)
        return await self.delivery.event(
            payloads.event(self.slack, here, dict(inner), self.slack.now(), team)
        )

    async def _member(self, person: Person, name: str) -> Ack | None:
        here = self.slack.installed(self.app, person.team)
        return await self.tells(here, name, payloads.member(name, person, here, self._ts()), person)

    def _ts(self) -> str:
        return f"{self.slack.now().timestamp():.6f}"
