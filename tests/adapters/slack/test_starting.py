"""A start while Slack cannot be asked: patient for a minute, and ended at any moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from adapters import serve
from adapters.front import NoWayIn
from adapters.settings import Settings
from adapters.slack import patience
from adapters.slack.patience import PATIENCE, patiently
from adapters.slack.verdicts import Again, Doubt, Taken, Uninstalled, Verdict
from tests.adapters.slack.served import World
from tests.stores import KEY

AWAY, WELCOME = Doubt("http_503"), Taken({"ok": True})


class Stopwatch:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def read(self) -> float:
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


async def asked(*answers: Verdict) -> tuple[Verdict, Sequence[float]]:
    """What is answered in the end, and how long each pause was; the last answer is given ever after."""
    watch, left = Stopwatch(), list(answers)

    async def ask() -> Verdict:
        return left.pop(0) if len(left) > 1 else left[0]

    return await patiently(ask, watch.read, watch.sleep), watch.slept


@pytest.mark.parametrize("answer", [WELCOME, Uninstalled("invalid_auth")])
async def test_an_answer_is_an_answer_at_once(answer: Verdict) -> None:
    assert await asked(answer) == (answer, [])


async def test_who_is_away_for_a_while_is_asked_less_and_less_often() -> None:
    answer, slept = await asked(AWAY, AWAY, AWAY, AWAY, WELCOME)
    assert (answer, slept) == (WELCOME, [0.5, 1, 2, 4])


async def test_slack_s_own_patience_is_kept() -> None:
    asks = [Again("ratelimited", timedelta(seconds=seconds)) for seconds in (20, 30)]
    answer, slept = await asked(*asks, AWAY, WELCOME)
    assert (answer, slept) == (WELCOME, [20, 30, 2])


async def test_a_token_that_is_refused_at_last_ends_it() -> None:
    refused = Uninstalled("invalid_auth")
    assert await asked(AWAY, refused) == (refused, [0.5])


async def test_after_a_minute_it_is_over() -> None:
    answer, slept = await asked(AWAY)
    assert answer == AWAY
    assert PATIENCE - 15 < sum(slept) <= PATIENCE
    long = Again("ratelimited", timedelta(seconds=PATIENCE + 1))
    assert await asked(long) == (long, [])


async def test_a_call_that_is_never_answered_counts_as_one_that_failed(monkeypatch: Any) -> None:
    monkeypatch.setattr(patience, "TIME_OUT", timedelta(milliseconds=10))
    answers = [asyncio.sleep(60, AWAY), asyncio.sleep(0, WELCOME)]
    answer = await patiently(lambda: answers.pop(0), sleep=Stopwatch().sleep)
    assert answer == WELCOME


# The whole start


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long."""
    monkeypatch.setattr(patience, "PAUSES", (0.01,))
    monkeypatch.setattr(patience, "PATIENCE", 1)


@pytest.mark.parametrize("fault", ["500", "503", "dropped before", "dropped after", "garbage"])
async def test_a_slack_that_is_away_for_a_moment_is_asked_again(there: World, soon: None, fault: Any) -> None:
    there.double.faults.order("auth.test", fault, times=3)
    async with there.one() as one:
        assert await one.place()
    assert [method for method, _ in there.double.faults.happened] == ["auth.test"] * 3


async def test_a_slack_that_stays_away_is_no_reason_to_install_again(there: World, soon: None) -> None:
    there.double.faults.order("auth.test", "500", times=1_000)
    with pytest.raises(NoWayIn, match=r"cannot be asked \(http_500\): look at the network"):
        async with there.one():
            pass


async def test_asked_to_stop_while_it_waits_for_slack_it_ends_at_once_and_in_order(there: World) -> None:
    there.double.faults.order("auth.test", "503", times=1_000)
    _, token = there.installed(there.team())
    slack = there.settings(bot_token=token)
    settings = Settings(var=there.folder, keys=(KEY,), slack=slack, port=unused_port())
    stop, began = asyncio.Event(), time.monotonic()
    serving = asyncio.create_task(serve.serve(settings, stop, there.time))
    await _until(lambda: len(there.double.faults.happened) > 1)
    stop.set()
    await serving
    assert time.monotonic() - began < PATIENCE / 2


async def _until(true: Callable[[], Any]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)
