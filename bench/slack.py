"""Slack: signed presses through gate, Bolt, core and a commit, beside a bare Bolt app in the same run."""

import asyncio
import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from cryptography.fernet import Fernet

from bench.asked import AGO, asked
from bench.bare import postgres
from bench.figures import show
from bench.load import Load, load, post
from bot.mentoring.programmes import Programme
from bot.turns import Address
from store.places import Places
from store.store import open_store
from tests.slack import payloads
from tests.slack.kept import App, Conversation, Person
from tests.slack.server import Double, double

PEOPLE = 128
PRESSES = 3_200
RUNS = 5

_numbers = count(1)


def main() -> None:
    """Measure presses on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", f"sqlite:///{Path(folder) / 'slack.db'}", Path(folder)))
        with postgres() as url:
            asyncio.run(_measure("PostgreSQL", url, Path(folder)))


async def _measure(where: str, url: str, folder: Path) -> None:
    async with double(limits=False) as slack:
        workspace = Workspace(slack, url, folder)
        presses = workspace.seeded()
        with ExitStack() as stack:
            ours = stack.enter_context(workspace.served("product"))
            bare = stack.enter_context(workspace.served("bare"))
            await _up(ours.port, bare.port)
            runs = [await _pair(workspace, presses, ours.port, bare.port) for _ in range(RUNS + 1)][1:]
            _show(where, runs)
            if where == "SQLite":
                await _opened(workspace, presses, ours.port)
                await _memory(workspace, presses, ours)


async def _pair(
    workspace: "Workspace", presses: Sequence["Press"], ours: int, bare: int
) -> tuple[Load, Load]:
    """One after the other, so that a noisy machine slows both."""
    return await load(ours, workspace.signed(presses)), await load(bare, workspace.signed(presses))


def _show(where: str, runs: Sequence[tuple[Load, Load]]) -> None:
    ratio = median(ours.a_second / bare.a_second for ours, bare in runs)
    product, floor = (median(run[side].a_second for run in runs) for side in (0, 1))
    late = median(ours.percentile(0.99) for ours, _ in runs)
    refused = sum(one.refused for run in runs for one in run)
    show(
        f"a signed press, 32 at once, on {where}",
        f"{product:,.0f}/s",
        f"{ratio:.2f} of bare Bolt ({floor:,.0f}/s)",
    )
    show("  the 99th of a hundred answered within", f"{late:.0f} ms", f"{refused} refused")


class Press:
    """One person's button: the payload as Slack sends it, but for what triggered it."""

    def __init__(self, payload: dict[str, object]) -> None:
        self._payload = payload

    def body(self) -> bytes:
        """The body of one more press."""
        trigger = f"{next(_numbers)}.1.bench"
        return urlencode({"payload": json.dumps(self._payload | {"trigger_id": trigger})}).encode()


class Workspace:
    """A workspace with people who were asked, and the programs that serve it."""

    def __init__(self, slack: Double, url: str, folder: Path) -> None:
        self.double, self.url, self.folder = slack, url, folder
        self.key = Fernet.generate_key().decode()
        self.app = App()
        self.team = slack.slack.team()
        self.here, self.token = slack.slack.install(self.app, self.team)
        self.people = [slack.slack.person(self.team, f"Mentee {number}") for number in range(PEOPLE)]

    def seeded(self) -> list[Press]:
        """Everybody's button, on a card that stands in their conversation."""
        store = open_store(self.url, [self.key])
        programme = Programme(0, "Bench")
        place = Places(store).admit(programme, "slack", self.team.id, "").result()
        rooms = {
            one.id: self.double.slack.together(self.team.id, one.id, self.here.bot.id) for one in self.people
        }
        addresses = [(one.id, Address("slack", self.team.id, rooms[one.id].id)) for one in self.people]
        met = datetime.now(UTC) - AGO
        tokens = dict(
            store.submit_to(place.programme_id, partial(asked, addresses=addresses, met=met)).result()
        )
        store.close()
        return [self._press(one, rooms[one.id], tokens[one.id]) for one in self.people]

    def signed(self, presses: Sequence[Press]) -> list[bytes]:
        """As many presses as one run takes, signed now."""
        return [self._signed(presses[number % len(presses)].body()) for number in range(PRESSES)]

    async def opens(self, port: int) -> float:
        """Seconds from a shortcut of Slack's to the first thing that Slack is asked because of it."""
        person = self.people[next(_numbers) % PEOPLE]
        press = self._press(person, self.double.slack.together(self.team.id, person.id, self.here.bot.id), "")
        began = time.perf_counter()
        await load(port, [self._signed(press.body())], 1)
        return time.perf_counter() - began

    @contextmanager
    def served(self, which: str) -> Iterator["Child"]:
        """One of the programs, in a process of its own."""
        port = _free_port()
        env = os.environ | {
            "CONSTELLATION_PORT": str(port),
            "CONSTELLATION_VAR": str(self.folder / which),
            "CONSTELLATION_DATABASE_URL": self.url,
            "CONSTELLATION_KEYS": self.key,
            "CONSTELLATION_LOG_LEVEL": "warning",
            "SLACK_SIGNING_SECRET": self.app.signing_secret,
            "SLACK_BOT_TOKEN": self.token.value,
            "SLACK_API_URL": self.double.api,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.slack_apps", which], env=env, stdout=subprocess.DEVNULL
        )
        try:
            yield Child(process, port)
        finally:
            process.terminate()
            process.wait(30)

    def _press(self, person: Person, room: Conversation, token: str) -> Press:
        button = {"type": "button", "action_id": token, "text": {"type": "plain_text", "text": "4"}}
        text = {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "Six weeks. " * 40}}
        blocks = [text, {"type": "actions", "block_id": "b", "elements": [button]}]
        message = self.double.slack.post(room, self.here.bot.id, "Six weeks", blocks=blocks)
        act = {**button, "block_id": "b", "action_ts": message.ts}
        return Press(payloads.pressed_in_message(self.double.slack, self.here, person, message, act))

    def _signed(self, body: bytes) -> bytes:
        at = str(int(time.time()))
        mac = hmac.new(self.app.signing_secret.encode(), b"v0:%s:%s" % (at.encode(), body), hashlib.sha256)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={mac.hexdigest()}",
        }
        return post("/slack/events", body, headers)


class Child:
    """A program under load."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def resident(self) -> float:
        """Its memory, in MiB."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 2**20


async def _up(*ports: int) -> None:
    """Wait until each port is listened on."""
    for port in ports:
        for _ in range(400):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                break


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


async def _opened(workspace: "Workspace", presses: Sequence["Press"], port: int) -> None:
    """A press that opens a form, until Slack is asked for the modal, while others press."""
    pressing = asyncio.create_task(load(port, workspace.signed(presses)))
    took = []
    while not pressing.done():
        took.append(await workspace.opens(port))
        await asyncio.sleep(0.05)
    await pressing
    show(
        "a press until its modal is opened, under that load", f"{_late(took):.0f} ms", "the 99th of a hundred"
    )


async def _memory(workspace: "Workspace", presses: Sequence["Press"], ours: "Child") -> None:
    """The program's memory after some thousand presses, and after ten times as many."""
    before = ours.resident()
    for _ in range(int(os.environ.get("BENCH_MEMORY_RUNS", "5"))):
        await load(ours.port, workspace.signed(presses))
    show(
        "memory after as many presses again, and again …",
        f"{ours.resident():.0f} MiB",
        f"{before:.0f} MiB before",
    )


def _late(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(0.99 * (len(seconds) - 1))] * 1000
