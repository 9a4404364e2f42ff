"""What simulated people are called and what they type, read once from the TOML files beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


def names(locale: str, kind: str) -> list[str]:
    """First names in a language: "women" or "others"."""
    listed: list[str] = _read("names")[locale][kind]
    return listed


def family_names() -> list[str]:
    """Family names, shared by both languages."""
    listed: list[str] = _read("names")["family"]["names"]
    return listed


def phrase(kind: str, locale: str, rng: Random) -> str:
    """Something that is typed on an occasion ("thanks", "reason", …), in a language."""
    said: str = rng.choice(_read("phrases")[kind][locale])
    return said


def offer(domain: str, locale: str) -> str:
    """What a mentor writes of themselves, by the first domain that they offer."""
    said: str = _read("offers")[domain][locale]
    return said


def needs() -> Mapping[str, Mapping[str, Any]]:
    """By challenge: how a need is put in each language, and its goal."""
    return _read("needs")


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("adapters.simulated") / f"{name}.toml").read_text("utf-8"))
