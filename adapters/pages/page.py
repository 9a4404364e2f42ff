"""One page that loads nothing and keeps nothing: what cards are made of, in the browser's language."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeAlias

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.dates import dates
from bot.cards import Facts, Line, Text, line
from bot.words import LOCALES, Say, plain, speaker


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: what it says, and where it leads."""

    line: Line
    address: str


PagePart: TypeAlias = Text | Facts | Link


@dataclass(frozen=True, slots=True)
class Page:
    """What is read, top to bottom; `ways` to its neighbours stand at its foot.

    `path` is where the page is, so that it can be had in the other language; "" where it ends a way.
    """

    title: Line
    parts: tuple[PagePart, ...]
    ways: tuple[Link, ...] = ()
    path: str = ""


NAME = line("about.name")

_TEMPLATES = Environment(
    loader=PackageLoader("adapters.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_STYLE = (files(__package__) / "page.css").read_text("utf-8")
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
}
_LANGUAGE = re.compile(r"\s*([a-z]{1,8})[a-z0-9-]*\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*", re.IGNORECASE)


def answered(request: web.Request, shown: Page, status: int = 200) -> web.Response:
    """The page, in the language that was asked for, else in the one that the browser likes best."""
    asked = request.query.get("lang", "")
    if asked in LOCALES:
        text = html(shown, asked, chosen=True)
    else:
        text = html(shown, preferred(request.headers.get("Accept-Language", "")))
    return web.Response(text=text, content_type="text/html", status=status, headers=_HEADERS)


def html(shown: Page, locale: str, *, chosen: bool = False) -> str:
    """The page in one language; where that was `chosen`, its neighbours are in it too."""
    say = speaker(locale, dates("UTC"))
    other = next(one for one in LOCALES if one != locale)
    return _TEMPLATES.get_template("page.html").render(
        locale=locale,
        asking=f"?lang={locale}" if chosen else "",
        style=_STYLE,
        name=_said(NAME, say),
        title=_said(shown.title, say),
        parts=[_part(part, say) for part in shown.parts],
        ways=[_part(way, say) for way in shown.ways],
        path=shown.path,
        other={"locale": other, "name": _said(line(f"welcome.speak.{other}"), say)},
    )


def preferred(accepted: str) -> str:
    """The first of our languages in an Accept-Language, by its own order; English where it has none."""
    return next((name for name in _by_liking(accepted) if name in LOCALES), LOCALES[0])


def _by_liking(accepted: str) -> Iterator[str]:
    found = filter(None, map(_LANGUAGE.fullmatch, accepted.split(",")))
    liked = ((float(one[2] or 1), one[1].lower()) for one in found)
    yield from (name for much, name in sorted(liked, key=lambda one: -one[0]) if much)


def _part(part: PagePart, say: Say) -> dict[str, Any]:
    match part:
        case Text(said, style):
            return {"kind": style, "spans": say(said)}
        case Facts(rows):
            return {"kind": "facts", "rows": [(_said(name, say), _said(value, say)) for name, value in rows]}
        case Link(said, address):
            return {"kind": "link", "said": _said(said, say), "address": address}


def _said(said: Line, say: Say) -> str:
    return plain(say(said))
