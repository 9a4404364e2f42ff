"""The three pages that an app names to whoever looks it up: what it is, what it keeps, on what terms."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.pages.page import NAME, Link, Page, PagePart, answered
from bot.cards import Facts, Text, line
from bot.flows.names import verbatim
from bot.flows.privacy_facts import SECTIONS

HOME, PRIVACY, TERMS = "/", "/privacy", "/terms"
WAYS = (
    Link(line("about.home"), HOME),
    Link(line("about.privacy"), PRIVACY),
    Link(line("about.terms"), TERMS),
)
KEPT = ("me", *SECTIONS)


def about(platforms: Sequence[str], contact: str) -> Iterable[web.RouteDef]:
    """The routes, for an app that lives on these platforms and is run by whom `contact` reaches."""
    for page in (home(platforms, contact), privacy(platforms, contact), terms(contact)):
        yield web.get(page.path, _answers(page))


def home(platforms: Sequence[str], contact: str) -> Page:
    """What the app is, where it is found, and whom to ask."""
    where = tuple(line(f"about.where.{name}") for name in platforms)
    parts: tuple[PagePart, ...] = (
        Text(line("about.what")),
        Text(line("about.how")),
        _title("about.begin_title"),
        Text(line("about.begin", where=where)),
        *_questions(contact),
    )
    return Page(NAME, parts, WAYS, HOME)


def privacy(platforms: Sequence[str], contact: str) -> Page:
    """What is kept and who sees it, what the platforms keep, and how to be forgotten."""
    kept = Facts(tuple((line(f"privacy.about.{what}"), line(f"about.kept.{what}")) for what in KEPT))
    parts: tuple[PagePart, ...] = (
        Text(line("about.in_short")),
        kept,
        Text(line("about.figures")),
        _title("about.ranking_title"),
        Text(line("about.ranking")),
        _title("about.yours_title"),
        Text(line("about.yours")),
        Text(line("about.lasts")),
        _title("about.where_title"),
        Text(line("about.sealed")),
        *(Text(line(f"about.keeps.{name}")) for name in platforms),
        *_questions(contact),
    )
    return Page(line("about.privacy"), parts, WAYS, PRIVACY)


def terms(contact: str) -> Page:
    """What whoever takes part may count on, and what is asked of them."""
    said = ("about.free", "about.introduces", "about.conduct", "welcome.no_patients", "about.no_advice")
    parts: tuple[PagePart, ...] = (
        *(Text(line(key)) for key in said),
        Text(line("privacy.wrong_danger")),
        Text(line("about.as_is")),
        *_questions(contact),
    )
    return Page(line("about.terms"), parts, WAYS, TERMS)


def _questions(contact: str) -> Iterable[PagePart]:
    yield _title("about.questions_title")
    yield Text(line("about.questions"))
    if contact:
        address = contact if contact.startswith("https://") else f"mailto:{quote(contact, safe='@')}"
        yield Link(verbatim(contact), address)


def _title(key: str) -> Text:
    return Text(line(key), "title")


def _answers(page: Page) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return answered(request, page)

    return answer
