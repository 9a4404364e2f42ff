"""The environment, read once into one frozen object; a bad value names its variable and the remedy."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from cryptography.fernet import Fernet
from pydantic import AfterValidator, Field, IPvAnyAddress, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.slack import settings as slack
from adapters.slack.settings import SlackSettings
from adapters.teams import settings as teams
from adapters.teams.settings import TeamsSettings
from bot.mentoring.roster import is_email

PREFIX = "CONSTELLATION_"

Kind = TypeVar("Kind", bound=BaseSettings)

REMEDIES: Mapping[str, str] = {
    "CONSTELLATION_HOST": "give an address of this machine, such as 127.0.0.1",
    "CONSTELLATION_CONTACT": "give an e-mail address, or an address that begins with https://",
    "CONSTELLATION_PORT": "give a number from 1 to 65535, such as 8300",
    "CONSTELLATION_DATABASE_URL": "give sqlite:///path/to/file.db or postgresql://user@host/name",
    "CONSTELLATION_VAR": "give the path of a folder that may be written to",
    "CONSTELLATION_KEYS": "give Fernet keys with commas between them; `constellation keys new` makes one",
    "CONSTELLATION_DEMO": "give small or none",
    "CONSTELLATION_LOG_LEVEL": "give debug, info, warning or error",
    "CONSTELLATION_LOG_FORMAT": "give console or json",
    "CONSTELLATION_TICK_SECONDS": "give a number of seconds from 0.05 to 60",
    **slack.REMEDIES,
    **teams.REMEDIES,
}
"""What to do about a bad value of each variable."""


_ADDRESS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?(/\S{0,2000})?", re.IGNORECASE)


class BadSetting(Exception):
    """A setting cannot be used; its text is one plain line with the variable's name and the remedy."""


def _database_url(url: str) -> str:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("no address") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql") or not parsed.database:
        raise ValueError("no address of a database that can be used")
    return url


def _contact(contact: str) -> str:
    if not is_email(contact) and not _ADDRESS.fullmatch(contact):
        raise ValueError("nobody can be reached there")
    return contact


class Settings(BaseSettings):
    """How this Constellation runs; each field is a variable that begins with CONSTELLATION_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True, extra="ignore")

    host: IPvAnyAddress = IPv4Address("127.0.0.1")
    port: int = Field(8300, ge=1, le=65535)
    contact: Annotated[str, AfterValidator(lambda contact: contact and _contact(contact))] = ""
    var: Path = Path("var")
    database_url: Annotated[str, AfterValidator(lambda url: url and _database_url(url))] = Field(
        "", repr=False
    )
    keys: Annotated[tuple[str, ...], NoDecode] = Field((), repr=False)
    demo: Literal["small", "none"] = "small"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    tick_seconds: float = Field(1.0, ge=0.05, le=60)
    slack: SlackSettings = Field(default_factory=SlackSettings.model_construct)
    teams: TeamsSettings = Field(default_factory=TeamsSettings.model_construct)

    @field_validator("keys", mode="before")
    @classmethod
    def _each_key(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("keys")
    @classmethod
    def _usable(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_opens(key) for key in keys):
            raise ValueError("not a Fernet key")
        return keys

    @property
    def has_platform(self) -> bool:
        """Whether a real platform is to be served, and so no playground."""
        return self.slack.is_set or self.teams.is_set

    @property
    def database(self) -> str:
        """The store's address: the one that was given, else a file in the folder `var`."""
        return self.database_url or f"sqlite:///{self.var / 'constellation.db'}"


def read() -> Settings:
    """The settings as the environment has them; BadSetting where one cannot be used."""
    _no_slips(name for name in os.environ if name.startswith(PREFIX))
    slack_ = _whole(SlackSettings, slack.PREFIX)
    teams_ = _whole(TeamsSettings, teams.PREFIX)
    return _whole(partial(Settings, slack=slack_, teams=teams_), PREFIX)


def _whole(made: Callable[[], Kind], prefix: str) -> Kind:
    try:
        return made()
    except ValidationError as error:
        told = dict.fromkeys(_told(prefix, fault) for fault in error.errors())
        raise BadSetting("; ".join(told)) from None


def _told(prefix: str, fault: ErrorDetails) -> str:
    """One line on a fault: of one variable, or of several that do not go together."""
    if not fault["loc"]:
        return str(fault["ctx"]["error"])
    return _remedy(f"{prefix}{fault['loc'][0]}".upper())


def folder_of(settings: Settings) -> Path:
    """The folder `var`, its owner's alone; BadSetting where nothing can be written there."""
    try:
        settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise BadSetting(_remedy("CONSTELLATION_VAR")) from None
    if not os.access(settings.var, os.W_OK | os.X_OK):
        raise BadSetting(_remedy("CONSTELLATION_VAR"))
    return settings.var


def keys_of(settings: Settings) -> tuple[str, ...]:
    """The keys that seal the store: those that were given, else those in var/keys, made the first time."""
    if settings.keys:
        return settings.keys
    path = folder_of(settings) / "keys"
    try:
        return _kept(path)
    except FileNotFoundError:
        return _made(path)


def _kept(path: Path) -> tuple[str, ...]:
    keys = tuple(path.read_text(encoding="ascii", errors="replace").split())
    if not keys or not all(_opens(key) for key in keys):
        raise BadSetting(f"{path} holds no usable key: put the file back as it was, or give {PREFIX}KEYS")
    return keys


def _opens(key: str) -> bool:
    try:
        return bool(Fernet(key))
    except ValueError:
        return False


def _made(path: Path) -> tuple[str, ...]:
    key = Fernet.generate_key().decode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{key}\n")
    return (key,)


def _remedy(name: str) -> str:
    """One line on a bad value; the value itself is left out, for it may be a secret."""
    return f"{name} cannot be used: {REMEDIES[name]}"


def _no_slips(names: Iterable[str]) -> None:
    """A variable whose name is almost a setting's is a slip; any other is somebody else's."""
    known = {field.upper() for field in Settings.model_fields}
    for name in names:
        ours = name.removeprefix(PREFIX).upper()
        if ours not in known and (meant := get_close_matches(ours, known, 1, cutoff=0.75)):
            raise BadSetting(f"{name} is no setting: perhaps {PREFIX}{meant[0]} is meant")
