"""The pages that a browser finds: in its language, true to where the app lives, and loading nothing."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters import serve
from adapters.pages.about import KEPT, about, home, privacy, terms
from adapters.pages.page import NAME, Link, Page, html, preferred
from adapters.settings import Settings
from adapters.teams.settings import TeamsSettings
from bot.cards import Facts, Text
from bot.flows.names import verbatim
from bot.flows.privacy_facts import SECTIONS
from bot.words import LOCALES

PATHS = ("/", "/privacy", "/terms")
BOTH = ("slack", "teams")
HOSTILE = "<script>alert(1)</script> & \"more\" 'still'"


def read(page: Page, locale: str = "en") -> str:
    return unescape(re.sub(r"<[^>]*>", "", html(page, locale).partition("<body>")[2]))


@pytest.fixture
async def served(tmp_path):
    """The product in Teams, for whoever comes with a browser."""
    settings = Settings(var=tmp_path, contact="mentorat@example.org", teams=TeamsSettings(dev=True))
    async with serve.house(settings) as one, TestClient(TestServer(one.app)) as browser:
        yield browser


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("", "en"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en-CA,fr;q=0.9", "en"),
        ("en;q=0.2, fr;q=0.3", "fr"),
        ("de-DE,fr;q=0.5,en;q=0.4", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("frr", "en"),
        ("*, nonsense;;q=2, " + "x" * 5_000, "en"),
    ],
)
def test_the_browser_says_which_language_it_likes(accepted, locale):
    assert preferred(accepted) == locale


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_loads_nothing_and_lets_nothing_be_loaded(served, path):
    async with served.get(path) as answer:
        text, policy = await answer.text(), answer.headers["Content-Security-Policy"]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<script|\son\w+=|\ssrc=|url\(|@import|https?://", text)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_speaks_the_browser_s_language_or_the_one_that_was_chosen(served, path):
    async with served.get(path, headers={"Accept-Language": "fr-CA"}) as answer:
        french = await answer.text()
    assert '<html lang="fr">' in french
    assert f'lang="en" hreflang="en" href="{path}?lang=en"' in french
    async with served.get(f"{path}?lang=en", headers={"Accept-Language": "fr-CA"}) as answer:
        english = await answer.text()
    assert '<html lang="en">' in english
    assert 'href="/privacy?lang=en"' in english


@pytest.mark.parametrize("lang", ["de", "EN", HOSTILE])
async def test_another_language_is_never_repeated(served, lang):
    async with served.get("/", params={"lang": lang}) as answer:
        text = await answer.text()
    assert '<html lang="en">' in text
    assert "?lang=de" not in text
    assert "alert(1)" not in text


async def test_who_only_runs_the_playground_has_no_such_pages(tmp_path):
    async with serve.house(Settings(var=tmp_path, demo="none")) as one:
        paths = {route.resource.canonical for route in one.app.router.routes() if route.resource}
    assert "/healthz" in paths
    assert not {"/privacy", "/terms"} & paths


def test_the_pages_are_where_a_teams_package_says():
    assert sorted(route.path for route in about(("teams",), "")) == sorted(PATHS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("platform", "other"), [("slack", "Teams"), ("teams", "Slack")])
def test_only_platforms_where_the_app_lives_are_named(platform, other, locale):
    for page in (home((platform,), ""), privacy((platform,), ""), terms("")):
        assert other not in read(page, locale)


def test_where_it_lives_in_two_both_are_named():
    assert "Slack and Microsoft Teams" in read(home(BOTH, ""))
    assert "Slack et Microsoft Teams" in read(home(BOTH, ""), "fr")
    assert {"also lives in Slack", "also lives with Microsoft"} <= set(
        re.findall(r"also lives \w+ \w+", read(privacy(BOTH, "")))
    )


def test_each_kind_of_thing_that_is_kept_is_told():
    assert set(KEPT) == {"me", *SECTIONS}
    assert html(privacy(BOTH, ""), "en").count("<dt>") == len(KEPT)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("mentorat@example.org", "mailto:mentorat@example.org"),
        ("who+what?&x@example.org", "mailto:who%2Bwhat%3F%26x@example.org"),
        ("https://example.org/help?a=1&b=2", "https://example.org/help?a=1&amp;b=2"),
    ],
)
def test_whoever_runs_the_programme_can_be_reached(contact, link):
    for page in (home(BOTH, contact), privacy(BOTH, contact), terms(contact)):
        assert f'href="{link}"' in html(page, "en")
        assert contact in read(page)


def test_where_nobody_is_named_it_is_the_person_who_runs_the_programme():
    for page in (home(BOTH, ""), privacy(BOTH, ""), terms("")):
        assert "Ask the person who runs this programme." in read(page)
        assert "mailto:" not in html(page, "en")


def test_whatever_a_page_is_filled_with_is_escaped():
    said = verbatim(HOSTILE)
    parts = Text(said), Text(said, "title"), Facts(((said, said),)), Link(said, f"/{HOSTILE}")
    text = html(Page(said, parts, (Link(said, "/"),), '/"onclick="'), "en")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search(r"\sonclick", text)


def test_a_page_that_ends_a_way_stands_in_one_language_and_leads_on():
    text = html(Page(NAME, (Link(verbatim("On"), "slack://app?team=T1&id=A1"),)), "en")
    assert 'href="slack://app?team=T1&amp;id=A1"' in text
    assert "hreflang" not in text
    assert "<nav" not in text
