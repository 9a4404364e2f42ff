"""The data files that ship with the core: read once, never written."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A shipped TOML file by its path inside `bot`, as it was written."""
    return tomllib.loads(files("bot").joinpath(name).read_text(encoding="utf-8"))
