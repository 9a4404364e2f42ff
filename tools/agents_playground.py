"""Starts Microsoft's Agents Playground (npm's, in .node): one for each person, for it knows one user alone.

Its licence is for evaluation; it is fetched for whoever asks for it, and no part of the product.
"""

import asyncio
import json
import os
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

ROOT = Path(__file__).parent.parent
NODE = ROOT / ".node" / "agents-playground"
SCRIPT = NODE / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
TENANT = "5f0e1d2c-3b4a-4958-8796-a5b4c3d2e1f0"
STARTS_WITHIN = 60.0
"""Seconds."""

EXTRAS = 5
"""How many others the Playground wants to know, no more and no fewer."""


@dataclass(frozen=True)
class Player:
    """Somebody who has a Playground of their own, at this port."""

    user: str
    name: str
    email: str
    port: int

    @property
    def page(self) -> str:
        """What they open in a browser."""
        return f"http://127.0.0.1:{self.port}/"


@asynccontextmanager
async def playgrounds(
    players: Sequence[Player], endpoint: str, service: str, folder: Path
) -> AsyncIterator[None]:
    """A Playground for each, until the block ends; their app is at `endpoint`, and answers at `service`."""
    async with AsyncExitStack() as stack:
        for player in players:
            answered = f"{service}/{player.user}"
            await stack.enter_async_context(_playground(player, endpoint, answered, folder / player.user))
        yield


@asynccontextmanager
async def _playground(player: Player, endpoint: str, service: str, folder: Path) -> AsyncIterator[None]:
    folder.mkdir()
    (folder / "people.yml").write_text(json.dumps(_config(player)))  # JSON is YAML
    asked = ("start", "-e", endpoint, "-c", "msteams", "-p", str(player.port), "--su", service, "--dt")
    environment = os.environ | {
        "NODE_OPTIONS": f"--require {Path(__file__).parent / 'loopback.cjs'}",
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(folder / "people.yml"),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "log"),
    }
    process = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), *asked, cwd=folder, env=environment, stdin=DEVNULL, stdout=DEVNULL
    )
    try:
        await _answers(player, process, folder / "log")
        yield
    finally:
        with suppress(ProcessLookupError):  # Ctrl-C reaches it too
            process.terminate()
        await process.wait()


async def _answers(player: Player, process: asyncio.subprocess.Process, log: Path) -> None:
    """Wait until it serves its page; tell what it said where it ends, or where its port is another's."""
    async with asyncio.timeout(STARTS_WITHIN), ClientSession() as session:
        while process.returncode is None and not _said(log, "already in use"):
            try:
                async with session.get(player.page) as answer:
                    if answer.status == 200:
                        return
            except ClientError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError(f"{player.name}'s Playground did not start at {player.page}: {log.read_text()}")


def _said(log: Path, what: str) -> bool:
    return log.exists() and what in log.read_text()


def _config(player: Player) -> dict[str, Any]:
    others = [_user(f"29:extra-{n}", f"Extra {n}", f"extra{n}@example.org", n) for n in range(EXTRAS)]
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": "28:constellation", "name": "Constellation"},
        "currentUser": _user(f"29:{player.user}", player.name, player.email, EXTRAS),
        "users": others,
        "personalChat": {"id": f"a:{player.user}"},
        "groupChat": {"id": f"19:{player.user}@thread.v2", "name": "A group"},
        "team": {
            "id": f"19:{player.user}@thread.tacv2",
            "name": "A team",
            "aadGroupId": _id(EXTRAS + 1),
            "channels": [],
        },
    }


def _user(user: str, name: str, email: str, number: int) -> dict[str, str]:
    given, _, family = name.partition(" ")
    return {
        "id": user,
        "name": name,
        "userPrincipleName": email,  # the Playground spells it so
        "aadObjectId": _id(number),
        "givenName": given,
        "surname": family,
        "email": email,
    }


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"
