"""files.*: a place to put the bytes, then the file."""

from __future__ import annotations

from typing import Any

from tests.slack.kept import File
from tests.slack.methods.call import Call
from tests.slack.refusal import Refused
from tests.slack.telling import file_told

MOST_BYTES = 1_000_000_000


def upload_url(call: Call) -> dict[str, Any]:
    name, length = call.required("filename"), call.whole("length", 0)
    if not 0 < length <= MOST_BYTES:
        raise Refused("invalid_arguments" if length <= 0 else "file_upload_size_restricted")
    file = call.slack.file(name, call.here.bot.id, length)
    return {"upload_url": f"{call.slack.address}/upload/v1/{file.id}", "file_id": file.id}


def complete(call: Call) -> dict[str, Any]:
    asked = call.parsed("files", "invalid_arguments")
    if not isinstance(asked, list) or not asked:
        raise Refused("invalid_arguments")
    files = [_ready(call, one) for one in asked]
    if call.text("channel_id"):
        conversation = call.inside(call.conversation(call.text("channel_id")))
        mine = {"bot_id": call.here.bot_id, "app_id": call.here.app.id, "thread_ts": call.text("thread_ts")}
        call.slack.post(conversation, call.here.bot.id, call.text("initial_comment"), files=files, **mine)
    for file in files:
        file.shared = True
    return {"files": [file_told(file) for file in files]}


def _ready(call: Call, one: Any) -> File:
    file = call.slack.files.get(one.get("id", "")) if isinstance(one, dict) else None
    if not file or file.owner != call.here.bot.id or file.shared or file.content is None:
        raise Refused("file_not_found")
    file.title = one.get("title") or file.name
    return file


def info(call: Call) -> dict[str, Any]:
    file = call.slack.files.get(call.required("file"))
    if not file or file.content is None:
        raise Refused("file_not_found")
    return {"file": file_told(file)}
