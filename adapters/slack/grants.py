"""What lets us speak in one tenant: a token, perhaps one that is renewed before it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Grant:
    """What lets us speak in a tenant; `refresh` and `ends` where tokens rotate.

    `since` is when the app was installed, 0 where nobody knows; both instants in POSIX seconds.
    """

    token: str
    bot_user: str = ""
    app: str = ""
    refresh: str = ""
    ends: int = 0
    since: int = 0

    def ends_within(self, span: timedelta, now: datetime) -> bool:
        """Whether the token is over within this time."""
        return bool(self.ends) and now + span >= datetime.fromtimestamp(self.ends, now.tzinfo)


def granted(body: Mapping[str, Any], now: datetime) -> Grant:
    """The grant in Slack's answer to an installation."""
    grant = Grant(
        token=str(body.get("access_token", "")),
        bot_user=str(body.get("bot_user_id", "")),
        app=str(body.get("app_id", "")),
        since=int(now.timestamp()),
    )
    return renewed(grant, body, now)


def renewed(grant: Grant, body: Mapping[str, Any], now: datetime) -> Grant:
    """The grant with the token that Slack gave, and its end where it has one."""
    lasts = body.get("expires_in")
    return replace(
        grant,
        token=str(body.get("access_token", grant.token)),
        refresh=str(body.get("refresh_token", grant.refresh)),
        ends=int(now.timestamp()) + int(lasts)
        if isinstance(lasts, int | str) and str(lasts).isdigit()
        else 0,
    )
