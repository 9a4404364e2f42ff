"""The guide to Teams speaks of commands, variables, hosts, codes and words that there are."""

import re
from pathlib import Path

import pytest

from adapters import cli, settings
from adapters.pages.about import about
from adapters.teams import settings as teams
from adapters.teams.answers import ANSWERS
from adapters.teams.app import MESSAGES
from adapters.teams.clouds import CLOUDS
from adapters.teams.outbound import ASKED_ONCE
from bot.outbox import Undeliverable
from bot.routes import COMMANDS
from bot.words import every_key
from tools import teams_package

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "teams.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "adapters").rglob("*.py"))
LOG = GUIDE.partition("In the log:")[2]
ROWS = re.findall(r"^\| `(\w+)` \|([^|]*)\|", LOG, re.MULTILINE)
PACKED = {f"TEAMS_{name}" for name in ("APP_ID", "HOST", "DEVELOPER", "WEBSITE", "PRIVACY", "TERMS")}


def test_every_command_is_one() -> None:
    named = set(re.findall(r"\bconstellation (\w+)", GUIDE))
    assert {"appoint", "import", "places", "join", "forget", "doctor"} <= named
    assert not named - set(cli.main.commands)


def test_whatever_is_made_can_be_made() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", GUIDE)) - {"and"}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "teams-package", "teams-playground"} <= named
    assert not named - targets


def test_every_variable_is_one_and_none_of_teams_is_left_out() -> None:
    named = set(re.findall(r"\b((?:TEAMS|CONSTELLATION)_[A-Z_]*[A-Z])\b", GUIDE))
    assert not named - set(settings.REMEDIES) - PACKED
    assert set(teams.REMEDIES) <= named
    assert named >= PACKED
    assert not {name for name in PACKED if name not in (teams_package.__doc__ or "")}


def test_every_cloud_is_named_and_no_other() -> None:
    assert re.findall(r"^\| `(\w+)` \| [^|]* \| <https", GUIDE, re.MULTILINE) == list(CLOUDS)


def test_the_hosts_that_must_be_reached_are_those_that_are_reached() -> None:
    public = CLOUDS["public"]
    for address in (public.login, public.metadata, f"https://{public.first}"):
        assert f"`{address.split('/')[2]}`" in GUIDE


def test_the_proxy_passes_everything_on_that_is_served() -> None:
    [passed] = re.findall(r"@ours path (.*)", GUIDE)
    assert sorted(passed.split()) == sorted([MESSAGES, *(route.path for route in about(("teams",), ""))])


def test_every_word_that_is_to_be_written_is_heard() -> None:
    written = set(re.findall(r"writ(?:e|es) `(\w+)`", GUIDE))
    assert {"privacy", "queue", "import"} <= written
    assert not written - set(COMMANDS)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("teams.refused", "Constellation is for members of this organization"),
        ("teams.alone", "Add me to your own apps"),
        ("privacy.forget", "Forget me"),
    ],
)
def test_what_people_see_is_said_to_them(key: str, told: str) -> None:
    assert f"*{told}*" in GUIDE
    assert told in str(every_key()[key]["en"])


def test_only_what_is_never_sent_twice_is_said_to_be_so() -> None:
    assert ASKED_ONCE == ("checkin:", "drift.")
    assert "a check-in, and the question whether two are still in touch, are **never** sent again" in GUIDE


@pytest.mark.parametrize("event", sorted({event for event, _ in ROWS}))
def test_every_event_is_logged(event: str) -> None:
    assert re.search(rf'(log\.\w+|tell)\("{event}"', SOURCES)


@pytest.mark.parametrize(
    "reason", sorted({code for _, codes in ROWS for code in re.findall(r"`(\w+)`", codes)})
)
def test_every_reason_is_one_that_is_given(reason: str) -> None:
    given = {"cannot_ask", *(said.reason for said in ANSWERS.values() if isinstance(said, Undeliverable))}
    assert reason in given or f'"{reason.removeprefix("login_")}"' in SOURCES or f'"{reason}"' in SOURCES


def test_every_reason_for_turning_away_is_told() -> None:
    given = set(re.findall(r'(?:Refused|Malformed|TooLarge)\("(\w+)"\)', SOURCES))
    told = {code for event, codes in ROWS if event == "turned_away" for code in re.findall(r"`(\w+)`", codes)}
    assert given == told


@pytest.mark.parametrize("said", re.findall(r"^\| `([A-Z]\w+ [^`…(]*[\w:])", GUIDE, re.MULTILINE))
def test_every_line_that_a_start_may_end_with_is_written_there(said: str) -> None:
    assert said in SOURCES
