import asyncio
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.clock import MovedClock
from adapters.courier import Courier
from adapters.ticker import MovableTime, Ticker
from bot import nudges
from bot.cards import card, line
from bot.due import Done, Due, DueState
from bot.post import to_person
from store.deliveries import Deliveries
from tests.adapters.post_office import NOW, post_office
from tests.fakes import FakeCalendar

WEEK = timedelta(weeks=1)


def write_again_in_a_week(due, work, now, calendar):
    """A rule that sends a message and falls due again a week later, three times in all."""
    to_person(work, 1, card(line("help.first")), due.cause, now)
    if due.about < 3:
        cause = f"week:{due.about + 1}"
        work.due.put(Due(0, "weekly", cause, due.next_at + WEEK, due.about + 1))
    return Done()


def raises(due, work, now, calendar):
    raise ZeroDivisionError


@pytest.fixture
def office(store, monkeypatch):
    monkeypatch.setitem(nudges.RULES, "weekly", write_again_in_a_week)
    monkeypatch.setitem(nudges.RULES, "raises", raises)
    return post_office(store)


@pytest.fixture
def clock():
    return MovedClock(lambda: NOW)


@pytest.fixture
def courier(office, clock):
    return Courier(Deliveries(office.store), {"playground": office.messenger}, clock.now)


@pytest.fixture
def ticker(office, courier, clock):
    return Ticker(office.store, courier, FakeCalendar(), clock.now)


@pytest.fixture
def time(office, courier, ticker, clock):
    return MovableTime(clock, ticker.tick, courier, Deliveries(office.store).next_instant)


def due(office, kind, cause, at, about=1):
    assert office.work(lambda work: work.due.put(Due(0, kind, cause, at, about)))


async def test_a_tick_puts_what_is_due_into_the_outbox_once(office, ticker, courier):
    due(office, "weekly", "week:3", NOW, about=3)
    due(office, "weekly", "later", NOW + WEEK, about=3)
    await asyncio.gather(ticker.tick(), ticker.tick())
    await courier.drain()
    assert office.causes("u1") == ["week:3"]
    assert ticker.last == NOW


async def test_a_tick_goes_on_until_nothing_is_due(office, ticker, courier):
    for number in range(250):
        due(office, "weekly", f"c{number}", NOW, about=3)
    await ticker.tick()
    await courier.drain()
    assert len(office.causes("u1")) == 250


async def test_a_rule_that_raises_stops_nobody(office, ticker, courier):
    due(office, "raises", "poison", NOW - WEEK)
    due(office, "weekly", "week:3", NOW, about=3)
    await ticker.tick()
    await courier.drain()
    assert office.causes("u1") == ["week:3"]


async def test_a_programme_in_trouble_stops_no_other(office, ticker, courier, monkeypatch):
    due(office, "weekly", "week:3", NOW, about=3)
    programmes = office.store.programmes().result(5)
    monkeypatch.setattr(office.store, "programmes", lambda: _done([999, *programmes]))
    await ticker.tick()
    await courier.drain()
    assert office.causes("u1") == ["week:3"]


async def test_six_weeks_pass_through_every_due_instant_in_order(office, time, clock):
    due(office, "weekly", "week:1", NOW + timedelta(hours=5))
    office.put("held", 2, at=NOW + timedelta(minutes=10))
    await time.move(6 * WEEK)
    assert clock.now() == NOW + 6 * WEEK
    assert office.causes("u1") == ["week:1", "week:2", "week:3"]
    sent = [office.message(cause).sent_at for cause in ("held", "week:1", "week:2", "week:3")]
    first = NOW + timedelta(hours=5)
    assert sent == [NOW + timedelta(minutes=10), first, first + WEEK, first + 2 * WEEK]


async def test_time_moves_past_what_never_settles(office, time, clock):
    due(office, "raises", "poison", NOW)
    office.work(lambda work: work.change_programme(paused(work.programme)))
    await time.move(WEEK)
    assert clock.now() == NOW + WEEK
    assert office.work(lambda work: work.due.first("poison")).state is DueState.OPEN


async def test_two_who_move_the_clock_move_it_twice(time, clock):
    await asyncio.gather(time.move(WEEK), time.move(WEEK))
    assert clock.now() == NOW + 2 * WEEK


async def test_what_is_no_longer_needed_is_let_go_of_once_a_day(office, ticker, clock):
    office.work(lambda work: work.first_time("turn", NOW))
    await ticker.tick()
    clock.move_to(NOW + timedelta(days=8))
    await ticker.tick()
    assert office.work(lambda work: work.first_time("turn", clock.now()))


def paused(programme):
    return replace(programme, paused_at=NOW)


def _done(result):
    done = Future()
    done.set_result(result)
    return done
