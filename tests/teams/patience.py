"""A busy machine may take its time: the product waits longer for the double than it would for Teams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from aiohttp import ClientTimeout

from adapters.teams import tokens

LONG = 60.0


@contextmanager
def patience(front: Any) -> Iterator[None]:
    """Until the block ends, a login and a call of this adapter may take a minute."""
    before = tokens.TIME_OUT
    front._connector._calls = replace(front._connector._calls, time_out=ClientTimeout(total=LONG))
    tokens.TIME_OUT = LONG
    try:
        yield
    finally:
        tokens.TIME_OUT = before
