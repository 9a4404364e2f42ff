"""One call to Teams: where our token may go, how fast, once, and what is known afterwards."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import quote

import structlog
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)
from yarl import URL

from adapters.last_look import TooLate, looking
from adapters.messenger import May, always
from adapters.teams.answers import PAUSE, answer
from adapters.teams.hosts import Hosts
from adapters.teams.pace import Pace
from adapters.teams.replies import json_of
from adapters.teams.tokens import NoToken
from bot.outbox import InDoubt, Sent, TryAgain, Undeliverable

Json = Mapping[str, Any]
Trouble = TryAgain | InDoubt | Undeliverable

TIME_OUT = ClientTimeout(total=5.5, connect=2)
"""How long (seconds) a call may take, and how long until a connection stands.

With the wait for a turn and for a token it stays within the outbox's time-out, which leaves doubts.
"""

_LONGEST_NAME = 1024

log = structlog.get_logger("teams")


class Bearer(Protocol):
    """Where our token comes from (`adapters.teams.tokens.Tokens`)."""

    async def bearer(self) -> str:
        """A token; NoToken where there is none."""

    def forget(self, token: str) -> None:
        """Teams did not take this token."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A call that Teams has carried out: its name for what became of it, and all that it said."""

    name: str
    body: Any


@dataclass(frozen=True, slots=True)
class Calls:
    """Whoever calls Teams: with which token, where to, how fast, for how long, and while they may."""

    session: ClientSession
    tokens: Bearer
    hosts: Hosts
    pace: Pace
    time_out: ClientTimeout = TIME_OUT
    may: May = always

    async def make(
        self,
        method: str,
        service_url: str,
        path: Sequence[str],
        turn: tuple[str, str],
        activity: Json | None = None,
    ) -> Reply | Trouble:
        """Call what is at `path` below a service; `turn` is the tenant and the conversation that is paced.

        A request is never repeated: whether it may be is for the outbox to decide.
        """
        url = self._address(service_url, path)
        if url is None:
            return Undeliverable("bad_address")
        wait = await self.pace.turn(*turn)
        if wait is not None:
            return _later("pace", wait)
        try:
            token = await self.tokens.bearer()
            with looking(self.may):
                return await self._asked(method, url, token, activity)
        except TooLate:
            return _later("too_late", timedelta(0))
        except NoToken as missing:
            return _later(missing.reason, missing.after)
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            return _later(type(error).__name__, PAUSE)  # no connection stood: nothing has left
        except (ClientError, OSError) as error:
            log.info("in_doubt", platform="teams", reason=type(error).__name__)
            return InDoubt()

    def _address(self, service_url: str, path: Sequence[str]) -> URL | None:
        """Where to call; None where our token must not go: a stored address is believed no more than any."""
        if not self.hosts.allow(service_url) or not all(map(_is_name, path)):
            return None
        parts = [service_url.rstrip("/"), "v3/conversations", *(quote(name, safe="") for name in path)]
        return URL("/".join(parts), encoded=True)

    async def _asked(self, method: str, url: URL, token: str, activity: Json | None) -> Reply | Trouble:
        async with self.session.request(
            method,
            url,
            data=None if activity is None else json.dumps(activity).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            allow_redirects=False,
            timeout=self.time_out,
        ) as response:
            if response.status == 401:
                self.tokens.forget(token)
            return await _read(response)


def _later(reason: str, after: timedelta) -> TryAgain:
    log.info("not_now", platform="teams", reason=reason)
    return TryAgain(after)


async def _read(response: ClientResponse) -> Reply | Trouble:
    """What the answer means; its status stands, even where the rest of it never comes."""
    said = None
    with suppress(ClientError, OSError, ValueError):
        said = await json_of(response)
    meant = answer(response.status, said, response.headers.get("Retry-After", ""))
    if isinstance(meant, Sent):
        return Reply(meant.sent_as, said)
    log.info("not_taken", platform="teams", reason=f"http_{response.status}")
    return meant


def _is_name(name: str) -> bool:
    """Whether this can stand in a path without leading elsewhere."""
    return 0 < len(name) <= _LONGEST_NAME and set(name) != {"."} and name.isprintable()
