"""Everything that is logged at DEBUG: what the product writes, and whatever any library would have."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from adapters import logs


class _Raw(logging.Handler):
    """Keeps each record whole, with what would fill its template, and what was raised."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Overheard:
    """What was written so far."""

    out: io.StringIO = field(default_factory=io.StringIO)
    raw: _Raw = field(default_factory=_Raw)

    @property
    def written(self) -> str:
        """The product's own log."""
        return self.out.getvalue()

    @property
    def everything(self) -> str:
        """The same, and what any library logged to whoever listens."""
        return "\n".join([self.written, *self.raw.lines])


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Logging as `constellation serve` sets it up, at DEBUG, until the block ends."""
    heard, root = Overheard(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs._QUIET}
    logs.set_up("debug", "json", heard.out)
    structlog.configure(cache_logger_on_first_use=False)
    root.addHandler(heard.raw)
    try:
        yield heard
    finally:
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
