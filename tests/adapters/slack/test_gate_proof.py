"""Two hundred thousand deliveries that are almost Slack's: none comes in, none is a fault or logged."""

from __future__ import annotations

import copy
import io
import json
import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from resource import RUSAGE_SELF, getrusage
from typing import Any

import pytest
from multidict import CIMultiDict

from adapters.slack.gate import MOST_BYTES, Malformed, NotSlack, admitted
from tests.adapters.slack.overheard import overheard
from tests.adapters.slack.served import Served, World
from tests.adapters.slack.test_gate import BODY, NOW, SECRET, signed
from tests.adapters.slack.traces import everything
from tests.slack.acks import Ack

PROVING = os.environ.get("HYPOTHESIS_PROFILE") == "prove"
DIRECT = 5_000_000 if PROVING else 200_000
OVER_HTTP = 5_000 if PROVING else 500
FLOOD = 10_000
REPLAYS = 10_000 if PROVING else 1_000
ODD_SHAPES = 6_000 if PROVING else 600
CANARY = "je-ne-sais-plus-quoi-faire"

Delivered = tuple[bytes, dict[str, str]]
Mutation = Callable[[random.Random, bytes, dict[str, str]], Delivered]


def another_byte(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    at = dice.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ dice.randrange(1, 256)]) + raw[at + 1 :], headers


