"""The product as its own process: what `constellation serve` does, by a clock that can be moved on."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from pathlib import Path

from adapters import logs, serve
from adapters.settings import BadSetting, Settings
from tests.chaos.clock import SharedClock
from tests.chaos.faulty import FAULTS


def live(settings: Settings, clock: tuple[Path, datetime], log: Path, fault: str = "") -> None:
    """Serve until killed, or asked to stop; with a fault seeded into the product where one is named."""
    with log.open("a", buffering=1) as out:
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
        logs.set_up("debug", "json", out)
        FAULTS[fault]()
        try:
            asyncio.run(serve.serve(settings, real=SharedClock(*clock)))
        except BadSetting as told:
            raise SystemExit(str(told)) from None
