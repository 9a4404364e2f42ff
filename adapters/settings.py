"""The environment, read once into one frozen object; a bad value names its variable and the remedy."""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from cryptography.fernet import Fernet
from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "CONSTELLATION_"

REMEDIES: Mapping[str, str] = {
    "port": "give a number from 1 to 65535, such as 8300",
    "database_url": "give sqlite:///path/to/file.db or postgresql://user@host/name",
    "var": "give the path of a folder that may be written to",
    "keys": "give Fernet keys with commas between them; `constellation keys new` makes one",
    "demo": "give small or none",
    "log_level": "give debug, info, warning or error",
    "log_format": "give console or json",
    "tick_seconds": "give a number of seconds from 0.05 to 60",
}
"""What to do about a bad value of each setting."""


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


class Settings(BaseSettings):
    """How this Constellation runs; each field is a variable that begins with CONSTELLATION_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True, extra="ignore")

    port: int = Field(8300, ge=1, le=65535)
    var: Path = Path("var")
    database_url: Annotated[str, AfterValidator(lambda url: url and _database_url(url))] = Field(
        "", repr=False
    )
    keys: Annotated[tuple[str, ...], NoDecode] = Field((), repr=False)
    demo: Literal["small", "none"] = "small"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    tick_seconds: float = Field(1.0, ge=0.05, le=60)

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
    def database(self) -> str:
        """The store's address: the one that was given, else a file in the folder `var`."""
        return self.database_url or f"sqlite:///{self.var / 'constellation.db'}"


def read() -> Settings:
    """The settings as the environment has them; BadSetting where one cannot be used."""
    _no_slips(name for name in os.environ if name.startswith(PREFIX))
    try:
        return Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(fault["loc"][0]).casefold() for fault in error.errors())
        raise BadSetting("; ".join(_told(name) for name in names)) from None


def folder_of(settings: Settings) -> Path:
    """The folder `var`, its owner's alone; BadSetting where nothing can be written there."""
    try:
        settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise BadSetting(_told("var")) from None
    if not os.access(settings.var, os.W_OK | os.X_OK):
        raise BadSetting(_told("var"))
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


def _told(name: str) -> str:
    """One line on a bad value; the value itself is left out, for it may be a secret."""
    return f"{PREFIX}{name.upper()} cannot be used: {REMEDIES[name]}"


def _no_slips(names: Iterable[str]) -> None:
    """A variable whose name is almost a setting's is a slip; any other is somebody else's."""
    known = {field.upper() for field in Settings.model_fields}
    for name in names:
        ours = name.removeprefix(PREFIX).upper()
        if ours not in known and (meant := get_close_matches(ours, known, 1, cutoff=0.75)):
            raise BadSetting(f"{name} is no setting: perhaps {PREFIX}{meant[0]} is meant")
