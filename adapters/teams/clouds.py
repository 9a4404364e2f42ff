"""Microsoft's clouds: in each, who signs for Teams, where a bot logs in, and where Teams answers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud; `audience` is whom our own token is for, `hosts` where Teams may be answered.

    `first` is the host where a conversation is begun with somebody who has not written yet.
    """

    issuer: str
    metadata: str
    login: str
    audience: str
    first: str
    hosts: frozenset[str]


def _only(host: str) -> tuple[str, frozenset[str]]:
    return host, frozenset({host})


_US_GOVERNMENT = (
    "https://api.botframework.us",
    "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    "https://login.microsoftonline.us",
    "https://api.botframework.us",
)

CLOUDS: Mapping[str, Cloud] = {
    "public": Cloud(
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com",
        "https://api.botframework.com",
        "smba.trafficmanager.net",
        frozenset(
            {
                "smba.trafficmanager.net",
                "smba.onyx.prod.teams.trafficmanager.net",
                "smba.infra.gcc.teams.microsoft.com",
            }
        ),
    ),
    "us_government": Cloud(*_US_GOVERNMENT, *_only("smba.infra.gov.teams.microsoft.us")),
    "us_defence": Cloud(*_US_GOVERNMENT, *_only("smba.infra.dod.teams.microsoft.us")),
    "china": Cloud(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://login.partner.microsoftonline.cn",
        "https://api.botframework.azure.cn",
        *_only("frontend.botapi.msg.infra.teams.microsoftonline.cn"),
    ),
}
"""As Microsoft documents them, each host in full: anybody may register a name under trafficmanager.net."""

PUBLIC = CLOUDS["public"]
