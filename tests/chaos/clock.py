"""One clock for several processes."""

from __future__ import annotations

import mmap
import struct
import time
from datetime import datetime, timedelta
from pathlib import Path

KEPT = struct.Struct("dd")


class SharedClock:
    """Goes as the machine's does from `began` on, and is moved on for everyone who has the same file."""

    def __init__(self, path: Path, began: datetime) -> None:
        self._began = began
        if not path.exists():
            path.write_bytes(KEPT.pack(time.monotonic(), 0.0))
        with path.open("r+b") as file:
            self._kept = mmap.mmap(file.fileno(), KEPT.size)

    def __call__(self) -> datetime:
        since, moved = KEPT.unpack(self._kept[:])
        return self._began + timedelta(seconds=time.monotonic() - since + moved)

    @property
    def at(self) -> datetime:
        """The present, which can be set to a later one."""
        return self()

    @at.setter
    def at(self, instant: datetime) -> None:
        self.move(instant - self())

    def move(self, by: timedelta) -> None:
        """Let so much time pass at once."""
        since, moved = KEPT.unpack(self._kept[:])
        self._kept[:] = KEPT.pack(since, moved + max(0.0, by.total_seconds()))
