"""Lives a first conversation in Microsoft's Agents Playground: two people join, and are introduced.

`make teams-playground` brings it into .node (npm). It draws cards by Microsoft's own renderer and speaks
Microsoft's own connector, so it finds what our double and our code misread alike. `ARGS=stay` leaves it open
for whoever wants to look around, until Ctrl-C.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import rmtree

from playwright.async_api import async_playwright

from adapters import logs, serve, settings
from tests.browser.chromium import launch_options
from tools.agents_playground import ROOT, SCRIPT, Player, playgrounds
from tools.agents_window import WIDTH, AgentsWindow
from tools.teams_interpreter import Interpreter, interpreting

FOLDER = ROOT / "var" / "pictures" / "teams-playground"
AMIRA = Player("amira", "Amira Haddad", "amira@example.org", 56150)
LEA = Player("lea", "Léa Roy", "lea@example.org", 56151)
PLAYERS = (AMIRA, LEA)
SERVED, SERVICE = 8364, 56160
"""The ports of the product, and of what stands between it and the Playground."""

ENVIRONMENT = {
    "TEAMS_DEV": "1",
    "TEAMS_SERVICE_HOSTS": f"127.0.0.1:{SERVICE}",
    "CONSTELLATION_PORT": str(SERVED),
    "CONSTELLATION_DEMO": "none",
}
NEED = "How do I negotiate my first staff contract?"
CONSENT = "Keep what I tell it, and use it to rank suggestions"
WORDS = "I sign in May and don’t know what is normal."
LONGEST_STORY = 240
"""Seconds."""


def main(asked: Sequence[str]) -> None:
    """Live it, and say what was seen; or stay open."""
    if not SCRIPT.exists():
        sys.exit("the Agents Playground is not there: `make teams-playground` brings it")
    for name in [name for name in os.environ if name.startswith(("SLACK_", "TEAMS_", "CONSTELLATION_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        logs.set_up("warning", "console")
        os.environ |= ENVIRONMENT | {"CONSTELLATION_VAR": f"{folder}/var"}
        try:
            asyncio.run(_stayed(Path(folder)) if "stay" in asked else _lived(Path(folder)))
        except KeyboardInterrupt:
            print("closed")


async def _stayed(folder: Path) -> None:
    async with _served(folder):
        for player in PLAYERS:
            print(f"{player.name}: {player.page}")
        print("Ctrl-C closes them", flush=True)
        await asyncio.Event().wait()


async def _lived(folder: Path) -> None:
    rmtree(FOLDER, ignore_errors=True)
    async with (
        asyncio.timeout(LONGEST_STORY),
        _served(folder) as interpreter,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(**launch_options())
        windows = [
            AgentsWindow(await browser.new_page(viewport={"width": WIDTH, "height": 800}), player, FOLDER)
            for player in PLAYERS
        ]
        try:
            await _story(*windows)
        except BaseException:
            for window in windows:
                await window.looks("as-it-was")
            raise
        finally:
            await browser.close()
    assert not interpreter.refused, f"the Playground refused {interpreter.refused}"
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER.relative_to(ROOT)}")


async def _story(amira: AgentsWindow, lea: AgentsWindow) -> None:
    """Two people join, one says what she needs, the other says yes, and both read the introduction."""
    await _joins(lea, "I offer mentoring")
    print("a mentor was greeted once, and joined by a form in the conversation")
    await lea.presses("Set up my profile")
    await lea.fills("I can help with", "Next", "Career direction")
    await lea.sees("More precisely")
    await lea.looks("profile")
    await lea.fills("More precisely", "Save", "First contract")
    await lea.sees("This is what people see")
    await lea.looks("offer")
    print("she has a profile: two forms, one in the other's place")
    await _joins(amira, "I look for mentors")
    await amira.says(NEED)
    await amira.sees("That sounds like")
    await amira.looks("need")
    await amira.presses("Only First contract")
    await amira.fills("In one line, what would good look like?", "Keep it", in_one_line=WORDS)
    await amira.sees("Léa offers help with it")
    await amira.looks("suggestion")
    print("a resident’s need was understood, and Léa suggested")
    await amira.presses("Write to Léa")
    await amira.sees("No patient information, please.")
    await amira.looks("request")
    await amira.fills("No patient information, please.", "Send", your_words=WORDS)
    await lea.sees("A no, or a not-now, is a good answer too.")
    await lea.looks("asked")
    await lea.presses("Yes, let’s meet")
    for window in (amira, lea):
        await window.sees("you both said yes to talking about")
        await window.looks("introduction")
    print("an introduction, to each in their own conversation")
    await amira.says("/mentor help")
    await amira.sees("What I can do")
    await amira.looks("help")
    print("/mentor help")


async def _joins(window: AgentsWindow, brings: str) -> None:
    """The Playground installs the app, and nothing is asked before the greeting."""
    await window.opens()
    greeting = f"Hi {window.player.name.split()[0]}."
    await window.sees(greeting)
    await window.looks("greeting")
    assert await window.counts(greeting) == 1, "greeted twice"
    await window.presses("Start")
    await window.sees("One page, about a minute.")
    await window.looks("form")
    await window.fills("One page, about a minute.", "Join", brings, CONSENT)
    await window.sees("Welcome, ")
    await window.looks("joined")


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[Interpreter]:
    """The product as it always is, a Playground for each person, and who stands between."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve.serve(settings.read(), stop))
    endpoint, service = f"http://127.0.0.1:{SERVED}/api/messages", f"http://127.0.0.1:{SERVICE}"
    try:
        async with (
            interpreting(SERVICE, {player.user: player.page for player in PLAYERS}) as interpreter,
            playgrounds(PLAYERS, endpoint, service, folder),
        ):
            yield interpreter
    finally:
        stop.set()
        await serving


if __name__ == "__main__":
    main(sys.argv[1:])
