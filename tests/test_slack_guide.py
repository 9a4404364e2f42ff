"""The guide to Slack speaks of commands, variables, events and codes that there are."""

import re
from pathlib import Path

import pytest

from adapters import cli, settings
from adapters.slack import settings as slack
from adapters.slack.answers import CODES
from bot.routes import COMMANDS

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "adapters").rglob("*.py"))
LOG = GUIDE.partition("In the log, `reason` is Slack's own word")[2]


def test_every_command_is_one() -> None:
    named = set(re.findall(r"\bconstellation (\w+)", GUIDE))
    assert {"appoint", "import", "places"} <= named
    assert not named - set(cli.main.commands)


def test_every_variable_is_one_and_none_of_slacks_is_left_out() -> None:
    named = set(re.findall(r"`((?:SLACK|CONSTELLATION)_[A-Z_]*[A-Z])`", GUIDE))
    assert not named - set(settings.REMEDIES)
    assert set(slack.REMEDIES) <= named


def test_every_word_after_mentor_is_heard() -> None:
    assert not set(re.findall(r"`/mentor (\w+)`", GUIDE)) - set(COMMANDS)


@pytest.mark.parametrize("event", sorted(set(re.findall(r"^\| `(\w+)` \|", LOG, re.MULTILINE))))
def test_every_event_is_logged(event: str) -> None:
    assert re.search(rf'(log\.\w+|tell)\("{event}"', SOURCES)


def test_every_reason_is_a_code_of_slacks() -> None:
    rows = re.findall(r"^\| `\w+` \| ([^|]*`[^|]*) \|", LOG, re.MULTILINE)
    named = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    known = {code.rpartition(":")[2] for codes in CODES.values() for code in codes.split()}
    assert {"missing_scope", "token_revoked", "too_late"} <= named
    assert named - known == {"too_late"}
    assert "except for `too_late`" in LOG


@pytest.mark.parametrize("said", re.findall(r"^\| `([A-Z]\w+ [^`…(]*[\w:])", GUIDE, re.MULTILINE))
def test_every_line_that_a_start_may_end_with_is_written_there(said: str) -> None:
    assert said in SOURCES
