"""The pages about the app, as a browser shows them: on a phone and at a desk, by day and by night."""

import pytest

from tests.browser.served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOOT = {"en": ("What this is", "Privacy", "Terms of use"), "fr": ("Accueil", "Confidentialité", "Conditions")}


@pytest.fixture
def house(tmp_path):
    """The product in Teams, as somebody develops with it."""
    with served(tmp_path / "var", TEAMS_DEV="1", TEAMS_SERVICE_HOSTS="127.0.0.1:1") as address:
        yield address


def test_every_page_is_readable_by_everybody(windows):
    for locale, other, size in (("en", "fr", (320, 640)), ("fr", "en", (1280, 800))):
        window = windows(locale, size)
        page = window.page
        page.goto(f"{window.address}/")
        assert page.get_attribute("html", "lang") == locale
        for way in FOOT[locale]:
            page.locator("nav").get_by_role("link", name=way).click()
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                window.look(way)
            page.emulate_media(color_scheme="light")
        page.locator("header").get_by_role("link").click()
        assert page.get_attribute("html", "lang") == other
        page.locator("nav").get_by_role("link", name=FOOT[other][0]).click()
        assert page.get_attribute("html", "lang") == other
