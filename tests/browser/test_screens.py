"""The screens that a mentorship does not pass: a home with several domains, privacy, help, coordination."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters import serve
from adapters.playground.inbound import PLATFORM, TENANT
from adapters.playground.people import PlaygroundPerson
from adapters.settings import Settings
from bot.mentoring.consent import Purpose
from bot.mentoring.people import Account, Consent, Person, Role
from tests.browser.served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROSTER = (
    "email,name,roles,level\nlea@example.org,Léa Roy,faculty,Professor\nbad row,Someone,resident,PGY-99\n"
)
MUMBLE = "xyzzy plugh"


async def coordinated(folder, locale):
    """A programme whose roster names a coordinator, who has joined."""
    async with serve.house(Settings(var=folder, demo="none")) as home:
        home.workspace.welcome(PlaygroundPerson("helen", "Helen Ward", locale))

        def join(work):
            now = home.clock.now()
            helen = work.people.add(
                Person(
                    0, "Helen Ward", "helen@example.org", (Role.COORDINATOR,), locale=locale, joined_at=now
                )
            )
            work.accounts.add(Account(0, helen.id, PLATFORM, TENANT, "helen", "helen"))
            work.consents.add(Consent(0, helen.id, Purpose.KEEP, "1", now))

        await asyncio.wrap_future(home.store.submit(PLATFORM, TENANT, join))


@pytest.fixture
def house(tmp_path, request):
    coordinating = coordinated(tmp_path / "var", request.getfixturevalue("locale"))
    with ThreadPoolExecutor() as elsewhere:  # Playwright's own loop runs in this thread
        elsewhere.submit(asyncio.run, coordinating).result()
    with served(tmp_path / "var") as address:
        yield address


@pytest.mark.parametrize(("locale", "size"), [("en", (1280, 800)), ("fr", (390, 844))])
def test_every_other_screen_is_readable_by_everybody(windows, locale, size, tmp_path):
    amira = windows(locale, size)
    amira.joins("Amira Haddad", "both", level="pgy4", discipline="emergency_medicine")
    amira.presses("welcome.a_need")
    amira.fills(words=MUMBLE)
    amira.look("need-not-understood")
    amira.says(MUMBLE)
    amira.look("not-understood")
    for area, name in (("research", "Noor Aziz"), ("life", "Sam Okafor")):
        amira.opens_home()
        amira.presses("constellation.add_companion")
        amira.look("companion-form")
        amira.fills(name=name, domain=area)
        amira.sees(name)
    amira.opens_home()
    amira.look("home")
    amira.presses("constellation.privacy")
    amira.sees(amira.word("privacy.title"))
    amira.look("privacy")
    amira.says("/mentor help")
    amira.sees(amira.word("help.title"))
    amira.look("help")

    helen = windows(locale, size)
    helen.name = "Helen Ward"
    helen.page.goto(f"{helen.address}/as/helen")
    for command in ("status", "queue", "nudge"):
        helen.says(f"/mentor {command}")
        helen.page.locator(".message.from-bot").last.wait_for()
    helen.look("status")
    helen.says("/mentor import")
    helen.presses("roster.open")
    helen.look("roster-form")
    (tmp_path / "roster.csv").write_text(ROSTER)
    helen.form().locator("input[type=file]").set_input_files(tmp_path / "roster.csv")
    helen.fills()
    helen.sees(helen.word("roster.dry_run"), helen.word("roster.bad_email"))
    helen.look("roster-faults")
