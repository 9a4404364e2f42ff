import asyncio
import random
from datetime import timedelta

import pytest

from adapters.teams.pace import A_TENANT, A_THREAD, LONGEST_WAIT, Pace
from tests.teams.limits import Limits


class Stopwatch:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def read(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def watch():
    return Stopwatch()


@pytest.fixture
def pace(watch):
    return Pace(watch.read, watch.sleep)


async def test_what_keeps_the_pace_goes_at_once(pace, watch):
    for _ in range(7):
        assert await pace.turn("t", "a") is None
    assert watch.seconds == 0


async def test_what_would_wait_long_comes_back_and_takes_nobodys_place(pace, watch):
    waits = [await pace.turn("t", "a") for _ in range(61)]
    assert waits[:60] == [None] * 60
    wait = waits[60]
    assert wait is not None
    assert 20 < watch.seconds + wait.total_seconds() < 31
    assert {await pace.turn("t", "a") for _ in range(10)} == {wait}
    watch.seconds += wait.total_seconds()
    assert await pace.turn("t", "a") is None


async def test_no_wait_is_longer_than_two_seconds(pace, watch):
    for _ in range(500):
        before = watch.seconds
        wait = await pace.turn("t", "a")
        assert watch.seconds - before <= LONGEST_WAIT
        if wait is not None:
            assert wait > timedelta(seconds=LONGEST_WAIT)
            watch.seconds += wait.total_seconds()


async def test_a_thread_in_a_hurry_does_not_hold_up_another(pace, watch):
    for _ in range(8):
        await pace.turn("t", "a")
    began = watch.seconds
    assert await pace.turn("t", "b") is None
    assert watch.seconds == began


async def test_teams_never_has_to_ask_for_patience(watch):
    """A day of a bot that talks too much: Teams counts along, and never says no."""
    pace, teams, dice = Pace(watch.read, watch.sleep), Limits(), random.Random(7)
    sent = 0
    for _ in range(20_000):
        thread = f"thread {dice.choice('aaaaabbcdefgh')}"
        wait = await pace.turn("t", thread)
        if wait is None:
            assert teams.wait("t", thread, watch.seconds) == 0
            sent += 1
        watch.seconds += dice.choice([0.0, 0.0, 0.0, 0.01, 0.3]) if wait is None else 0.1
    assert sent > 3_000


async def test_a_tenant_takes_thirty_a_second_however_many_threads_ask():
    pace, began = Pace(), asyncio.get_running_loop().time()
    waits = await asyncio.gather(*(pace.turn("t", f"thread {number}") for number in range(45)))
    assert waits == [None] * 45
    assert asyncio.get_running_loop().time() - began >= 1


async def test_tenants_do_not_wait_for_each_other(pace, watch):
    for number in range(60):
        assert await pace.turn(f"tenant {number % 2}", f"thread {number}") is None
    assert watch.seconds == 0


async def test_conversations_that_are_quiet_are_forgotten(pace, watch):
    for number in range(10_050):
        watch.seconds += 0.5
        await pace.turn("t", f"thread {number}")
    watch.seconds += 4_000
    await pace.turn("t", "another")
    assert len(pace._turns) < 10_002


def test_the_limits_are_those_that_teams_documents():
    assert A_THREAD == ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
    assert A_TENANT == ((30, 1.0),)
