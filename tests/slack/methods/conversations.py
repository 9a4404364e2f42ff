"""conversations.*: opening one, reading back what it holds."""

from __future__ import annotations

import re
from typing import Any

from tests.slack.kept import Conversation, Message
from tests.slack.methods.call import Call
from tests.slack.refusal import Refused, bad_arguments
from tests.slack.telling import told

MOST_PEOPLE, MOST_MESSAGES = 8, 999
INSTANT = re.compile(r"\d+(\.\d+)?")
READ = {"im": "im:history", "mpim": "mpim:history", "channel": "channels:history"}


def open_one(call: Call) -> dict[str, Any]:
    if call.text("channel"):
        found = call.conversation(call.text("channel"))
        if found.kind == "channel":
            raise Refused("method_not_supported_for_channel_type")
        return _opened(call, found, was_there=True)
    ids = [id for id in dict.fromkeys(call.text("users").replace(" ", "").split(",")) if id]
    if not ids:
        raise Refused("users_list_not_supplied")
    call.needs("im:write" if len(ids) == 1 else "mpim:write")
    return _with(call, ids)


def _with(call: Call, ids: list[str]) -> dict[str, Any]:
    if len(ids) > MOST_PEOPLE:
        raise Refused("too_many_users")
    people = [call.person(id) for id in ids if id != call.here.bot.id]
    if not people:
        raise Refused("not_enough_users")
    if any(person.deleted for person in people):
        raise Refused("user_disabled")
    if len(people) == 1 and people[0].is_bot:
        raise Refused("cannot_dm_bot")
    before = len(call.slack.conversations)
    found = call.slack.together(call.here.team, *[person.id for person in people], call.here.bot.id)
    return _opened(call, found, was_there=len(call.slack.conversations) == before)


def _opened(call: Call, found: Conversation, *, was_there: bool) -> dict[str, Any]:
    told_of = {"id": found.id}
    if call.flag("return_im"):
        told_of |= _whole(call, found)
    return {"channel": told_of, **({"no_op": True, "already_open": True} if was_there else {})}


def _whole(call: Call, found: Conversation) -> dict[str, Any]:
    others = [id for id in found.members if id != call.here.bot.id]
    return {
        "is_im": found.kind == "im",
        "is_mpim": found.kind == "mpim",
        "is_archived": found.archived,
        "context_team_id": found.team,
        **({"user": others[0]} if found.kind == "im" else {"name": found.name}),
    }


def info(call: Call) -> dict[str, Any]:
    found = call.conversation(call.text("channel"))
    call.needs({"im": "im:read", "mpim": "mpim:read", "channel": "channels:read"}[found.kind])
    return {"channel": {"id": found.id, **_whole(call, found)}}


def history(call: Call) -> dict[str, Any]:
    found = call.conversation(call.text("channel"))
    call.needs(READ[found.kind])
    if call.here.bot.id not in found.members:
        raise Refused("not_in_channel")
    limit = call.whole("limit", 100)
    if not 1 <= limit <= MOST_MESSAGES:
        raise bad_arguments("must be less than 1000 [json-pointer:/limit]")
    bounds = _bounds(call)
    there = [one for one in reversed(found.messages.values()) if _visible(call, one, *bounds)]
    page, more = there[:limit], len(there) > limit
    every = call.flag("include_all_metadata")
    answer = {"messages": [told(one, metadata=every) for one in page], "has_more": more, "pin_count": 0}
    return {**answer, "response_metadata": {"next_cursor": f"next:{page[-1].ts}" if more else ""}}


def _bounds(call: Call) -> tuple[str, str]:
    """Between which instants the messages lie that are asked for."""
    for name in ("oldest", "latest"):
        if call.text(name) and not INSTANT.fullmatch(call.text(name)):
            raise Refused(f"invalid_ts_{name}")
    return call.text("oldest"), call.text("latest")


def _visible(call: Call, message: Message, oldest: str, latest: str) -> bool:
    """Whether history shows a message by now, on this page, within these bounds."""
    cursor = call.text("cursor")
    if cursor and not cursor.startswith("next:"):
        raise Refused("invalid_cursor")
    equal = call.flag("inclusive") and message.ts in (oldest, latest)
    inside = (not oldest or message.ts > oldest) and (not latest or message.ts < latest)
    fresh = call.slack.now() - message.at < call.slack.history_delay
    here = not message.deleted and not message.only_for and not fresh
    own_thread = not message.thread_ts or message.thread_ts == message.ts
    return here and own_thread and (inside or equal) and (not cursor or message.ts < cursor[5:])
