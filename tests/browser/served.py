"""The product as its users start it: `constellation serve` in a folder of its own, at a time of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

MONDAY, SEPTEMBER = 0, 9
STARTS_WITHIN = 180.0
"""Seconds; a demo takes most of them."""


@contextmanager
def served(folder: Path, demo: str = "none", at: datetime | None = None, **platform: str) -> Iterator[str]:
    """The address of a Constellation that runs until the block ends; its clock starts at `at`.

    Variables of a real platform (`TEAMS_DEV="1"`) let it serve that instead of the playground.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ahead = (at or autumn_morning()) - datetime.now(UTC)
    (folder / "clock").write_text(f"{ahead.total_seconds()}\n")
    port = _free_port()
    told = {"PORT": str(port), "VAR": str(folder), "DEMO": demo, "LOG_LEVEL": "warning"}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CONSTELLATION_")}
    environment = ours | {f"CONSTELLATION_{name}": value for name, value in told.items()} | platform
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "adapters.cli", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        _answers(f"http://127.0.0.1:{port}", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        ended = process.wait(20)
    said = (folder / "log").read_text()
    assert ended == 0, f"it ended with {ended}: {said}"
    assert not said, f"it warned: {said}"


def autumn_morning() -> datetime:
    """The next second Tuesday of September, at nine in Edmonton: a day when people work."""
    today = datetime.now(UTC).date()
    year = today.year + (today >= date(today.year, SEPTEMBER, 8))
    monday = next(day for day in (date(year, SEPTEMBER, 7 + n) for n in range(7)) if day.weekday() == MONDAY)
    return datetime.combine(monday + timedelta(days=1), time_of_day(15), UTC)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until it is well; tell what it said where it ends instead."""
    until = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Constellation did not start: {log.read_text()}")
