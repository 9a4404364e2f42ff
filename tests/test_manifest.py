"""Slack's manifest can be imported as it is, asks for what is used and for nothing else, and says so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import oauth
from bot.routes import COMMANDS

ROOT = Path(__file__).parent.parent
MANIFEST: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
SHOWN, FEATURES, SETTINGS = (MANIFEST[part] for part in ("display_information", "features", "settings"))
SCOPES: list[str] = MANIFEST["oauth_config"]["scopes"]["bot"]
EVENTS: list[str] = SETTINGS["event_subscriptions"]["bot_events"]
SHORTCUTS: list[dict[str, str]] = FEATURES["shortcuts"]
(COMMAND,) = FEATURES["slash_commands"]

NEEDED_BY = {
    "chat:write": "chat.postMessage, chat.update, chat.postEphemeral",
    "commands": "slash commands and shortcuts",
    "files:read": "file_input, and the download of what it took",
    "files:write": "files.getUploadURLExternal, files.completeUploadExternal",
    "im:history": "message.im, conversations.history",
    "im:write": "conversations.open",
    "mpim:history": "conversations.history",
    "mpim:write": "conversations.open",
    "users:read": "users.info, user_change",
    "users:read.email": "the address in users.info",
}
"""Each scope and what asks for it, as the pages of docs.slack.dev/reference/scopes list it."""

EVENTS_NEED = {
    "app_home_opened": None,
    "app_uninstalled": None,
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}
"""Each event and the scope without which Slack does not send it (docs.slack.dev/reference/events)."""

BANNED = re.compile(r"\b(match\w*|failed|drop\w*|inactive)\b", re.IGNORECASE)


def texts(part: Any) -> list[str]:
    """Every text that a person may read in this part."""
    if isinstance(part, dict):
        return [text for name, value in part.items() if name != "callback_id" for text in texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in texts(value)]
    return [part] if isinstance(part, str) else []


def test_it_is_of_the_second_schema_and_holds_nothing_else() -> None:
    assert MANIFEST["_metadata"] == {"major_version": 2, "minor_version": 0}
    assert set(MANIFEST) == {"_metadata", "display_information", "features", "oauth_config", "settings"}
    assert set(FEATURES) == {"app_home", "bot_user", "shortcuts", "slash_commands"}


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (SHOWN["name"], 1, 35),
        (SHOWN["description"], 1, 140),
        (SHOWN["long_description"], 175, 4000),
        (FEATURES["bot_user"]["display_name"], 1, 80),
        (COMMAND["command"], 2, 32),
        (COMMAND["description"], 1, 2000),
        (COMMAND["usage_hint"], 1, 1000),
        *((shortcut["name"], 1, 24) for shortcut in SHORTCUTS),
        *((shortcut["description"], 1, 150) for shortcut in SHORTCUTS),
        *((shortcut["callback_id"], 1, 255) for shortcut in SHORTCUTS),
    ],
)
def test_every_text_has_the_length_that_slack_takes(text: str, least: int, most: int) -> None:
    assert least <= len(text) <= most


def test_the_colour_is_one() -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", SHOWN["background_color"])


def test_people_can_write_to_it_and_it_has_a_home() -> None:
    assert FEATURES["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert FEATURES["bot_user"]["always_online"] is True


def test_it_starts_by_socket_mode_so_it_names_no_address_that_slack_would_have_to_reach() -> None:
    assert SETTINGS["socket_mode_enabled"] is True
    assert SETTINGS["interactivity"] == {"is_enabled": True}
    assert set(SETTINGS["event_subscriptions"]) == {"bot_events"}
    assert "url" not in COMMAND
    assert MANIFEST["oauth_config"]["redirect_urls"] == ["https://example.org/slack/oauth_redirect"]


def test_a_whole_organization_may_have_it() -> None:
    assert SETTINGS["org_deploy_enabled"] is True
    assert SETTINGS["token_rotation_enabled"] is False


def test_the_command_takes_text_as_data_and_hints_at_words_that_are_heard() -> None:
    assert COMMAND["command"] == "/mentor"
    assert COMMAND["should_escape"] is True
    assert not set(re.findall(r"[\w-]+", COMMAND["usage_hint"])) - set(COMMANDS)


def test_the_shortcuts_are_a_need_a_home_and_a_message_to_ask_about() -> None:
    assert {(each["type"], each["callback_id"]) for each in SHORTCUTS} == {
        ("global", "need"),
        ("global", "home"),
        ("message", "ask"),
    }


def test_it_asks_for_the_scopes_that_something_needs_and_for_no_other() -> None:
    assert set(SCOPES) == set(NEEDED_BY)
    assert sorted(set(SCOPES)) == SCOPES
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}


def test_whoever_installs_it_by_a_link_is_asked_for_the_same() -> None:
    assert list(oauth.SCOPES) == SCOPES
    assert all(url.endswith(oauth.BACK) for url in MANIFEST["oauth_config"]["redirect_urls"])


def test_it_hears_the_events_it_knows_and_may_hear_each() -> None:
    assert set(EVENTS) == set(EVENTS_NEED)
    assert sorted(set(EVENTS)) == EVENTS
    assert {scope for scope in EVENTS_NEED.values() if scope} <= set(SCOPES)


def test_it_asks_for_no_channel_and_for_nothing_in_a_persons_name() -> None:
    assert not [scope for scope in SCOPES if scope.startswith(("channels:", "groups:", "admin", "team:"))]
    assert "user_events" not in SETTINGS["event_subscriptions"]


@pytest.mark.parametrize("scope", SCOPES)
def test_the_guide_gives_the_reason_of_each_scope(scope: str) -> None:
    guide = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{re.escape(scope)}` \| [^|]{{20,}} \|$", guide, re.MULTILINE)


def test_the_guide_names_no_scope_that_is_not_asked_for() -> None:
    guide = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+:[a-z.]+|commands)` \|", guide, re.MULTILINE)) == set(SCOPES)


def test_its_words_are_the_products() -> None:
    for text in texts([SHOWN, FEATURES]):
        assert not BANNED.search(text)
        assert not re.search(r"(?<![\w\u00a0\u202f]) +:|« | »", text), "French no-break spaces"
        assert "'" not in text
