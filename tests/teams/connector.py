"""The connector's REST: what a bot may ask of Teams, with Teams' own refusals.

The order of the refusals is Teams': a fault of the network, the token, the pace, the conversation, the
message. A group chat cannot be made by a bot (BadSyntax) unless `groups` is set.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.teams.faults import Call, Fault, Faults
from tests.teams.limits import Limits
from tests.teams.login import Login
from tests.teams.tenancy import Conversation, Post, Tenancy
from tests.teams.validity import problem

BASE, FIRST = "/amer", "/teams"
"""Where Teams serves a tenant, and where it is first spoken to by whoever does not know that yet."""
Work = Callable[[Any], Awaitable[web.Response]]


class Connector:
    """Answers calls under `/amer/v3/…`; `seen` names every call that came, `unlimited` takes any pace.

    `taken` is every message and change that Teams took, with its conversation; `under_way` how many calls
    are heard and not yet over.
    """

    def __init__(self, tenancy: Tenancy, login: Login, clock: Callable[[], float] = time.monotonic) -> None:
        self.tenancy, self.login, self.clock = tenancy, login, clock
        self.faults, self.limits = Faults(), Limits()
        self.installed: set[str] = set()
        self.groups = False
        self.unlimited = False
        self.seen: list[tuple[Call, int]] = []
        self.taken: list[tuple[str, Any]] = []
        self.under_way = 0

    @property
    def routes(self) -> list[web.RouteDef]:
        return [*self._below(BASE), *self._below(FIRST)]

    def _below(self, base: str) -> list[web.RouteDef]:
        one = base + "/v3/conversations/{conversation}"
        return [
            web.post(base + "/v3/conversations", self._create),
            web.post(one + "/activities", self._send),
            web.post(one + "/activities/{activity}", self._send),
            web.put(one + "/activities/{activity}", self._update),
            web.get(one + "/members", self._members),
            web.get(one + "/members/{member}", self._member),
        ]

    async def _send(self, request: web.Request) -> web.Response:
        async def posted(activity: Any) -> web.Response:
            there = self._conversation(request)
            post = Post(self.tenancy.new_id(), activity)
            there.posts.append(post)
            self.taken.append((there.id, activity))
            return web.json_response({"id": post.id}, status=201)

        return await self._answer("send", request, posted, activity=True)

    async def _update(self, request: web.Request) -> web.Response:
        async def changed(activity: Any) -> web.Response:
            there = self._conversation(request)
            post = there.post(request.match_info["activity"])
            if post is None:
                raise refusal(404, "ActivityNotFoundInConversation", "Activity not found in conversation")
            post.activity, post.versions = activity, post.versions + 1
            self.taken.append((there.id, activity))
            return web.json_response({"id": post.id})

        return await self._answer("update", request, changed, activity=True)

    async def _create(self, request: web.Request) -> web.Response:
        async def created(asked: Any) -> web.Response:
            return web.json_response({"id": self._created(asked).id}, status=201)

        return await self._answer("create", request, created)

    async def _members(self, request: web.Request) -> web.Response:
        async def listed(_asked: Any) -> web.Response:
            there = self._conversation(request)
            return web.json_response([self.tenancy.people[user].member for user in there.members])

        return await self._answer("members", request, listed)

    async def _member(self, request: web.Request) -> web.Response:
        async def told(_asked: Any) -> web.Response:
            person = self.tenancy.person(request.match_info["member"])
            if person is None or person.user not in self._conversation(request).members:
                raise refusal(404, "MemberNotFoundInConversation", "The member is not in this conversation")
            return web.json_response(person.member)

        return await self._answer("members", request, told)

    async def _answer(
        self, call: Call, request: web.Request, work: Work, *, activity: bool = False
    ) -> web.Response:
        self.under_way += 1
        try:
            return await self._answered(call, request, work, activity=activity)
        finally:
            self.under_way -= 1

    async def _answered(
        self, call: Call, request: web.Request, work: Work, *, activity: bool
    ) -> web.Response:
        raw = await request.read()
        fault = self.faults.next(call)
        if fault is not None and not fault.taken:
            self.seen.append((call, fault.status))
            return await _faulty(fault, request)
        try:
            response = await self._done(call, request, raw, work, activity=activity)
        except Refusal as refused:
            response = refused.response
        self.seen.append((call, response.status))
        return response if fault is None else await _faulty(fault, request, response)

    async def _done(
        self, call: Call, request: web.Request, raw: bytes, work: Work, *, activity: bool
    ) -> web.Response:
        if not self.login.accepts(request.headers.get("Authorization", "")):
            raise refusal(401, "Unauthorized", "Authorization has been denied for this request.")
        there = self._conversation(request) if call != "create" else None
        self._keep_pace(there, request)
        if there is not None and there.refuses:
            raise blocked(there.refuses)
        asked = _read(raw) if request.method != "GET" else None
        if activity and (wrong := problem(asked)) is not None:
            raise refusal(*wrong)
        return await work(asked)

    def _keep_pace(self, there: Conversation | None, request: web.Request) -> None:
        if self.unlimited:
            return
        tenant, thread = (there.tenant, there.id) if there else (self.login.tenant, "new conversations")
        wait = self.limits.wait(tenant, thread, self.clock())
        if wait > 0:
            headers = {"Retry-After": str(int(wait) + 1)}
            raise refusal(429, "TooManyRequests", f"{request.method} too often", headers)

    def _conversation(self, request: web.Request) -> Conversation:
        there = self.tenancy.conversations.get(request.match_info["conversation"])
        if there is None:
            raise refusal(404, "ConversationNotFound", "Conversation not found.")
        return there

    def _created(self, asked: Any) -> Conversation:
        members = [self.tenancy.person(str(member.get("id"))) for member in asked.get("members") or []]
        tenant = asked.get("tenantId") or asked.get("channelData", {}).get("tenant", {}).get("id")
        is_group = asked.get("isGroup") or len(members) > 1
        if not tenant or not members or (is_group and not self.groups):
            raise refusal(400, "BadSyntax", "Incorrect conversation creation parameters")
        people = [person for person in members if person is not None and person.tenant == tenant]
        if len(people) != len(members):
            raise refusal(404, "UserNotFound", "The member is not in this tenant")
        if any(person.user not in self.installed for person in people):
            raise refusal(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope")
        return self.tenancy.group(people) if len(people) > 1 else self.tenancy.personal(people[0])


class Refusal(Exception):
    """Teams says no, in this way."""

    def __init__(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.response = web.json_response(body, status=status, headers=headers)


def refusal(status: int, code: str, words: str, headers: dict[str, str] | None = None) -> Refusal:
    """A refusal as the connector words it."""
    return Refusal(status, {"error": {"code": code, "message": words}}, headers)


def blocked(code: str) -> Refusal:
    """A 403: Teams tells of blocked writes as JSON within JSON, of everything else in the usual way."""
    if code != "MessageWritesBlocked":
        return refusal(403, code, "The bot may not write here")
    inner = {"subCode": code, "details": "Thread is blocked from message writes.", "errorCode": None}
    return Refusal(403, {"errorCode": 209, "message": json.dumps(inner, indent=2)})


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise refusal(400, "BadSyntax", "The body is no JSON") from None


async def _faulty(fault: Fault, request: web.Request, response: web.Response | None = None) -> web.Response:
    await asyncio.sleep(fault.slow)
    if fault.drops:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
    if fault.status == 0 and response is not None:
        return response
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    headers |= {"Location": fault.location} if fault.location else {}
    if fault.body:
        return web.Response(status=fault.status, text=fault.body, headers=headers)
    if fault.status == 403:
        return blocked(fault.code).response
    body = {"error": {"code": fault.code, "message": "as ordered"}}
    return web.json_response(body, status=fault.status, headers=headers)
