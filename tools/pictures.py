"""Takes the README's pictures: the real product with its small demo, lived for a few steps in Chromium."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.served import served
from tests.browser.window import Window

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DESKTOP, PHONE = (1280, 800), (390, 844)
AMIRA, LEA, NOEMIE = "amira-haddad", "lea-roy", "noemie-tremblay"
NEED = {
    "en": "How do I negotiate my first staff contract while pregnant?",
    "fr": "Comment négocier mon premier contrat pendant ma grossesse?",
}
GOAL = {"en": "A contract I can live with", "fr": "Un contrat qui me convient"}
ASK = (
    "I have an offer in hand, three weeks to answer, and a baby due in May."
    " Could we look at it together? Half an hour would already help."
)


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "var", "small") as address,
        _browser() as browser,
    ):
        _home(browser, address)
        _phone(browser, address)
        _mentorship(browser, address)
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.stat().st_size / 1000:6.0f} kB  {picture.name}")


def _mentorship(browser: Browser, address: str) -> None:
    """Amira finds Dr. Roy; Dr. Roy reads her words; six weeks later Amira is asked how it goes."""
    amira, lea = _window(browser, address, AMIRA), _window(browser, address, LEA)
    _finds(amira)
    _take(amira, "conversation")
    amira.presses("suggestions.write", name="Dr. Roy")
    amira.fills(words=ASK)
    lea.sees("Amira Haddad", ASK)
    _to_end(lea)
    _take(lea, "conversation-dark", "dark")
    lea.presses("answers.accept", near=ASK)
    amira.sees(amira.word("introductions.yes", name="Dr. Léa Roy"))
    amira.opens("Léa Roy")
    amira.presses("introductions.met")
    amira.fills()
    amira.opens("Constellation")
    amira.moves("weeks")
    asked = amira.sees(amira.word("checkins.only_you"), "Dr. Roy", amira.word("questions.from_here.keep"))
    for place, answer in enumerate(("4", "5")):
        scale = asked.locator(".scale").nth(place)
        scale.get_by_role("button", name=answer, exact=True).click()
        scale.locator("[aria-pressed=true]").wait_for()
    asked.evaluate("card => card.scrollIntoView({ block: 'start' })")
    _take(amira, "checkin")


def _phone(browser: Browser, address: str) -> None:
    """Noémie looks for someone, in French, on her phone."""
    noemie = _window(browser, address, NOEMIE, "fr", PHONE)
    _finds(noemie)
    _take(noemie, "phone")


def _home(browser: Browser, address: str) -> None:
    """The home of whoever has most around them, without anything that waits."""
    page = _window(browser, address, AMIRA).page
    users = (
        page.locator("[data-people] section")
        .first.locator(".person")
        .evaluate_all("people => people.map((person) => person.getAttribute('href'))")
    )
    stars = {path: _stars(page.request.get(f"{address}{path}/home").text()) for path in users}
    fullest = max(stars, key=lambda path: stars[path])
    window = _window(browser, address, fullest.removeprefix("/as/"))
    window.opens_home()
    window.page.locator("section:has(> .star)").evaluate("home => home.scrollIntoView({ block: 'start' })")
    _take(window, "home")


def _stars(home: str) -> int:
    return len(re.findall(r'class="text plain star"', home))


def _finds(someone: Window) -> None:
    """Says a need, agrees to what was understood, and sees who could help."""
    someone.says(NEED[someone.locale])
    someone.sees(someone.word("topics.career.first_contract"))
    someone.agrees()
    someone.page.locator("dialog[open]").wait_for()
    someone.fills(goal=GOAL[someone.locale])
    found = someone.sees(someone.word("suggestions.best"))
    found.evaluate("card => card.scrollIntoView({ block: 'start' })")


def _to_end(someone: Window) -> None:
    someone.page.locator("[data-log]").evaluate("log => log.scrollTo(0, log.scrollHeight)")


def _take(window: Window, name: str, scheme: Literal["light", "dark"] = "light") -> None:
    """Keep what the window shows once it is read, without the pointer on anything."""
    window.page.locator("[data-conversations] [aria-current] .badge:visible").wait_for(state="detached")
    window.page.mouse.move(0, 0)
    window.page.emulate_media(color_scheme=scheme)
    window.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    window.page.emulate_media(color_scheme="light")


def _window(
    browser: Browser, address: str, user: str, locale: str = "en", size: tuple[int, int] = DESKTOP
) -> Window:
    width, height = size
    page = browser.new_context(
        viewport={"width": width, "height": height}, locale=f"{locale}-CA", timezone_id="America/Edmonton"
    ).new_page()
    page.goto(f"{address}/as/{user}")
    return Window(page, address, locale, user)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
