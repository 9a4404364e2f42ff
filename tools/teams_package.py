"""Packs what an administrator uploads to Teams: the manifest filled in, its two languages, its icons.

    python -m tools.teams_package --app-id … --host bot.example.org

or by the environment: TEAMS_APP_ID, TEAMS_HOST, TEAMS_DEVELOPER, TEAMS_WEBSITE, TEAMS_PRIVACY, TEAMS_TERMS.
"""

import argparse
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "adapters" / "teams" / "package"
ICONS = ("color.png", "outline.png")
LANGUAGES = ("en.json", "fr.json")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When each file says it was made, so that the same package is the same bytes."""

_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Pack, and say where the package is; what is missing is named with its remedy."""
    asked = _asked(arguments, environment)
    faults = list(_faults(asked))
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        pack(asked.out, filled(vars(asked)))
        print(asked.out)
    return min(len(faults), 1)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with these values in it: app_id, host, developer, website, privacy, terms."""
    held = {name.upper(): str(value) for name, value in values.items()} | {"VERSION": version()}
    held["DEVELOPER"] = held.get("DEVELOPER") or "Constellation"
    own = f"https://{values['host']}"
    for name, path in (("WEBSITE", "/"), ("PRIVACY", "/privacy"), ("TERMS", "/terms")):
        held[name] = held.get(name) or f"{own}{path}"
    made: dict[str, Any] = _with(held, json.loads((PACKAGE / "manifest.json").read_text("utf-8")))
    return made


def translated(manifest: Mapping[str, Any], language: str) -> dict[str, str]:
    """A language's file: its own texts, and each command in its words."""
    words = tomllib.loads((ROOT / "bot" / "words" / "help.toml").read_text("utf-8"))
    told: dict[str, str] = json.loads((PACKAGE / f"{language}.json").read_text("utf-8"))
    for at, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            place, name = f"bots[0].commandLists[{at}].commands[{number}]", command["title"]
            told[f"{place}.title"] = words["command"][name][language]
            meant = words["title"] if name == "help" else words["means"][name]  # "This page" is none here
            told[f"{place}.description"] = meant[language]
    return told


def pack(out: Path, manifest: Mapping[str, Any]) -> None:
    """Write the package, everything at its top."""
    files = {"manifest.json": _written(manifest)}
    files |= {name: _written(translated(manifest, name.removesuffix(".json"))) for name in LANGUAGES}
    files |= {name: (PACKAGE / name).read_bytes() for name in ICONS}
    with ZipFile(out, "w") as package:
        for name, held in files.items():
            package.writestr(ZipInfo(name, LONG_AGO), held, ZIP_DEFLATED)


def version() -> str:
    """The product's own."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _with(values: Mapping[str, str], part: Any) -> Any:
    """This part of the template, `${NAME}` filled in."""
    if isinstance(part, str):
        return re.sub(r"\$\{(\w+)\}", lambda blank: values[blank[1]], part)
    if isinstance(part, dict):
        return {name: _with(values, held) for name, held in part.items()}
    return [_with(values, held) for held in part] if isinstance(part, list) else part


def _written(held: Mapping[str, Any]) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=2).encode()


def _asked(arguments: Sequence[str], environment: Mapping[str, str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.teams_package", description=__doc__)
    for name in ("app-id", "host", "developer", "website", "privacy", "terms"):
        held = environment.get(f"TEAMS_{name.upper().replace('-', '_')}", "")
        parser.add_argument(f"--{name}", default=held)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "constellation-teams.zip")
    return parser.parse_args(arguments)


def _faults(asked: argparse.Namespace) -> Iterator[str]:
    if not _is_id(asked.app_id):
        yield "TEAMS_APP_ID: give the bot's application id, like 1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b"
    if not _HOST.fullmatch(asked.host):
        yield "TEAMS_HOST: give the public name of the server alone, like bot.example.org"
    for name in ("website", "privacy", "terms"):
        if getattr(asked, name) and not re.fullmatch(r"https://\S{1,2000}", getattr(asked, name)):
            yield f"TEAMS_{name.upper()}: give an address that begins with https://"
    if len(asked.developer) > 32:
        yield "TEAMS_DEVELOPER: give a name of 32 characters at most"


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
