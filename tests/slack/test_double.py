"""The Web API of the double, asked by Slack's own SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.echo import ASKED
from tests.slack.kept import App, Installation, Person, Team, Token
from tests.slack.server import Double, double

START = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)


@dataclass
class Clock:
    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Here:
    """A workspace with an app and two people, and a clock that stands."""

    double: Double
    clock: Clock
    app: App
    team: Team
    here: Installation
    token: Token
    amira: Person
    lee: Person
    client: AsyncWebClient

    async def refused(self, method: str, **args: Any) -> str:
        """The code with which this is refused."""
        with pytest.raises(SlackApiError) as caught:
            await getattr(self.client, method)(**args)
        return str(caught.value.response["error"])

    async def im(self) -> str:
        return str((await self.client.conversations_open(users=self.amira.id))["channel"]["id"])


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    clock = Clock()
    async with double(clock, pace=lambda: clock.at.timestamp()) as made:
        slack, app = made.slack, App(rotates=False, redirects=("http://127.0.0.1/back",))
        team = slack.team()
        installation, token = slack.install(app, team)
        people = [slack.person(team, name, email="a@example.org") for name in ("Amira Haddad", "Lee Chen")]
        client = AsyncWebClient(token.value, base_url=made.api, retry_handlers=[])
        yield Here(made, clock, app, team, installation, token, people[0], people[1], client)


async def test_an_sdk_finds_itself_at_home(here: Here) -> None:
    told = await here.client.auth_test()
    assert (told["team_id"], told["user_id"], told["bot_id"]) == (
        here.team.id, here.here.bot.id, here.here.bot_id,
    )  # fmt: skip
    user = (await here.client.users_info(user=here.amira.id, include_locale=True))["user"]
    assert (user["tz"], user["locale"], user["profile"]["email"]) == (
        "America/Edmonton", "en-US", "a@example.org",
    )  # fmt: skip


async def test_who_may_ask_is_looked_at_first(here: Here) -> None:
    async def told(headers: dict[str, str], method: str = "auth.test") -> str:
        async with here.double.session.post(f"{here.double.api}{method}", headers=headers) as answer:
            return str((await answer.json())["error"])

    assert await told({}) == "not_authed"
    assert await told({"Authorization": "Bearer xoxb-nobody"}) == "invalid_auth"
    app_token = here.double.slack.app_token(here.app).value
    assert await told({"Authorization": f"Bearer {app_token}"}) == "not_allowed_token_type"
    assert await told({"Authorization": f"Bearer {here.token.value}"}, "chat.shout") == "unknown_method"
    here.token.revoked = True
    assert await here.refused("auth_test") == "token_revoked"


async def test_a_missing_scope_is_named(here: Here) -> None:
    here.here.scopes = ("chat:write",)
    with pytest.raises(SlackApiError) as caught:
        await here.client.conversations_open(users=here.amira.id)
    assert caught.value.response.data == {
        "ok": False, "error": "missing_scope", "needed": "im:write", "provided": "chat:write",
    }  # fmt: skip
    assert await here.refused("users_info", user=here.amira.id) == "missing_scope"


async def test_one_conversation_for_the_same_people(here: Here) -> None:
    first = await here.im()
    again = await here.client.conversations_open(users=here.amira.id)
    assert (again["channel"]["id"], again["already_open"]) == (first, True)
    group = (await here.client.conversations_open(users=[here.amira.id, here.lee.id]))["channel"]["id"]
    turned = await here.client.conversations_open(users=[here.lee.id, here.amira.id])
    assert turned["channel"]["id"] == group != first
    by_user = await here.client.chat_postMessage(channel=here.amira.id, text="hello")
    assert by_user["channel"] == first


async def test_a_conversation_is_not_opened_with_just_anybody(here: Here) -> None:
    slack = here.double.slack
    gone = slack.person(here.team, "Gone", deleted=True)
    other = slack.person(slack.team("Elsewhere"), "Other")
    many = [slack.person(here.team, f"P{number}").id for number in range(9)]
    bot = slack.person(here.team, "Robot", is_bot=True)
    for users, code in (
        ("U0NOBODY", "user_not_found"),
        (other.id, "user_not_found"),
        (gone.id, "user_disabled"),
        (bot.id, "cannot_dm_bot"),
        (here.here.bot.id, "not_enough_users"),
        (many, "too_many_users"),
        ("", "users_list_not_supplied"),
    ):
        assert await here.refused("conversations_open", users=users) == code


async def test_a_message_goes_only_where_the_bot_is(here: Here) -> None:
    slack = here.double.slack
    closed = slack.channel(here.team, "closed", here.here.bot.id, archived=True)
    out = slack.channel(here.team, "out", here.lee.id)
    im = await here.im()
    for channel, code in (
        ("C0NOWHERE", "channel_not_found"),
        (closed.id, "is_archived"),
        (out.id, "not_in_channel"),
        (here.here.bot.id, "cannot_dm_bot"),
    ):
        assert await here.refused("chat_postMessage", channel=channel, text="x") == code
    here.amira.deleted = True
    assert await here.refused("chat_postMessage", channel=im, text="x") == "is_archived"


async def test_what_a_message_must_be(here: Here) -> None:
    im = await here.im()
    here.double.limits.on = False
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}]
    with pytest.warns(UserWarning, match="text"):
        assert await here.refused("chat_postMessage", channel=im, blocks=[]) == "no_text"
    assert await here.refused("chat_postMessage", channel=im, text="x" * 40_001) == "msg_too_long"
    assert await here.refused("chat_postMessage", channel=im, text="x", blocks="[") == "invalid_blocks_format"
    too_many = blocks * 5
    assert (
        await here.refused("chat_postMessage", channel=im, text="x", blocks=too_many) == "msg_blocks_too_long"
    )
    odd = {"event_type": "", "event_payload": {}}
    assert (
        await here.refused("chat_postMessage", channel=im, text="x", metadata=odd)
        == "invalid_metadata_format"
    )


async def test_the_place_of_a_bad_block_is_named(here: Here) -> None:
    bad = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    with pytest.raises(SlackApiError) as caught:
        await here.client.chat_postMessage(channel=await here.im(), text="x", blocks=bad)
    reason = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["errors"] == [reason]
    assert caught.value.response["response_metadata"] == {"messages": [f"[ERROR] {reason}"]}


async def test_times_are_unique_and_rise(here: Here) -> None:
    im = await here.im()
    here.double.limits.on = False
    posted = [(await here.client.chat_postMessage(channel=im, text="x"))["ts"] for _ in range(3)]
    here.clock.at -= timedelta(hours=1)
    posted.append((await here.client.chat_postMessage(channel=im, text="x"))["ts"])
    assert posted == sorted(set(posted))


async def test_a_message_is_changed_by_its_author_alone(here: Here) -> None:
    im = await here.im()
    conversation = here.double.slack.conversations[im]
    blocks = [{"type": "divider"}]
    told = {"event_type": "cause", "event_payload": {"id": "1"}}
    ts = (await here.client.chat_postMessage(channel=im, text="one", blocks=blocks, metadata=told))["ts"]
    await here.client.chat_update(channel=im, ts=ts, text="two")
    kept = conversation.messages[ts]
    assert (kept.text, kept.blocks[0]["type"], kept.metadata, kept.edited) == ("two", "divider", told, ts)
    theirs = here.double.slack.post(conversation, here.amira.id, "mine")
    assert await here.refused("chat_update", channel=im, ts=theirs.ts, text="x") == "cant_update_message"
    assert await here.refused("chat_update", channel=im, ts="1.000001", text="x") == "message_not_found"
    assert await here.refused("chat_update", channel=here.amira.id, ts=ts, text="x") == "channel_not_found"
    assert await here.refused("chat_update", channel=im, ts=ts, text="x" * 4_001) == "msg_too_long"


async def test_an_ephemeral_message_cannot_be_changed_or_read_back(here: Here) -> None:
    im = await here.im()
    sent = await here.client.chat_postEphemeral(channel=im, user=here.amira.id, text="psst")
    assert (
        await here.refused("chat_update", channel=im, ts=sent["message_ts"], text="x") == "message_not_found"
    )
    assert not (await here.client.conversations_history(channel=im))["messages"]
    other = await here.refused("chat_postEphemeral", channel=im, user=here.lee.id, text="x")
    assert other == "user_not_in_channel"


async def test_history_is_read_page_by_page_newest_first(here: Here) -> None:
    im = await here.im()
    here.double.limits.on = False
    for number in range(5):
        told = {"event_type": "cause", "event_payload": {"id": str(number)}}
        await here.client.chat_postMessage(channel=im, text=str(number), metadata=told)
    first = await here.client.conversations_history(channel=im, limit=3, include_all_metadata=True)
    assert [one["metadata"]["event_payload"]["id"] for one in first["messages"]] == ["4", "3", "2"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await here.client.conversations_history(channel=im, limit=3, cursor=cursor)
    assert [one["text"] for one in rest["messages"]] == ["1", "0"]
    assert rest["messages"][0]["metadata"] == {"event_type": "cause"}
    third = first["messages"][1]["ts"]
    later = await here.client.conversations_history(channel=im, oldest=third)
    assert [one["text"] for one in later["messages"]] == ["4"]
    assert await here.refused("conversations_history", channel=im, limit=1000) == "invalid_arguments"


async def test_history_shows_one_message_between_itself_and_itself(here: Here) -> None:
    im = await here.im()
    here.double.limits.on = False
    stamps = [(await here.client.chat_postMessage(channel=im, text=str(number)))["ts"] for number in range(3)]
    bounds = {"channel": im, "oldest": stamps[1], "latest": stamps[1]}
    one = await here.client.conversations_history(**bounds, inclusive=True, limit=1)
    assert [one["text"] for one in one["messages"]] == ["1"]
    assert not (await here.client.conversations_history(**bounds))["messages"]
    await here.client.chat_delete(channel=im, ts=stamps[1])
    assert not (await here.client.conversations_history(**bounds, inclusive=True, limit=1))["messages"]
    for name in ("oldest", "latest"):
        wrong = await here.refused("conversations_history", **{"channel": im, name: "19:of-teams"})
        assert wrong == f"invalid_ts_{name}"


async def test_history_shows_a_message_when_it_is_no_longer_fresh(here: Here) -> None:
    here.double.slack.history_delay = timedelta(seconds=2)
    im = await here.im()
    await here.client.chat_postMessage(channel=im, text="x")
    assert not (await here.client.conversations_history(channel=im))["messages"]
    here.clock.at += timedelta(seconds=2)
    assert (await here.client.conversations_history(channel=im))["messages"]


async def test_a_trigger_works_once_and_for_three_seconds(here: Here) -> None:
    def trigger() -> str:
        return here.double.slack.trigger(here.app, here.amira.id, here.team.id)

    once = trigger()
    await here.client.views_open(trigger_id=once, view=ASKED)
    assert await here.refused("views_open", trigger_id=once, view=ASKED) == "exchanged_trigger_id"
    late = trigger()
    here.clock.at += timedelta(seconds=4)
    assert await here.refused("views_open", trigger_id=late, view=ASKED) == "expired_trigger_id"
    assert await here.refused("views_open", trigger_id="1.2.x", view=ASKED) == "invalid_trigger_id"


async def test_no_more_than_three_modals_lie_on_each_other(here: Here) -> None:
    slack = here.double.slack
    trigger = slack.trigger(here.app, here.amira.id, here.team.id)
    top = (await here.client.views_open(trigger_id=trigger, view=ASKED))["view"]["id"]
    for _ in range(2):
        trigger = slack.trigger(here.app, here.amira.id, here.team.id, top)
        top = (await here.client.views_push(trigger_id=trigger, view=ASKED))["view"]["id"]
    trigger = slack.trigger(here.app, here.amira.id, here.team.id, top)
    assert await here.refused("views_push", trigger_id=trigger, view=ASKED) == "push_limit_reached"


async def test_a_view_is_changed_while_its_hash_is_the_one_that_was_read(here: Here) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await here.client.views_publish(user_id=here.amira.id, view=home))["view"]["hash"]
    second = (await here.client.views_publish(user_id=here.amira.id, view=home, hash=first))["view"]["hash"]
    assert first != second
    stale = await here.refused("views_publish", user_id=here.amira.id, view=home, hash=first)
    assert stale == "hash_conflict"
    trigger = here.double.slack.trigger(here.app, here.amira.id, here.team.id)
    view = (await here.client.views_open(trigger_id=trigger, view=ASKED))["view"]
    await here.client.views_update(view_id=view["id"], view=ASKED, hash=view["hash"])
    stale = await here.refused("views_update", view_id=view["id"], view=ASKED, hash=view["hash"])
    assert stale == "hash_conflict"
    assert await here.refused("views_update", view_id="V0NONE", view=ASKED) == "not_found"


async def test_a_view_that_is_too_large_or_of_another_kind_is_refused(here: Here) -> None:
    large = {"type": "home", "private_metadata": "x" * 3000, "blocks": [{"type": "divider"}] * 101}
    assert await here.refused("views_publish", user_id=here.amira.id, view=large) == "invalid_arguments"
    text = {"type": "section", "text": {"type": "plain_text", "text": "é" * 2999}}
    larger = {"type": "home", "blocks": [text] * 20}
    assert await here.refused("views_publish", user_id=here.amira.id, view=larger) == "view_too_large"
    assert await here.refused("views_publish", user_id=here.amira.id, view=ASKED) == "invalid_arguments"


async def test_a_file_is_announced_brought_and_shared(here: Here) -> None:
    im = await here.im()
    await here.client.files_upload_v2(channel=im, filename="a.ics", content="BEGIN", initial_comment="here")
    (message,) = here.double.slack.conversations[im].messages.values()
    assert (message.text, message.files[0].content, message.files[0].name) == ("here", b"BEGIN", "a.ics")
    short = await here.client.files_getUploadURLExternal(filename="b.txt", length=9)
    async with here.double.session.post(short["upload_url"], data=b"short") as answer:
        assert answer.status == 400
    none = await here.refused("files_completeUploadExternal", files=[{"id": short["file_id"]}])
    assert none == "file_not_found"


async def test_a_channel_takes_short_bursts_then_a_message_a_second(here: Here) -> None:
    im = await here.im()
    for _ in range(4):
        await here.client.chat_postMessage(channel=im, text="x")
    with pytest.raises(SlackApiError) as caught:
        await here.client.chat_postMessage(channel=here.amira.id, text="x")
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (
        429,
        "ratelimited",
        "1",
    )
    await here.client.chat_postMessage(channel=here.lee.id, text="x")
    here.clock.at += timedelta(seconds=1)
    await here.client.chat_postMessage(channel=im, text="x")


async def test_a_method_has_its_tier(here: Here) -> None:
    for _ in range(50):
        await here.client.conversations_open(users=here.amira.id)
    with pytest.raises(SlackApiError) as caught:
        await here.client.conversations_open(users=here.amira.id)
    assert caught.value.response.headers["Retry-After"] == "2"


async def test_a_form_and_a_query_say_the_same_as_json(here: Here) -> None:
    im, url = await here.im(), f"{here.double.api}chat.postMessage"
    form = {"token": here.token.value, "channel": im, "text": "x", "blocks": '[{"type": "divider"}]'}
    async with here.double.session.post(url, data=form) as answer:
        assert (await answer.json())["message"]["blocks"][0]["type"] == "divider"
    bearer = {"Authorization": f"Bearer {here.token.value}"}
    async with here.double.session.post(url, params={"channel": im, "text": "x"}, headers=bearer) as answer:
        assert (await answer.json())["ok"]
    async with here.double.session.post(url, params={"token": here.token.value, "channel": im}) as answer:
        assert (await answer.json())["error"] == "not_authed"
    for body, code in ((b"{", "invalid_json"), (b"[]", "json_not_object")):
        headers = {**bearer, "Content-Type": "application/json"}
        async with here.double.session.post(url, data=body, headers=headers) as answer:
            assert (await answer.json())["error"] == code


async def test_what_reads_forms_only_does_not_read_json(here: Here) -> None:
    bearer = {"Authorization": f"Bearer {here.token.value}"}
    async with here.double.session.post(
        f"{here.double.api}users.info", json={"user": here.amira.id}, headers=bearer
    ) as answer:
        assert (await answer.json())["error"] == "user_not_found"


async def test_two_workspaces_do_not_see_each_other(here: Here) -> None:
    im = await here.im()
    _, token = here.double.slack.install(here.app, here.double.slack.team("Prairies Medicine"))
    elsewhere = AsyncWebClient(token.value, base_url=here.double.api, retry_handlers=[])
    for method, args in (
        ("chat_postMessage", {"channel": im, "text": "x"}),
        ("conversations_history", {"channel": im}),
        ("users_info", {"user": here.amira.id}),
    ):
        with pytest.raises(SlackApiError, match="not_found"):
            await getattr(elsewhere, method)(**args)
