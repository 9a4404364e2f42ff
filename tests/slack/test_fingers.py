"""What people do in the double reaches an app as Slack would send it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from tests.slack import payloads
from tests.slack.delivery import signature
from tests.slack.echo import buttons, echo, served
from tests.slack.fingers import Fingers
from tests.slack.kept import App, Person, Team
from tests.slack.screen import Attachment, Button
from tests.slack.server import Double, double

START = datetime.now(UTC)


@dataclass
class Here:
    """A workspace with the echo app and one person, over HTTP."""

    double: Double
    team: Team
    amira: Person
    fingers: Fingers
    heard: list[dict[str, Any]]
    moved: timedelta = field(default_factory=timedelta)

    def texts(self) -> list[str]:
        return [seen.text for seen in self.fingers.eyes.messages(self.amira.id) if seen.by != self.amira.id]


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with double(limits=False) as slack:
        app, team = App(), slack.slack.team()
        _, token = slack.slack.install(app, team)
        amira = slack.slack.person(team, "Amira Haddad", "amira@example.org", locale="fr-CA")
        bolt, heard = echo(slack, app, token)
        async with served(bolt) as url:
            yield Here(slack, team, amira, Fingers(slack, app, url, app.signing_secret), heard)


async def test_what_is_typed_is_heard_and_answered(here: Here) -> None:
    await here.fingers.says(here.amira.id, "Q & A <now>?")
    event = here.heard[0]["event"]
    assert event["text"] == "Q &amp; A &lt;now&gt;?"
    assert (event["channel_type"], event["user"]) == ("im", here.amira.id)
    assert here.texts() == ["You said Q & A <now>?"]


async def test_an_event_that_nobody_took_comes_again_at_once(here: Here) -> None:
    await here.fingers.says(here.amira.id, "again")
    assert [one["event_id"] for one in here.heard] == [here.heard[0]["event_id"]] * 2
    assert here.texts() == ["You said again"]


async def test_an_event_comes_again_after_a_minute_and_after_five(here: Here) -> None:
    now = START
    here.double.slack.now = lambda: now
    lost = Fingers(here.double, here.fingers.app, "http://127.0.0.1:9", "secret")
    await lost.says(here.amira.id, "hello")
    waits = []
    for _ in range(3):
        waits.append([(one.at - now, one.number) for one in lost.delivery.waiting])
        now += timedelta(minutes=5)
        await lost.delivery.later()
    assert waits == [[(timedelta(minutes=1), 2)], [(timedelta(minutes=5), 3)], []]


async def test_the_home_tab_is_published_and_its_button_opens_a_modal(here: Here) -> None:
    await here.fingers.opens_home(here.amira.id)
    home = here.fingers.eyes.home(here.amira.id, here.fingers.app)
    assert home
    assert [button.action_id for button in home.buttons] == ["open"]
    await here.fingers.presses(here.amira.id, "home", "open")
    payload = here.heard[-1]
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert not {"channel", "message", "response_url", "token"} & payload.keys()
    modal = here.fingers.eyes.modal(here.amira.id, here.fingers.app)
    assert modal
    assert [one.name for one in modal.fields] == ["goal", "how", "file"]


async def test_a_modal_is_kept_back_refused_and_taken(here: Here) -> None:
    await here.fingers.opens_home(here.amira.id)
    await here.fingers.presses(here.amira.id, "home", "open")
    before = len(here.heard)
    missing = await here.fingers.submits(here.amira.id, {})
    assert not missing.sent
    assert list(missing.errors) == ["goal"]
    long = await here.fingers.submits(here.amira.id, {"goal": "x" * 21})
    assert not long.sent
    assert len(here.heard) == before
    wrong = await here.fingers.submits(here.amira.id, {"goal": "wrong"})
    assert wrong.errors == {"goal": "Not that one."}
    note = Attachment("note.txt", "ça va".encode())
    taken = await here.fingers.submits(here.amira.id, {"goal": "a grant", "how": ("walk",), "file": note})
    assert taken.sent
    assert not taken.errors
    assert not here.fingers.eyes.modal(here.amira.id, here.fingers.app)
    values = here.heard[-1]["view"]["state"]["values"]
    assert values["how"]["how"]["selected_options"][0]["value"] == "walk"
    assert values["file"]["file"]["files"][0]["name"] == "note.txt"
    assert not here.fingers.troubles


async def test_a_file_that_somebody_attached_is_there_for_the_token_alone(here: Here) -> None:
    await here.fingers.opens_home(here.amira.id)
    await here.fingers.presses(here.amira.id, "home", "open")
    note = Attachment("note.txt", "ça va".encode())
    await here.fingers.submits(here.amira.id, {"goal": "a grant", "file": note})
    (file,) = here.heard[-1]["view"]["state"]["values"]["file"]["file"]["files"]
    (token,) = here.double.slack.tokens
    good = {"Authorization": f"Bearer {token}"}
    async with here.double.session.get(file["url_private_download"], headers=good) as answer:
        assert await answer.read() == note.content
    async with here.double.session.get(file["url_private_download"]) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")


async def test_a_modal_is_pushed_upon_another_and_closed(here: Here) -> None:
    await here.fingers.opens_home(here.amira.id)
    await here.fingers.presses(here.amira.id, "home", "open")
    await here.fingers.submits(here.amira.id, {"goal": "push"})
    stack = here.double.slack.modals[here.fingers.app.id, here.amira.id]
    assert [view.content["callback_id"] for view in stack] == ["goal", "second"]
    assert (stack[1].previous, stack[1].root) == (stack[0].id, stack[0].id)
    stack.pop()
    await here.fingers.closes(here.amira.id)
    assert here.heard[-1]["type"] == "view_closed"


async def test_a_command_is_answered_where_it_was_typed_for_one_reader(here: Here) -> None:
    lee = here.double.slack.person(here.team, "Lee Chen")
    room = here.double.slack.channel(here.team, "general", here.amira.id, lee.id)
    await here.fingers.types(here.amira.id, "/mentor help & more", room.id)
    assert here.heard[-1]["text"] == "help &amp; more"
    (seen,) = here.fingers.eyes.messages(here.amira.id)
    assert (seen.ephemeral, seen.text) == (True, "You said help & more")
    assert not here.fingers.eyes.messages(lee.id)


async def test_an_ephemeral_message_is_pressed_and_replaced(here: Here) -> None:
    await here.fingers.types(here.amira.id, "/mentor help")
    (seen,) = here.fingers.eyes.messages(here.amira.id)
    await here.fingers.presses(here.amira.id, seen.ref, "done")
    payload = here.heard[-1]
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    assert here.texts() == ["Done."]


async def test_a_button_of_a_card_as_it_once_was_can_be_pressed(here: Here) -> None:
    im = here.fingers.im(here.amira.id)
    bot = here.double.slack.installations[0]
    row = buttons("done")
    message = here.double.slack.post(im, bot.bot.id, "", blocks=row, bot_id=bot.bot_id, app_id=bot.app.id)
    (old,) = here.fingers.eyes.messages(here.amira.id)
    message.blocks = []
    ack = await here.fingers.presses(here.amira.id, old.ref, old.buttons[0])
    assert ack.good
    action = here.heard[-1]["actions"][0]
    assert old.buttons[0] == Button("Done", "done", "row", "7", said="Done")
    assert {"type", "action_id", "block_id", "text", "value", "action_ts"} == action.keys()
    assert here.heard[-1]["channel"] == {"id": im.id, "name": "directmessage"}


async def test_a_response_url_works_five_times_in_thirty_minutes(here: Here) -> None:
    await here.fingers.types(here.amira.id, "/mentor help")
    url = here.heard[-1]["response_url"]

    async def used() -> int:
        async with here.double.session.post(url, json={"text": "more"}) as answer:
            return answer.status

    assert [await used() for _ in range(6)] == [200] * 5 + [404]
    await here.fingers.types(here.amira.id, "/mentor help")
    url = here.heard[-1]["response_url"]
    here.double.slack.now = lambda: START + timedelta(hours=1)
    assert await used() == 404


async def test_leaving_is_told_with_dead_tokens(here: Here) -> None:
    await here.fingers.changes(here.amira.id, deleted=True)
    assert here.heard[-1]["event"]["user"]["deleted"] is True
    await here.fingers.uninstalls(here.team.id)
    assert all(token.revoked for token in here.double.slack.tokens.values())
    with pytest.raises(LookupError):
        here.double.slack.installed(here.fingers.app, here.team.id)


async def test_a_shortcut_opens_a_modal(here: Here) -> None:
    await here.fingers.shortcut(here.amira.id, "help")
    assert here.fingers.eyes.modal(here.amira.id, here.fingers.app)


async def test_a_shortcut_of_a_message_tells_which(here: Here) -> None:
    im = here.fingers.im(here.amira.id)
    message = here.double.slack.post(im, here.amira.id, "who could help?")
    await here.fingers.shortcut(here.amira.id, "help", f"{im.id}:{message.ts}")
    payload = here.heard[-1]
    assert (payload["type"], payload["message"]["text"]) == ("message_action", "who could help?")
    assert (payload["message_ts"], payload["channel"]["id"]) == (message.ts, im.id)


async def test_a_menu_says_what_was_picked(here: Here) -> None:
    offered = [{"text": {"type": "plain_text", "text": word}, "value": word} for word in ("week", "month")]
    menu = {"type": "static_select", "action_id": "done", "options": offered}
    text = {"type": "mrkdwn", "text": "How often?"}
    bot, im = here.double.slack.installations[0], here.fingers.im(here.amira.id)
    blocks = [{"type": "section", "block_id": "often", "text": text, "accessory": menu}]
    message = here.double.slack.post(im, bot.bot.id, "", blocks=blocks, bot_id=bot.bot_id)
    with pytest.raises(AssertionError, match="offers no"):
        await here.fingers.chooses(here.amira.id, f"{im.id}:{message.ts}", "done", "year")
    await here.fingers.chooses(here.amira.id, f"{im.id}:{message.ts}", "done", "month")
    (action,) = here.heard[-1]["actions"]
    assert (action["type"], action["selected_option"]["value"], action["block_id"]) == (
        "static_select", "month", "often",
    )  # fmt: skip


async def test_what_an_app_may_not_hear_is_not_told(here: Here) -> None:
    here.double.slack.installations[0].scopes = ("chat:write",)
    assert await here.fingers.says(here.amira.id, "hello") is None
    assert not here.heard


async def test_an_interaction_without_an_answer_is_a_warning(here: Here) -> None:
    im = here.fingers.im(here.amira.id)
    bot = here.double.slack.installations[0]
    message = here.double.slack.post(im, bot.bot.id, "", blocks=buttons("unknown"), bot_id=bot.bot_id)
    await here.fingers.presses(here.amira.id, f"{im.id}:{message.ts}", "unknown")
    assert [(one.doing, one.why) for one in here.fingers.troubles] == [("unknown", "http_error")]


def test_the_signature_is_slacks() -> None:
    class Standing(Clock):
        def now(self) -> float:
            return 1_700_000_000

    body = '{"type": "event_callback", "text": "ça"}'
    headers = {
        "x-slack-request-timestamp": "1700000000",
        "x-slack-signature": signature("secret", "1700000000", body.encode()),
    }
    assert SignatureVerifier("secret", Standing()).is_valid_request(body, headers)
    assert not SignatureVerifier("other", Standing()).is_valid_request(body, headers)


async def test_a_group_is_heard_as_a_group(here: Here) -> None:
    bot = here.double.slack.installations[0].bot
    lee = here.double.slack.person(here.team, "Lee Chen")
    room = here.double.slack.together(here.team.id, here.amira.id, lee.id, bot.id)
    await here.fingers.says(lee.id, "hello both", room.id)
    assert (here.heard[0]["event"]["channel_type"], here.heard[0]["event"]["channel"]) == ("mpim", room.id)
    assert room.name == "mpdm-amira.haddad--lee.chen--constellation-1"


async def test_an_app_hears_itself_when_it_listens(here: Here) -> None:
    await here.fingers.says(here.amira.id, "hello")
    bot = here.double.slack.installations[0]
    ((message, before),) = here.double.slack.news
    event = payloads.posted(message, before, bot, here.fingers.im(here.amira.id))
    assert (event["bot_id"], event["channel_type"], event["text"]) == (bot.bot_id, "im", "you said hello")
    assert await here.fingers.echoes() == 1
    assert here.texts() == ["You said hello"]  # bolt lets it pass by


async def test_an_app_hears_what_it_changed(here: Here) -> None:
    await here.fingers.says(here.amira.id, "hello")
    bot, im = here.double.slack.installations[0], here.fingers.im(here.amira.id)
    message = here.double.slack.news.pop()[0]
    event = payloads.posted(message, replace(message, text="before"), bot, im)
    assert (event["subtype"], event["previous_message"]["text"]) == ("message_changed", "before")


async def test_a_workspace_of_an_enterprise_is_named_with_it(here: Here) -> None:
    team = here.double.slack.team("Prairies Medicine", enterprise="E0ALBERTA")
    here.double.slack.install(here.fingers.app, team)
    noor = here.double.slack.person(team, "Noor")
    await here.fingers.types(noor.id, "/mentor help")
    assert (here.heard[-1]["enterprise_id"], here.heard[-1]["team_id"]) == ("E0ALBERTA", team.id)
    await here.fingers.says(noor.id, "hello")
    assert here.heard[-1]["enterprise_id"] == "E0ALBERTA"
    assert here.heard[-1]["authorizations"][0]["team_id"] == team.id


async def test_an_app_of_a_whole_enterprise_hears_from_each_workspace(here: Here) -> None:
    slack = here.double.slack
    one, other = (slack.team(name, enterprise="E0ALBERTA") for name in ("North Medicine", "South Medicine"))
    slack.install(here.fingers.app, one, enterprise_wide=True)
    noor = slack.person(other, "Noor")
    await here.fingers.opens_home(noor.id)
    event = here.heard[-1]
    assert (event["team_id"], event["enterprise_id"]) == (other.id, "E0ALBERTA")
    assert event["authorizations"][0] | {"user_id": ""} == {
        "enterprise_id": "E0ALBERTA",
        "team_id": None,
        "user_id": "",
        "is_bot": True,
        "is_enterprise_install": True,
    }
    await here.fingers.shortcut(noor.id, "help")
    payload = here.heard[-1]
    assert (payload["team"], payload["enterprise"]["id"]) == (None, "E0ALBERTA")
    assert (payload["is_enterprise_install"], payload["user"]["team_id"]) == (True, other.id)


async def test_a_request_can_be_replayed_as_it_was(here: Here) -> None:
    await here.fingers.says(here.amira.id, "hello")
    ack = await here.fingers.delivery.post(*here.fingers.delivery.sent[-1])
    assert ack.good
    assert [one["event_id"] for one in here.heard] == [here.heard[0]["event_id"]] * 2


async def test_a_stranger_comes_with_a_team_of_their_own(here: Here) -> None:
    other = here.double.slack.team("Elsewhere")
    guest = here.double.slack.person(other, "Guest", is_stranger=True)
    await here.fingers.opens_home(guest.id)
    await here.fingers.presses(guest.id, "home", "open")
    assert here.heard[-1]["user"]["team_id"] == other.id
    assert here.heard[-1]["team"]["id"] == here.team.id


async def test_an_address_that_says_the_challenge_is_the_apps(here: Here) -> None:
    ack = await here.fingers.verifies("c1")
    assert ack.body == "c1" or ack.body == {"challenge": "c1"}


async def test_somebody_without_an_account_has_no_fingers(here: Here) -> None:
    here.amira.deleted = True
    with pytest.raises(AssertionError, match="no account"):
        await here.fingers.says(here.amira.id, "hello")
