"""The body of a request as it came, and never more of it than may be."""

from aiohttp import web


async def raw_body(request: web.Request, most: int) -> bytes | None:
    """The bytes; None where there are more than `most`."""
    if (request.content_length or 0) > most:
        return None
    raw = b""
    while more := await request.content.read(most + 1 - len(raw)):
        raw += more
        if len(raw) > most:
            return None
    return raw
