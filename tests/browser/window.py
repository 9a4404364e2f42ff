"""A window of a browser and the person who sits before it: what they press, type and see."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from adapters.dates import dates
from bot.cards import line
from bot.words import plain, speaker

PATIENCE = 15_000
"""Milliseconds until what must appear has appeared, on a machine that does other things too."""

expect.set_options(timeout=PATIENCE)

SHOTS = os.environ.get("SCREENSHOTS", "")
"""Where every screen that is looked at is kept as a picture, light and dark; nowhere where it is empty."""

Filled = str | tuple[str, ...]


def said(key: str, locale: str, **blanks: Any) -> str:
    """A text of ours as it stands on the page."""
    return plain(speaker(locale, dates("America/Edmonton"))(line(key, **blanks)))


@dataclass
class Window:
    """One page, whose every request, console line and violation is kept."""

    page: Page
    address: str
    locale: str
    name: str = ""
    reads_closely: bool = True
    looked: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", lambda told: self._told(told.type, f"{told.text} {told.location['url']}"))

    def arrives(self, name: str) -> None:
        """Comes in by the first page under a new name."""
        self.name = name
        self.page.goto(f"{self.address}/?lang={self.locale}")
        self.look("first-page")
        form = self.page.locator("form[action^='/join']")
        form.locator("#name").fill(name)
        form.locator(f"input[name=locale][value={self.locale}]").check()
        form.get_by_role("button", name=self.word("playground.new.join")).click()
        self.sees(self.word("welcome.no_patients"))

    def joins(self, name: str, brings: str, **stage: str) -> None:
        """Arrives, and fills in the welcome form."""
        self.arrives(name)
        self.presses("welcome.start")
        self.look("welcome-form")
        self.fills(brings=brings, agree=("keep", "checkins", "figures"), **stage)

    def says(self, text: str) -> None:
        """Types into the box, and sends."""
        self._listens()
        self.page.locator("#composer").fill(text)
        self.page.locator("#composer").press("Enter")
        expect(self.page.locator("#composer")).to_have_value("")

    def presses(self, key: str, near: str = "", **blanks: Any) -> None:
        """Presses the newest button with this label, in a message that holds `near`."""
        self._listens()
        self.button(key, near, **blanks).click()

    def agrees(self) -> None:
        """Presses what most people want: the newest button that stands out."""
        self._listens()
        self.page.locator("[data-message] .button.primary").last.click()

    def _listens(self) -> None:
        """The words of a page are there a moment before the scripts that hear a press."""
        self.page.wait_for_load_state()

    def button(self, key: str, near: str = "", **blanks: Any) -> Locator:
        """The newest button with this label."""
        shown = self.page.locator("[data-message], [data-home] section").filter(has_text=near)
        return shown.get_by_role("button", name=self.word(key, **blanks), exact=True).last

    def fills(self, **fields: Filled) -> None:
        """Fills the open form and sends it; it is over once that form is gone."""
        form = self.form()
        for name, value in fields.items():
            _fill(form.locator(f"[data-field={name}]"), value)
        form.locator("[type=submit]").click()
        expect(form).to_be_hidden()

    def form(self) -> Locator:
        """The form that is open now, and no later one."""
        token = self.page.locator("dialog[open] form").get_attribute("data-token")
        return self.page.locator(f'dialog[open] form[data-token="{token}"]')

    def sees(self, *texts: str) -> Locator:
        """What Constellation says with all of these in it; the newest message."""
        shown = self.page.locator(".from-bot, [data-home] section")
        for text in texts:
            shown = shown.filter(has_text=text)
        expect(shown.last).to_be_visible()
        return shown.last

    def opens(self, conversation: str) -> None:
        """Goes to a conversation by the list at the side."""
        self._at_the_side(
            lambda: self.page.locator("[data-conversations]").get_by_role("link", name=conversation)
        )

    def opens_home(self) -> None:
        """Goes to their own page."""
        if not self.page.locator(".tabs").count():
            self.opens("Constellation")
        self.page.get_by_role("link", name=self.word("playground.home"), exact=True).click()
        expect(self.page.locator("[data-home] section").first).to_be_visible()

    def moves(self, step: str) -> None:
        """Moves the clock that everyone shares: hour, day or weeks."""
        self._listens()
        button = self.page.locator(f"[data-move={step}]")
        button.click()
        # Six weeks of a whole demo take a while: everything that falls due in them happens.
        expect(self.page.locator("[data-notice] p").first).to_be_visible(timeout=6 * PATIENCE)
        expect(button).to_be_enabled()

    def word(self, key: str, **blanks: Any) -> str:
        """A text of ours in this window's language."""
        return said(key, self.locale, **blanks)

    def look(self, what: str) -> None:
        """Whoever looks finds nothing cut off and nothing that keeps somebody out."""
        self.looked += 1
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{what}: {wide} px wider than the window"
        if self.reads_closely:
            self._keeps_nobody_out(what)
        if SHOTS:
            self.shoot(what)

    def shoot(self, what: str) -> None:
        """Keeps the screen as a picture, light and dark."""
        size = self.page.viewport_size or {"width": 0}
        place = (
            f"{self.locale}-{size['width']}-{(self.name or 'x').split()[0].lower()}-{self.looked:02}-{what}"
        )
        for theme in ("light", "dark"):
            self.page.emulate_media(color_scheme=theme)
            self.page.screenshot(path=Path(SHOTS) / f"{place}-{theme}.png", animations="disabled")
        self.page.emulate_media(color_scheme="light")

    def _keeps_nobody_out(self, what: str) -> None:
        """axe-core finds nothing serious on the screen as it stands."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not grave, f"{what}: {[(one['id'], [node['html'] for node in one['nodes']]) for one in grave]}"

    def _at_the_side(self, link: Any) -> None:
        menu = self.page.locator("#stage [data-side]")
        if menu.is_visible():
            menu.click()
        link().first.click()

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:")):
            self.faults.append(f"asks elsewhere: {url}")

    def _told(self, kind: str, text: str) -> None:
        refused_form = "status of 422" in text  # what the browser notes when a field is to be mended
        if kind in ("error", "warning") and not refused_form:
            self.faults.append(f"{kind}: {text}")


def _fill(field: Locator, value: Filled) -> None:
    match field.get_attribute("data-kind"):
        case "tick":
            for box in field.locator("input").all():
                box.set_checked(box.get_attribute("value") in value)
        case "pick" if field.locator("select").count():
            field.locator("select").select_option(value)
        case "pick":
            field.locator(f"input[value='{value}']").check()
        case _:
            assert isinstance(value, str)
            field.locator("input, textarea").fill(value)
