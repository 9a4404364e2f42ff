"""Teams' part of the environment; each field is a variable that begins with TEAMS_."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.teams.clouds import CLOUDS
from adapters.teams.credentials import is_whole
from adapters.teams.hosts import Hosts

PREFIX = "TEAMS_"

REMEDIES = {
    "TEAMS_APP_ID": "give the app (client) id of the bot's registration",
    "TEAMS_APP_PASSWORD": "give a client secret of the registration (its value, not its id)",
    "TEAMS_CERTIFICATE": "give the path of a PEM file with a certificate and its RSA key, unlocked",
    "TEAMS_MANAGED_IDENTITY": "give 1 where the machine itself has the bot's identity",
    "TEAMS_TENANT_ID": "give the directory (tenant) id in which the bot is registered",
    "TEAMS_TENANTS": "give the ids of the tenants that may come in, with commas between them",
    "TEAMS_CLOUD": "give public, us_government, us_defence or china",
    "TEAMS_OPENID_METADATA_URL": "give the address of the OpenID metadata of whoever signs for Teams",
    "TEAMS_LOGIN_URL": "give the address of the login, such as https://login.microsoftonline.com",
    "TEAMS_SERVICE_HOSTS": "give full names of hosts, with commas between them",
    "TEAMS_GROUPS": "give 1 where the tenant lets a bot begin group chats, or 0",
    "TEAMS_PACE": "give how many times Teams' own pace messages may go, from 0.1 to 1000000",
    "TEAMS_DEV": "give 1 to let programs of this machine in unsigned, while developing",
}
"""What to do about a bad value of each setting."""

DRIVES = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)*\.(sharepoint\.com|sharepoint\.us|sharepoint\.cn|svc\.ms)(/[^\s\\@]*)?"
)

_HERE = re.compile(r"http://([a-z0-9.]+:[0-9]+)/[^\s\\@]*")

Names = Annotated[frozenset[str], NoDecode]


class TeamsSettings(BaseSettings):
    """How Teams is reached; nothing set means no Teams."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True, extra="ignore")

    app_id: str = ""
    app_password: str = Field("", repr=False)
    certificate: Path | None = None
    managed_identity: bool = False
    tenant_id: str = ""
    tenants: Names = frozenset()
    cloud: Literal["public", "us_government", "us_defence", "china"] = "public"
    openid_metadata_url: str = Field("", pattern=r"^$|^https?://")
    login_url: str = Field("", pattern=r"^$|^https?://")
    service_hosts: Names = frozenset()
    groups: bool = False
    pace: float = Field(1.0, ge=0.1, le=1_000_000)
    dev: bool = False

    @property
    def is_set(self) -> bool:
        """Whether Teams is to be served at all."""
        return bool(self.app_id) or self.dev

    @property
    def allowed(self) -> frozenset[str]:
        """The tenants that may come in."""
        return self.tenants | ({self.tenant_id} if self.tenant_id else frozenset())

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of Teams, where they are named."""
        return self.service_hosts - self.loopback

    @property
    def loopback(self) -> frozenset[str]:
        """Hosts of this machine, each with its port: for development and tests."""
        return frozenset(name for name in self.service_hosts if ":" in name)

    def is_drive(self, url: str) -> bool:
        """Whether somebody's own files are kept at this address: nothing of anybody's is put elsewhere."""
        here = _HERE.fullmatch(url)
        return DRIVES.fullmatch(url) is not None or (here is not None and here[1] in self.loopback)

    @property
    def service_url(self) -> str:
        """Where a conversation is begun with somebody who has not written yet."""
        if self.loopback:
            return f"http://{min(self.loopback)}/teams/"
        return f"https://{min(self.hosts, default=CLOUDS[self.cloud].first)}/teams/"

    @field_validator("tenants", "service_hosts", mode="before")
    @classmethod
    def _each(cls, value: object) -> object:
        return frozenset(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("certificate")
    @classmethod
    def _can_sign(cls, path: Path | None) -> Path | None:
        try:
            if path is not None and not is_whole(path.read_bytes()):
                raise ValueError("no certificate with its key")
        except OSError:
            raise ValueError("no file that can be read") from None
        return path

    @field_validator("service_hosts")
    @classmethod
    def _are_hosts(cls, names: frozenset[str]) -> frozenset[str]:
        here = {name for name in names if ":" in name}
        Hosts(names - here, here)
        return names

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        ways = sum((bool(self.app_password), self.certificate is not None, self.managed_identity))
        if self.app_id and not self.tenant_id:
            raise ValueError("Teams needs TEAMS_TENANT_ID: give the directory (tenant) id of the bot")
        if self.app_id and ways != 1:
            raise ValueError(
                "Teams needs one way to prove who the bot is: give TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE"
                " or TEAMS_MANAGED_IDENTITY"
            )
        if ways and not self.app_id:
            raise ValueError("Teams needs TEAMS_APP_ID: give the app (client) id of the bot's registration")
        return self
