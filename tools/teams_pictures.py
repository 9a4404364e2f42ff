"""Takes pictures of what Teams shows: the cards of the product, wide and narrow, light and dark.

Drawn by Microsoft's own renderer (npm's adaptivecards, fetched once into .node) in Chromium; whatever
it finds amiss with a card is a fault, and so is a text or a button that does not fit.
"""

import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from adapters.dates import dates
from adapters.teams import cards, dialogs
from bot.cards import Form
from bot.words import LOCALES, Say, speaker
from tests.browser.chromium import launch_options
from tests.gallery import Shown, pieces

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "pictures" / "teams"
NODE = ROOT / ".node"
PACKAGES = ("adaptivecards@3.0.6", "markdown-it@14.1.0")
SCRIPTS = ("adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/markdown-it.min.js")
LOOK = Path(__file__).parent / "teams_look.html"
WIDTHS, SCHEMES = (540, 320), ("light", "dark")
"""A desktop's conversation and a narrow phone, in pixels of CSS."""


def main(names: list[str]) -> int:
    """Take every picture, or those of the cards whose names hold one of these; how many are at fault."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 600, "height": 400})
        page.set_content(LOOK.read_text("utf-8"))
        for script in scripts():
            page.add_script_tag(path=script)
        for name, card in shown():
            if names and not any(part in name for part in names):
                continue
            for amiss in _looked_at(page, name, card, pictured=bool(names) or "-longest-" not in name):
                print(f"{name}: {amiss}", file=sys.stderr)
                faults += 1
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.relative_to(ROOT)}, {faults} faults")
    return faults


def scripts() -> list[Path]:
    """The renderer and its Markdown, fetched where they are not here yet."""
    paths = [NODE / "node_modules" / script for script in SCRIPTS]
    if not all(path.exists() for path in paths):
        NODE.mkdir(exist_ok=True)
        order = ("npm", "install", "--prefix", str(NODE), "--no-audit", "--no-fund", *PACKAGES)
        subprocess.run(order, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return paths


def shown() -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that the product can show, by its name and language; what two may read together, in both."""
    says = {locale: speaker(locale, dates("America/Edmonton")) for locale in LOCALES}
    for piece in pieces():
        for locale, say in says.items():
            yield f"{piece.name}-{locale}", _drawn(piece.shown, (say,))
        if piece.name.startswith("card-introductions."):
            yield f"{piece.name}-both", _drawn(piece.shown, tuple(says.values()))


def _drawn(thing: Shown, says: tuple[Say, ...]) -> dict[str, Any]:
    return dialogs.dialog(thing, says[0]) if isinstance(thing, Form) else cards.card(thing, says)


def _looked_at(page: Page, name: str, card: dict[str, Any], *, pictured: bool) -> Iterator[str]:
    """What is amiss with the card in each width and scheme; the longest have a picture only when named."""
    for width, scheme in product(WIDTHS, SCHEMES if pictured else SCHEMES[:1]):
        yield from page.evaluate("how => show(...how)", [card, width, scheme])
        yield from page.evaluate(_OVERFLOWING)
        if pictured:
            page.locator("#card").screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")


_OVERFLOWING = """() => [...document.querySelectorAll("#card :is(.ac-textBlock, .ac-pushButton, .ac-input)")]
    .filter((place) => {
        const words = place.matches(".ac-pushButton") ? place.lastElementChild : place;
        const cut = words.scrollWidth > words.clientWidth + 1 && !place.matches(".ac-input");
        const room = document.getElementById("card").getBoundingClientRect().right - 16;
        return (cut && place.textContent.length < 36) || place.getBoundingClientRect().right > room + 1;
    })
    .map((place) => `cut off at ${document.getElementById("card").clientWidth} px: ${place.textContent}`)"""
"""A label of two long languages is cut on a phone; the pointer and a screen reader are told the whole."""


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
