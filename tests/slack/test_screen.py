"""What people see in the double is what people see in Slack."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.slack import mrkdwn
from tests.slack.echo import ASKED
from tests.slack.kept import App, Installation, Trigger, View
from tests.slack.methods.chat import named
from tests.slack.screen import Screen
from tests.slack.workspace import Slack

NOW = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)
NAMES = {"U1": "Amira Haddad"}


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("*Bold*, _slanted_, ~gone~ and `code`", "Bold, slanted, gone and code"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("*not bold * and 5*3*2 neither", "*not bold * and 5*3*2 neither"),
        ("<!date^1777908600^{date_long}|May 4, 2026>", "May 4, 2026"),
        ("<!date^1777908600^{date}^https://example.org|May 4>", "May 4"),
        ("<https://example.org|the page> <https://example.org>", "the page https://example.org"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<@U1> and <@U2>", "@Amira Haddad and @U2"),
        ("<!channel> <!here|here>", "@channel here"),
        ("&gt; quoted\n&gt; twice", "quoted\ntwice"),
        ("&lt;@U1&gt; &amp;amp; R&amp;D", "<@U1> &amp; R&D"),
        ("*\u200bone\u200b*", "one"),
        ("*Bold _and slanted_*", "Bold and slanted"),
    ],
)
def test_marked_text_is_read(marked: str, read: str) -> None:
    assert mrkdwn.read(marked, NAMES) == read


def test_typed_text_is_read_as_it_was_typed() -> None:
    typed = "a < b && <@U1> &amp; *no"
    assert mrkdwn.plainly(mrkdwn.escaped(typed)) == typed


def test_whom_a_text_calls() -> None:
    assert mrkdwn.mentions("<@U1> <!channel> <https://e.org> &lt;@U2&gt;") == ["@U1", "!channel"]


@pytest.fixture
def slack() -> Slack:
    return Slack(lambda: NOW)


@pytest.fixture
def here(slack: Slack) -> Installation:
    return slack.install(App(), slack.team())[0]


def test_a_message_is_read_part_by_part(slack: Slack, here: Installation) -> None:
    amira = slack.person(slack.teams[here.team], "Amira Haddad")
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Lee &amp; you"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*Hello* <@{amira.id}>"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*When*\nMay 4"}]},
        {"type": "context", "elements": [{"type": "plain_text", "text": "small print"}]},
        {"type": "divider"},
        {
            "type": "actions",
            "block_id": "b",
            "elements": [
                {
                    "type": "button",
                    "action_id": "yes",
                    "text": {"type": "plain_text", "text": "Yes &amp; no"},
                    "style": "primary",
                }
            ],
        },
    ]
    im = slack.together(here.team, amira.id, here.bot.id)
    slack.post(im, here.bot.id, "fallback", blocks=named(blocks))
    (seen,) = Screen(slack).messages(amira.id)
    assert seen.text == "Lee & you\nHello @Amira Haddad\nWhen\nMay 4\nsmall print"
    assert [(one.label, one.action_id, one.block_id, one.style) for one in seen.buttons] == [
        ("Yes & no", "yes", "b", "primary")
    ]
    assert seen.calls == (f"@{amira.id}",)


def test_somebody_sees_their_own_conversations_alone(slack: Slack, here: Installation) -> None:
    team = slack.teams[here.team]
    amira, lee, noor = (slack.person(team, name) for name in ("Amira", "Lee", "Noor"))
    slack.post(slack.together(here.team, amira.id, here.bot.id), here.bot.id, "for Amira")
    slack.post(slack.together(here.team, amira.id, lee.id, here.bot.id), here.bot.id, "for both")
    slack.post(slack.channel(team, "x", amira.id, lee.id), here.bot.id, "psst", only_for=lee.id)
    seen = {
        one.name: [(shown.text, shown.place) for shown in Screen(slack).messages(one.id)]
        for one in (amira, lee, noor)
    }
    assert seen == {
        "amira": [("for Amira", "im"), ("for both", "mpim")],
        "lee": [("for both", "mpim"), ("psst", "channel")],
        "noor": [],
    }


def test_a_modal_is_read_with_what_it_asks(slack: Slack, here: Installation) -> None:
    amira = slack.person(slack.teams[here.team], "Amira Haddad")
    content = {**ASKED, "blocks": named(ASKED["blocks"])}
    trigger = Trigger(here.app.id, amira.id, here.team, NOW)
    view = View("V1", here.app, here.team, here.bot_id, trigger.user, content, "1.a", "V1")
    slack.modals[here.app.id, amira.id] = [view]
    modal = Screen(slack).modal(amira.id, here.app)
    assert modal
    assert (modal.title, modal.submit, modal.callback_id) == ("Your goal", "Send", "goal")
    goal, how, file = modal.fields
    assert (goal.label, goal.kind, goal.required, goal.limit) == ("What is it?", "plain_text_input", True, 20)
    assert (how.options, how.required, how.value) == ((("talk", "talk"), ("walk", "walk")), False, ())
    assert file.kind == "file_input"
