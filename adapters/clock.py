"""The present, which a visitor of the playground may move on."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path


class MovedClock:
    """Real time and an offset that only grows; kept in a file, so that a restart keeps it too."""

    def __init__(self, real: Callable[[], datetime], path: Path | None = None) -> None:
        self._real = real
        self._path = path
        self._offset = _kept(path)

    def now(self) -> datetime:
        """The present, in UTC."""
        return self._real() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Let it be this instant; time never goes back."""
        self._offset = max(self._offset, instant - self._real())
        if self._path:
            kept = self._path.with_suffix(".new")
            kept.write_text(f"{self._offset.total_seconds()}\n")
            kept.replace(self._path)


def _kept(path: Path | None) -> timedelta:
    """The offset in the file; none where there is no file, or nothing that can be read in it."""
    if path:
        with suppress(OSError, ValueError, OverflowError):
            return max(timedelta(seconds=float(path.read_text())), timedelta(0))
    return timedelta(0)
