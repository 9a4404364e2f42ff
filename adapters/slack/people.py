"""Who somebody in Slack is, by Slack's own word: a member of the tenant, or someone who is turned away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.remembered import Remembered
from adapters.slack.api import SlackApi
from adapters.slack.verdicts import Gone, Taken
from bot.turns import Sender

KNOWN_FOR = timedelta(minutes=15)
"""How long what Slack said of somebody is believed; a change is told at once (`user_change`)."""


class NobodyAnswers(Exception):
    """Slack does not say who this is: nothing is decided, and the turn may come again."""


class People:
    """Asks Slack who somebody is, and remembers it for a while."""

    def __init__(self, api: SlackApi, now: Callable[[], datetime]) -> None:
        self._api = api
        self._known: Remembered[tuple[str, str], _Known] = Remembered(now, KNOWN_FOR)

    async def sender(self, tenant: str, user: str, token: str, team: str = "") -> Sender | None:
        """The person, or None for whoever is turned away: guests, outsiders, bots, who has left.

        `team` is their own as the delivery has it: where it has one, it must be theirs by Slack's word too.
        """
        known = await self._known.told((tenant, user), lambda: self._asked(tenant, user, token))
        return known.sender if not team or team in known.homes else None

    def forget(self, tenant: str, user: str) -> None:
        """Something about them changed: ask again."""
        self._known.forget((tenant, user))

    async def _asked(self, tenant: str, user: str, token: str) -> "_Known":
        match await self._api.call("users.info", token, user=user, include_locale=True):
            case Taken({"user": Mapping() as told}):
                return _Known(sender_of(told) if is_member(told, tenant) else None, homes(told))
            case Gone():
                return _Known()
            case _:
                raise NobodyAnswers


@dataclass(frozen=True, slots=True)
class _Known:
    """Whom Slack told of: nobody where they are turned away; and their homes."""

    sender: Sender | None = None
    homes: frozenset[str] = frozenset()


def is_member(told: Mapping[str, Any], tenant: str) -> bool:
    """Whether they are a full member of this workspace or organisation; what is not said is not believed."""
    away = ("deleted", "is_bot", "is_app_user", "is_restricted", "is_ultra_restricted", "is_stranger")
    if any(told.get(mark) for mark in away) or told.get("id") == "USLACKBOT":
        return False
    return tenant in homes(told)


def homes(told: Mapping[str, Any]) -> frozenset[str]:
    """Their workspaces, and the organisation that these are of."""
    within = told.get("enterprise_user")
    organisation = within if isinstance(within, Mapping) else {}
    teams = organisation.get("teams")
    found = (
        told.get("team_id"),
        organisation.get("enterprise_id"),
        *(teams if isinstance(teams, list) else ()),
    )
    return frozenset(home for home in found if isinstance(home, str) and home)


def sender_of(told: Mapping[str, Any]) -> Sender:
    """What Slack tells of a member; an e-mail of which it says that nobody confirmed it is none."""
    profile = told.get("profile")
    shown = profile if isinstance(profile, Mapping) else {}
    confirmed = told.get("is_email_confirmed") is not False
    return Sender(
        user=str(told.get("id", "")),
        name=str(shown.get("real_name") or told.get("real_name") or told.get("name") or ""),
        email=str(shown.get("email") or "") if confirmed else "",
        locale=str(told.get("locale") or ""),
        zone=str(told.get("tz") or ""),
    )