def cut(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    return raw[: dice.randrange(len(raw))], headers


def longer(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    return raw + dice.choice([b" ", b"\n", b"\0", b"}", b"&payload={}"]), headers


def turned_around(_dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    return raw[::-1], headers


def another_sign(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    return raw, _changed(dice, headers, "X-Slack-Signature")


def another_time(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    return raw, _changed(dice, headers, "X-Slack-Request-Timestamp")


def later(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    at = int(headers["X-Slack-Request-Timestamp"]) + dice.choice([-1, 1]) * dice.randrange(1, 10**6)
    return raw, {**headers, "X-Slack-Request-Timestamp": str(at)}


def without(dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    lost = dice.choice(["X-Slack-Signature", "X-Slack-Request-Timestamp"])
    return raw, {name: value for name, value in headers.items() if name != lost}


def exchanged(_dice: random.Random, raw: bytes, headers: dict[str, str]) -> Delivered:
    one, other = headers["X-Slack-Signature"], headers["X-Slack-Request-Timestamp"]
    return raw, {**headers, "X-Slack-Signature": other, "X-Slack-Request-Timestamp": one}


def _changed(dice: random.Random, headers: dict[str, str], name: str) -> dict[str, str]:
    held = headers[name]
    at = dice.randrange(len(held) + 1)
    sign = dice.choice("0123456789abcdefvx=:+-. ")
    made = dice.choice([held[:at], held[:at] + sign + held[at:], held[:at] + sign + held[at + 1 :]])
    return {**headers, name: made if made != held else f"{held}0"}


MUTATIONS: tuple[Mutation, ...] = (
    another_byte, cut, longer, turned_around, another_sign, another_time, later, without, exchanged,
)  # fmt: skip


@pytest.mark.slow
def test_nothing_that_was_changed_comes_in_and_nothing_is_a_fault():
    dice, good, refused = random.Random(20260302), dict(signed(BODY)), 0
    assert admitted(BODY, CIMultiDict(good), SECRET, NOW)
    for number in range(DIRECT):
        raw, headers = MUTATIONS[number % len(MUTATIONS)](dice, BODY, good)
        try:
            admitted(raw, CIMultiDict(headers), SECRET, NOW)
        except NotSlack:
            refused += 1
    assert refused == DIRECT


@pytest.mark.slow
def test_a_flood_of_huge_and_deep_bodies_leaves_nothing_behind():
    bodies = [
        b"[" * 20_000,
        b'{"a":' * 10_000,
        b'{"a":' * 900 + b"1" + b"}" * 900,
        b'{"a":' + b"[" * 500 + b"]" * 500 + b"}",
        b"a=" + b"%" * 1_000,
        b"&" * 20_000,
        b'{"a": "' + b"\\u0000" * 3_000 + b'"',
    ]
    kinds = ("application/json", "application/x-www-form-urlencoded", "")
    deliveries = [(raw, signed(raw, kind=kind)) for raw in bodies for kind in kinds]
    before = getrusage(RUSAGE_SELF).ru_maxrss
    for number in range(FLOOD):
        raw, headers = deliveries[number % len(deliveries)]
        try:
            admitted(raw, headers, SECRET, NOW)
        except Malformed:
            continue
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.fixture
async def open_wide(there: World) -> AsyncIterator[Served]:
    """Served without a limit of how much one may do."""
    async with there.one(speeds={"person": (10**7, 10), "tenant": (10**7, 10)}) as one:
        yield one


async def _knock(served: Served, raw: Any, headers: Any) -> int:
    url = served.fingers.delivery.url
    async with served.double.session.post(url, data=raw, headers=headers) as answer:
        await answer.read()
        return int(answer.status)


def _good(served: Served, payload: Any) -> Delivered:
    raw = json.dumps(payload).encode()
    return raw, served.fingers.delivery.headers(raw, "application/json")


async def test_over_http_it_is_one_answer_and_nothing_of_it_is_logged(there: World, served: Served) -> None:
    raw, headers = _good(served, {"type": "event_callback", "event_id": "Ev1", "text": CANARY})
    dice, before = random.Random(1), everything(there.folder)
    with overheard() as heard:
        for number in range(OVER_HTTP):
            body, changed = MUTATIONS[number % len(MUTATIONS)](dice, raw, headers)
            assert await _knock(served, body, changed) == 401
    assert CANARY not in heard.everything
    assert everything(there.folder) == before
    assert not served.double.asked - {("auth.test", "ok"): 1}.keys()


async def test_what_is_larger_than_slack_s_is_not_read(served: Served) -> None:
    raw, headers = _good(served, {"type": "x", "text": "x" * MOST_BYTES})

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(raw), 10_000):
            yield raw[start : start + 10_000]

    with overheard() as heard:
        for body in (raw, in_pieces(), io.BytesIO(b"x" * 5_000_000)):
            assert await _knock(served, body, headers) == 401
    assert "Traceback" not in heard.everything


async def test_what_is_signed_and_malformed_is_answered_so(served: Served) -> None:
    for raw in (b"", b"{", b"[]", b"null", b'{"a":' * 100 + b"1" + b"}" * 100, b'{"a":"\xff"}'):
        assert await _knock(served, raw, served.fingers.delivery.headers(raw, "application/json")) == 400


async def test_what_is_signed_and_of_a_kind_that_nobody_knows_is_taken_note_of(
    there: World, served: Served
) -> None:
    before = everything(there.folder)
    for payload in (
        {},
        {"type": "something_new"},
        {"type": "event_callback", "event": {"type": "reaction_added"}, "team_id": served.team.id},
        {"type": "block_suggestion", "action_id": "x", "value": "x"},
        {"type": "event_callback"},
        {"ssl_check": "1", "token": "x"},
    ):
        assert await _knock(served, *_good(served, payload)) in (200, 400), payload
    assert everything(there.folder) == before


async def test_slack_s_question_whether_the_address_is_ours_is_answered_only_when_signed(
    served: Served,
) -> None:
    assert (await served.fingers.verifies("3eZbrw1aB")).body == "3eZbrw1aB"
    raw, headers = _good(served, {"type": "url_verification", "challenge": "x"})
    assert await _knock(served, raw, {**headers, "X-Slack-Signature": "v0=0"}) == 401


class _Recorded:
    """Everything that Slack delivered, as it was sent."""

    def __init__(self, served: Served) -> None:
        self.sent: list[Delivered] = []
        self._post = served.fingers.delivery.post
        served.fingers.delivery.post = self._keep  # type: ignore[method-assign]

    async def _keep(self, body: bytes, headers: Any) -> Ack:
        self.sent.append((body, dict(headers)))
        return await self._post(body, headers)


async def _a_first_day(served: Served) -> _Recorded:
    """Somebody joins, says what they need, types, presses, opens and uses everything."""
    recorded = _Recorded(served)
    amira = await served.chat.joins("Amira Haddad")
    await amira.says("How do I negotiate my first contract?")
    await amira.says("/mentor help")
    await amira.presses("My constellation")
    await served.fingers.shortcut(amira.user, "need")
    own = [one for one in served.fingers.eyes.messages(amira.user) if one.by == amira.user]
    await served.fingers.shortcut(amira.user, "ask", own[-1].ref)
    room = served.double.slack.channel(served.team, "general", amira.user)
    await served.fingers.types(amira.user, "/mentor need my first contract", room.id)
    await served.carries()
    return recorded


@pytest.mark.slow
async def test_what_is_delivered_again_and_again_happens_once(there: World, open_wide: Served) -> None:
    recorded = await _a_first_day(open_wide)
    before, shown = everything(there.folder), _screens(open_wide)
    dice = random.Random(3)
    for number in range(REPLAYS):
        raw, headers = dice.choice(recorded.sent)
        again = {"X-Slack-Retry-Num": str(1 + number % 3), "X-Slack-Retry-Reason": "http_timeout"}
        assert await _knock(open_wide, raw, headers | (again if number % 2 else {})) == 200
    await open_wide.carries()
    assert everything(there.folder) == before
    assert _screens(open_wide) == shown


async def test_a_page_that_is_opened_again_by_a_repeat_is_the_same_page(there: World, served: Served) -> None:
    recorded = _Recorded(served)
    amira = await served.chat.joins("Amira Haddad")
    await amira.opens_home()
    for _ in range(10):
        assert await _knock(served, *recorded.sent[-1]) == 200
    assert served.double.asked["views.publish", "ok"] <= 2


@pytest.mark.slow
async def test_no_shape_that_slack_never_sends_is_a_fault(there: World, open_wide: Served) -> None:
    recorded = await _a_first_day(open_wide)
    dice, statuses = random.Random(4), set()
    bodies = [_read(raw) for raw, _ in recorded.sent]
    with overheard() as heard:
        for _ in range(ODD_SHAPES):
            statuses.add(await _knock(open_wide, *_good(open_wide, _distorted(dice, dice.choice(bodies)))))
    assert statuses <= {200, 400}
    assert "turn_raised" not in heard.written
    assert "Traceback" not in heard.everything


def _read(raw: bytes) -> Any:
    headers = signed(raw, kind="" if b"=" in raw[:40] else "application/json")
    return admitted(raw, headers, SECRET, NOW)


def _distorted(dice: random.Random, body: Any) -> Any:
    """A body with one of its parts gone, or of another kind."""
    made = copy.deepcopy(body)
    *way, last = dice.choice(list(_paths(made)))
    part = made
    for step in way:
        part = part[step]
    if dice.random() < 0.2:
        del part[last]
    else:
        part[last] = dice.choice([None, [], {}, 0, "x", ["x"], {"a": 1}, "", True, 10**30, "\0", "é" * 300])
    return made


def _paths(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        yield (*way, step)
        yield from _paths(inner, (*way, step))


def _screens(served: Served) -> list[Any]:
    return [
        (room.id, one.ts, one.text)
        for room in served.double.slack.conversations.values()
        for one in room.messages.values()
    ]
