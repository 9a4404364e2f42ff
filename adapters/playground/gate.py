"""Who may speak to the playground: pages of its own, on this machine, and nobody else.

A name of someone else's that resolves to 127.0.0.1 (DNS rebinding) does not pass, and neither does a
form or a script of another site.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away what does not come from a page of this machine."""
    if not _is_loopback(f"//{request.host}"):
        raise web.HTTPMisdirectedRequest(
            text="Please open the playground at http://127.0.0.1 or http://localhost."
        )
    if request.method not in ("GET", "HEAD") and not _is_own(request):
        raise web.HTTPForbidden(text="Only the playground's own pages may do this.")
    return await handler(request)


async def guarded(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser to load, frame and send nothing but our own; pages are never kept."""
    response.headers.update(_HEADERS)
    response.headers.setdefault(
        "Cache-Control", "no-cache" if request.path.startswith("/static/") else "no-store"
    )


def _is_loopback(address: str) -> bool:
    try:
        return urlsplit(address).hostname in LOOPBACK
    except ValueError:
        return False


def _is_own(request: web.Request) -> bool:
    """Browsers name the origin of every post; a program on this machine names none."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    return _is_loopback(origin) and urlsplit(origin).netloc == request.host
