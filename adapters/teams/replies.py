"""What a server of Microsoft's answers, read with care: never more than it should be."""

import json
from typing import Any

from aiohttp import ClientResponse

LARGEST = 2**20
"""More than any answer should hold (bytes)."""


async def json_of(response: ClientResponse) -> Any:
    """The JSON of an answer; a ValueError where it holds none, or too much."""
    raw = bytearray()
    async for chunk in response.content.iter_any():
        raw += chunk
        if len(raw) > LARGEST:
            raise ValueError("too large an answer")
    try:
        return json.loads(raw.decode())
    except RecursionError:
        raise ValueError("too deep an answer") from None
