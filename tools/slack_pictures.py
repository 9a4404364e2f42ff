"""Takes pictures of what Slack shows: messages, modals and homes as its clients draw them, in both languages.

Drawn by npm's slack-blocks-to-jsx (fetched once into .node) in Chromium. A block that it does not know
would vanish without a word: that is a fault.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from adapters.slack import cards, home, modals
from adapters.slack.voice import voice
from bot.cards import Card, Form, Home
from bot.words import LOCALES
from tests.browser.chromium import launch_options
from tests.gallery import Piece, pieces

Json = dict[str, Any]

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "pictures" / "slack"
NODE = ROOT / ".node" / "slack"
PACKAGES = ("slack-blocks-to-jsx@1.1.1", "react@19.2.0", "react-dom@19.2.0")
LOOK = Path(__file__).parent / "slack_look.html"
SAYS = {locale: voice(locale, "America/Edmonton") for locale in LOCALES}
WIDTH = {"message": 640, "modal": 520, "home": 760}

CHOSEN = {
    *("card-welcome.greeting-1", "card-help.title-1", "card-suggestions.title-1", "card-suggestions.which-1"),
    *("card-answers.would_value-1", "card-introductions.hello-1", "card-introductions.proposes-1"),
    *("card-introductions.agreement_title-1", "card-checkins.only_you-1", "card-checkins.only_you-8"),
    *("card-mentorships.adjusting.preview-1", "card-goodbyes.preview-1", "card-goodbyes.from-1"),
    *("card-privacy.title-1", "card-privacy.exported-1", "card-queue.title-1", "card-roster.dry_run-1"),
    *("form-welcome.form-1", "form-profile.form-2", "form-needs.details_title-1", "form-requests.title-1"),
    *("home-constellation.title-1", "home-constellation.waiting-1", "home-constellation.mentees-1"),
    *("card-answers.would_value-1-longest", "home-constellation.title-2-longest"),
}
"""What is pictured when nothing is named."""


def main(names: list[str]) -> int:
    """Take the pictures of what is named, or of those chosen; how many are at fault."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    every = [made for piece in pieces() if _wanted(piece.name, names) for made in _made(piece)]
    look = _fetched()
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 820, "height": 600})
        page.set_content(LOOK.read_text("utf-8"))
        page.add_style_tag(path=look)
        drawn = _drawn([view["blocks"] for _, _, view in every])
        for (name, surface, view), found in zip(every, drawn, strict=True):
            for kind in found["vanished"]:
                print(f"{name}: a block of kind {kind} is not drawn", file=sys.stderr)
                faults += 1
            _take(page, name, surface, view, found["html"])
        browser.close()
    print(f"{len(every)} pictures in {FOLDER.relative_to(ROOT)}, {faults} faults")
    return faults


def _wanted(name: str, names: list[str]) -> bool:
    """`all` is everything; else whatever begins as one of these names does."""
    if not names:
        return name in CHOSEN
    return names == ["all"] or any(name.startswith(part) for part in names)


def _made(piece: Piece) -> Iterator[tuple[str, str, Json]]:
    """The name of each picture, where it is shown, and what is sent to Slack."""
    for locale, say in SAYS.items():
        match piece.shown:
            case Card():
                yield f"{piece.name}-{locale}", "message", {"blocks": cards.blocks(piece.shown, [say])}
            case Home():
                yield f"{piece.name}-{locale}", "home", home.view(piece.shown, say)
            case Form():
                yield f"{piece.name}-{locale}", "modal", modals.view(piece.shown, say)
    if isinstance(piece.shown, Card) and piece.name.startswith("card-introductions."):
        yield f"{piece.name}-both", "message", {"blocks": cards.blocks(piece.shown, [*SAYS.values()])}


def _fetched() -> Path:
    """The renderer's own look, brought with it where it is not here yet."""
    look = NODE / "node_modules" / "slack-blocks-to-jsx" / "dist" / "style.css"
    if not look.exists():
        NODE.mkdir(parents=True, exist_ok=True)
        order = ("npm", "install", "--prefix", str(NODE), "--no-audit", "--no-fund", *PACKAGES)
        subprocess.run(order, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return look


def _drawn(every: list[list[Json]]) -> list[Json]:
    """The HTML of each list of blocks, and the kinds of those that left nothing behind."""
    order = ("node", str(Path(__file__).parent / "slack_draw.mjs"), str(NODE))
    done = subprocess.run(
        order, input=json.dumps(every), check=True, capture_output=True, text=True, timeout=300
    )
    found: list[Json] = json.loads(done.stdout)
    return found


def _take(page: Page, name: str, surface: str, view: Json, html: str) -> None:
    said = {part: escape(view[part]["text"]) for part in ("title", "submit", "close") if part in view}
    page.evaluate("how => show(how)", {"surface": surface, "html": html, "width": WIDTH[surface], **said})
    page.locator("#shown").screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
