"""chat.*: messages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.slack import validity
from tests.slack.methods.call import Call
from tests.slack.refusal import Refused
from tests.slack.telling import told

POST_TEXT, UPDATE_TEXT = 40_000, 4_000
METADATA_BYTES = 8_000
ASIDE = ("link_names", "parse", "unfurl_links", "unfurl_media", "mrkdwn", "username", "as_user")


def post_message(call: Call) -> dict[str, Any]:
    conversation = call.inside(call.conversation(call.text("channel"), by_user=True))
    if conversation.kind == "im" and not call.here.app.messages:
        raise Refused("messages_tab_disabled")
    content = _content(call, POST_TEXT)
    thread = call.text("thread_ts")
    if thread and thread not in conversation.messages:
        raise Refused("thread_not_found")
    aside = {name: call.args[name] for name in ASIDE if name in call.args}
    mine = {"bot_id": call.here.bot_id, "app_id": call.here.app.id, "asked": aside, "thread_ts": thread}
    message = call.slack.post(conversation, call.here.bot.id, **content, **mine)  # type: ignore[arg-type]
    call.slack.news.append((message, None))
    return {"channel": conversation.id, "ts": message.ts, "message": told(message)}


def update(call: Call) -> dict[str, Any]:
    conversation = call.inside(call.conversation(call.text("channel")))
    message = conversation.messages.get(call.required("ts"))
    if not message or message.deleted or message.only_for:
        raise Refused("message_not_found")
    if message.bot_id != call.here.bot_id:
        raise Refused("cant_update_message")
    content, before = _content(call, UPDATE_TEXT), replace(message)
    for name, value in content.items():
        if name == "text" or call.args.get(name) is not None:
            setattr(message, name, value)
    message.edited = message.ts
    call.slack.news.append((message, before))
    return {"channel": conversation.id, "ts": message.ts, "text": message.text, "message": told(message)}


def delete(call: Call) -> dict[str, Any]:
    conversation = call.conversation(call.text("channel"))
    message = conversation.messages.get(call.required("ts"))
    if not message or message.deleted or message.only_for:
        raise Refused("message_not_found")
    if message.bot_id != call.here.bot_id:
        raise Refused("cant_delete_message")
    message.deleted = True
    return {"channel": conversation.id, "ts": message.ts}


def post_ephemeral(call: Call) -> dict[str, Any]:
    conversation = call.conversation(call.text("channel"))
    if conversation.archived:
        raise Refused("is_archived")
    reader = call.required("user")
    if reader not in conversation.members:
        raise Refused("user_not_in_channel")
    content = _content(call, POST_TEXT)
    mine = {"bot_id": call.here.bot_id, "app_id": call.here.app.id, "only_for": reader}
    message = call.slack.post(call.inside(conversation), call.here.bot.id, **content, **mine)
    return {"message_ts": message.ts}


def _content(call: Call, most: int) -> dict[str, Any]:
    """What a message says, once Slack has looked at it."""
    content = {
        "text": call.text("text"),
        "blocks": blocks_of(call.parsed("blocks", "invalid_blocks_format")),
        "attachments": call.parsed("attachments", "invalid_attachments") or [],
        "metadata": _metadata(call.parsed("metadata", "invalid_metadata_format")),
    }
    if not content["text"] and not content["blocks"] and not content["attachments"]:
        raise Refused("no_text")
    if len(content["text"]) > most:
        raise Refused("msg_too_long")
    return content


def blocks_of(blocks: Any) -> list[dict[str, Any]]:
    """The blocks of a message, each with a block_id, or what is wrong with them."""
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if reasons := validity.told(validity.of_blocks(blocks, "message")):
        said = [f"[ERROR] {reason}" for reason in reasons]
        raise Refused("invalid_blocks", errors=reasons, response_metadata={"messages": said})
    if validity.too_long(blocks):
        raise Refused("msg_blocks_too_long")
    return named(blocks)


def named(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks and elements without an id get one from Slack, as docs.slack.dev says of block_id."""
    return [_block(block, place) for place, block in enumerate(blocks)]


def _block(block: dict[str, Any], place: int) -> dict[str, Any]:
    made = {**block, "block_id": block.get("block_id") or f"b{place}"}
    if block["type"] == "actions":
        made["elements"] = [_element(one, turn) for turn, one in enumerate(block["elements"])]
    for name in ("accessory", "element"):
        if made.get(name):
            made[name] = _element(made[name], 0)
    return made


def _element(element: dict[str, Any], place: int) -> dict[str, Any]:
    if element["type"] == "image":
        return element
    return {**element, "action_id": element.get("action_id") or f"a{place}"}


def _metadata(metadata: Any) -> dict[str, Any]:
    if not metadata:
        return {}
    whole = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
    if not whole or not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
