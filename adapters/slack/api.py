"""Slack's web API as we call it: one attempt, no retries, and a verdict for every way it can end."""

from collections.abc import Mapping
from copy import copy
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters.last_look import TooLate, looking
from adapters.messenger import May, always
from adapters.slack.answers import answer
from adapters.slack.verdicts import Again, Doubt, Taken, Verdict
from bot.outbox import TIME_OUT

FORMS = {
    "auth.test",
    "conversations.history",
    "files.getUploadURLExternal",
    "oauth.v2.access",
    "users.info",
}
"""Methods that read a form and no JSON."""


class SlackApi:
    """Calls of the web API over one session, which has to look (`adapters.last_look`).

    `url` is Slack's own or where tests and GovSlack have it.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self._url = URL(url)
        self._client = AsyncWebClient(base_url=url, session=session, retry_handlers=[])
        self._time_out = aiohttp.ClientTimeout(total=TIME_OUT.total_seconds() - 1)
        self._may: May = always

    def only_while(self, may: May) -> "SlackApi":
        """The same, where no call leaves once it may not: Again, at once."""
        other = copy(self)
        other._may = may
        return other

    async def call(self, method: str, token: str = "", **asked: Any) -> Verdict:
        """What became of one call; a connection that dropped or took too long leaves it in doubt."""
        body = {"data": _form(asked)} if method in FORMS else {"json": asked}
        # A token of None would be the client's own, of which it has none.
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with looking(self._may):
                answered = await self._client.api_call(method, headers=headers, **body)
            return answer(method, answered.status_code, answered.headers, answered.data)
        except SlackClientError as error:
            # An answer that is not a yes; one that is no JSON comes without its body.
            told = getattr(error, "response", None)
            status, headers = getattr(told, "status_code", 0), getattr(told, "headers", {})
            return answer(method, status, headers, getattr(told, "data", None))
        except TooLate:
            return Again("too_late", timedelta(0))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Doubt(type(error).__name__)

    async def upload(self, url: str, content: bytes) -> Verdict:
        """What became of the bytes of a file: taken, in doubt, or too late to leave."""
        try:
            with looking(self._may):
                async with self.session.post(url, data=content, timeout=self._time_out) as answered:
                    return Taken({}) if answered.status == 200 else Doubt("upload")
        except TooLate:
            return Again("too_late", timedelta(0))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Doubt("upload")

    async def respond(self, url: str, answer: Mapping[str, Any]) -> bool:
        """Whether Slack took an answer at the address that it gave for one."""
        try:
            async with self.session.post(url, json=answer, timeout=self._time_out) as answered:
                return answered.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def download(self, url: str, token: str, most: int) -> bytes | None:
        """The bytes of a file that somebody attached, at most so many; None where it cannot be had."""
        headers = {"Authorization": f"Bearer {token}"}
        if not self._is_slacks(url):
            return None
        try:
            async with self.session.get(
                url, headers=headers, timeout=self._time_out, allow_redirects=False
            ) as answered:
                content = await answered.content.read(most + 1) if answered.status == 200 else None
                return await _rest(answered, content, most) if content is not None else None
        except (aiohttp.ClientError, TimeoutError, OSError):
            return None

    def _is_slacks(self, url: str) -> bool:
        """Whether Slack's own files lie there: nobody else is shown a token."""
        try:
            there = URL(url)
        except ValueError:
            return False
        hosts = (self._url.host, f"files.{self._url.host}")
        return there.scheme == self._url.scheme and there.host in hosts


async def _rest(answered: aiohttp.ClientResponse, content: bytes, most: int) -> bytes:
    """Everything, in as many pieces as it comes, and never much more than is wanted."""
    while len(content) <= most and (more := await answered.content.read(most + 1 - len(content))):
        content += more
    return content


def _form(asked: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in asked.items()
    }
