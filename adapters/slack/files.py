"""Files that go along with messages: each put where it belongs once, however often its message is tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.api import SlackApi
from adapters.slack.cards import Attached
from adapters.slack.verdicts import Taken, Verdict

MOST_KEPT = 1_000


@dataclass
class _Put:
    """A file that is there, or that may be."""

    id: str
    is_there: bool = False


class Files:
    """Remembers what it put where, for Slack keeps nothing beside a file by which it could be known again."""

    def __init__(self) -> None:
        self._puts: dict[tuple[str, str, str], _Put] = {}

    async def put(self, api: SlackApi, channel: str, token: str, cause: str, file: Attached) -> Verdict:
        """Put a file where the message with this cause will stand, unless it is there from an earlier try."""
        key = channel, cause, file.name
        if key in self._puts and self._puts[key].is_there:
            return Taken({})
        content = file.text.encode()
        asked = {"filename": file.name, "length": len(content)}
        match await api.call("files.getUploadURLExternal", token, **asked):
            case Taken({"upload_url": str(url), "file_id": str(id)}):
                put = self._keep(key, _Put(id))
                uploaded = await api.upload(url, content)
                if not isinstance(uploaded, Taken):
                    return uploaded
                return await _completed(api, put, channel, token, file.name)
            case verdict:
                return verdict

    def saw(self, messages: Sequence[Any]) -> None:
        """What a conversation's history shows: files of which nobody knew whether they had arrived."""
        ids = {id for message in messages for id in _files_of(message)}
        for put in self._puts.values():
            put.is_there = put.is_there or put.id in ids

    def _keep(self, key: tuple[str, str, str], put: _Put) -> _Put:
        while len(self._puts) >= MOST_KEPT:
            del self._puts[next(iter(self._puts))]
        self._puts[key] = put
        return put


async def _completed(api: SlackApi, put: _Put, channel: str, token: str, name: str) -> Verdict:
    named = [{"id": put.id, "title": name}]
    verdict = await api.call("files.completeUploadExternal", token, files=named, channel_id=channel)
    put.is_there = isinstance(verdict, Taken)
    return verdict


def _files_of(message: object) -> list[str]:
    match message:
        case {"files": list() as files}:
            return [id for file in files if isinstance(file, dict) and isinstance(id := file.get("id"), str)]
        case _:
            return []
