"""The one page that an installation ends on: a sentence and a way on, in the browser's language."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from aiohttp import web

from adapters.slack import telling

_STYLE = (
    ":root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}"
    "main{max-width:32rem;margin:20vh auto 0;padding:0 1.5rem}"
)
_POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"


def page(request: web.Request, key: str, way: str, address: str, status: int = 200) -> web.Response:
    """A page that says `slack.<key>` and leads on, by `slack.<way>`, to an address."""
    locale = "fr" if request.headers.get("Accept-Language", "").lower().startswith("fr") else "en"
    said, on = (escape(telling.say(name, locale)) for name in (key, way))
    html = (
        f'<!doctype html><html lang="{locale}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Constellation</title><style>{_STYLE}</style>"
        f'<main><h1>Constellation</h1><p>{said}</p><p><a href="{escape(address)}">{on}</a></p></main></html>'
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return web.Response(text=html, content_type="text/html", status=status, headers=headers)
