"""A Playground in a browser, and the person who sits before it: what they press, type and see."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, expect

from tools.agents_playground import Player

PATIENCE = 15_000
"""Milliseconds until what must appear has appeared."""

WIDTH, TALLEST = 1100, 6_000
"""Pixels of a picture: as tall as the conversation, up to this."""

_BAR = 160


@dataclass
class AgentsWindow:
    """One person's page."""

    page: Page
    player: Player
    folder: Path
    pictures: int = 0

    async def opens(self) -> None:
        """The Playground installs the app for whoever opens it."""
        self.page.set_default_timeout(PATIENCE)
        await self.page.goto(self.player.page)
        await self.page.get_by_title("Toggle Log Panel").click()

    async def says(self, text: str) -> None:
        """Type, and send."""
        await self.page.locator("[contenteditable][role=textbox]").click()
        await self.page.keyboard.insert_text(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        """Press the newest button of this label that can be seen."""
        buttons = self.page.locator(".ac-adaptiveCard").get_by_role("button", name=label, exact=True)
        await buttons.last.click()

    async def fills(self, says: str, send: str, *chosen: str, **typed: str) -> None:
        """In the newest form that says this, choose these, type by what labels begin with, and send it."""
        form = self.page.locator(".ac-adaptiveCard").filter(has_text=says).last
        await expect(form).to_be_visible(timeout=PATIENCE)
        for name in chosen:  # what is asked stands before what is chosen: "Language English"
            named = re.compile(rf"(^|\W){re.escape(name)}$")
            choice = form.get_by_role("checkbox", name=named).or_(form.get_by_role("radio", name=named))
            await choice.first.check(force=True)
        for label, text in typed.items():
            begins = re.compile(rf"^{label.replace('_', ' ')}", re.IGNORECASE)
            await form.get_by_label(begins).first.fill(text)
        await form.get_by_role("button", name=send, exact=True).click()

    async def sees(self, text: str) -> None:
        """A card or a message says this."""
        said = self.page.locator(".ac-adaptiveCard, .fui-ChatMessage").filter(has_text=text)
        await expect(said.last).to_be_visible(timeout=PATIENCE)

    async def counts(self, text: str) -> int:
        """How many cards say this."""
        return await self.page.locator(".ac-adaptiveCard").filter(has_text=text).count()

    async def looks(self, what: str) -> None:
        """Keep the conversation as a picture."""
        self.pictures += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        await self.page.wait_for_timeout(300)  # a card grows for a moment after it has arrived
        cards = self.page.locator(".ac-adaptiveCard")
        heights = [box["height"] + _BAR for card in await cards.all() if (box := await card.bounding_box())]
        tall = min(max(800, int(sum(heights)) + _BAR), TALLEST)
        await self.page.set_viewport_size({"width": WIDTH, "height": tall})
        await self.page.wait_for_timeout(200)
        name = f"{self.player.user}-{self.pictures:02}-{what}.png"
        await self.page.screenshot(path=self.folder / name)
