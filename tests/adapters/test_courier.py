import asyncio
from datetime import timedelta

import pytest

from adapters.courier import Courier
from bot import outbox
from bot.mentoring.queue import Waiting
from bot.outbox import MessageState
from store.deliveries import Deliveries
from tests.adapters.post_office import PostOffice, post_office
from tests.fakes_messenger import LOOKED_THROUGH

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def office(store):
    return post_office(store)


def faults(office: PostOffice, *names: str) -> None:
    office.messenger.faults.extend(names)


class GoneForAWhile(Deliveries):
    """A store that cannot be reached the first three times."""

    calls = 0

    def claim(self, owner, now, limit):
        self.calls += 1
        if self.calls < 4:
            raise ConnectionError("the store is gone")
        return super().claim(owner, now, limit)


async def test_what_is_due_is_sent_and_what_is_not_waits(office):
    office.put("now", 1)
    office.put("tomorrow", 1, at=office.now + timedelta(days=1))
    await office.drain()
    assert office.causes("u1") == ["now"]
    assert office.message("now").state is MessageState.SENT
    assert office.message("now").sent_as == "1"
    assert office.message("tomorrow").attempts == 0


async def test_two_people_read_it_in_a_conversation_of_theirs(office):
    office.put("hello", 1, 2)
    await office.drain()
    assert office.causes("u1", "u2") == ["hello"]


async def test_a_conversation_keeps_its_order_whatever_the_platform_does(office):
    for number in range(6):
        office.put(f"c{number}", 1)
    faults(office, "patience", "dropped", "lost", "raises", "patience", "lost", "dropped")
    await office.live(timedelta(minutes=20))
    assert office.causes("u1") == [f"c{number}" for number in range(6)]


async def test_other_conversations_do_not_wait_for_one_in_trouble(office):
    office.put("stuck", 1)
    faults(office, "lost")
    await office.drain()
    office.put("fine", 2)
    await office.drain()
    assert office.causes("u1") == []
    assert office.causes("u2") == ["fine"]


async def test_a_connection_that_drops_after_receipt_doubles_nothing(office):
    office.put("once", 1)
    faults(office, "dropped")
    await office.live(timedelta(minutes=5))
    assert office.causes("u1") == ["once"]
    assert office.messenger.calls == ["send once", "find once"]
    assert office.message("once").state is MessageState.SENT


async def test_a_card_that_took_an_old_one_s_place_is_looked_for_there(office):
    office.put("first", 1)
    for number in range(LOOKED_THROUGH + 1):
        office.put(f"c{number}", 1)
    await office.drain()
    faults(office, "dropped")
    office.put("news", 1, replaces=office.message("first").sent_as)
    await office.live(timedelta(minutes=1))
    assert office.messenger.calls.count("send news") == 1
    assert office.message("news").state is MessageState.SENT


async def test_a_connection_that_drops_before_receipt_loses_nothing(office):
    office.put("once", 1)
    faults(office, "lost", "raises", "lost")
    await office.live(timedelta(minutes=5))
    assert office.causes("u1") == ["once"]


async def test_nothing_is_asked_before_the_settle_time_is_over(office):
    office.put("once", 1)
    faults(office, "dropped")
    await office.drain()
    office.now += outbox.SETTLE - timedelta(milliseconds=1)
    await office.drain()
    assert office.messenger.calls == ["send once"]


async def test_patience_is_kept_and_costs_no_attempt(office):
    office.put("once", 1)
    faults(office, "patience")
    await office.drain()
    waiting = office.message("once")
    assert (waiting.attempts, waiting.in_doubt) == (0, False)
    assert waiting.next_at >= office.now + timedelta(seconds=30)
    await office.live(timedelta(minutes=1))
    assert office.messenger.calls == ["send once", "send once"]


async def test_a_refusal_goes_to_the_coordinator_and_blocks_nobody(office):
    office.put("first", 1)
    office.put("second", 1)
    faults(office, "refused")
    await office.drain()
    assert office.message("first").state is MessageState.DEAD
    assert office.causes("u1") == ["second"]
    (item,) = office.work(lambda work: work.queue.where())
    assert (item.kind, item.about, item.opened_at) == (Waiting.UNDELIVERABLE, 1, office.now)
    assert office.work(lambda work: work.accounts.get(1)).reachable


async def test_whoever_left_is_not_written_to_again_and_the_coordinator_hears_of_it_once(office):
    office.messenger.lose("u2")
    office.put("hello", 1, 2)
    office.put("just you", 2)
    await office.drain()
    assert [account.reachable for account in office.work(lambda work: work.accounts.where())] == [True, False]
    assert [item.about for item in office.work(lambda work: work.queue.where())] == [2]
    (due,) = office.work(lambda work: work.due.claim(office.now + timedelta(days=8), 5))
    assert (due.kind, due.about) == ("person.gone", 2)


async def test_a_platform_that_never_comes_back_is_given_up_in_the_end(office):
    office.put("once", 1)
    faults(office, *["lost"] * 40)
    await office.live(timedelta(hours=16), step=timedelta(minutes=2))
    message = office.message("once")
    assert (message.state, message.attempts) == (MessageState.DEAD, outbox.ATTEMPTS + 1)
    assert len(office.work(lambda work: work.queue.where())) == 1


async def test_a_platform_that_is_too_slow_is_asked_later(office, monkeypatch):
    monkeypatch.setattr(outbox, "TIME_OUT", timedelta(milliseconds=20))
    office.put("once", 1)
    faults(office, "slow")
    await office.live(timedelta(minutes=1))
    assert office.messenger.calls == ["send once", "find once"]
    assert office.causes("u1") == ["once"]


async def test_a_courier_that_dies_between_claim_and_sending_loses_nothing(office):
    office.put("once", 1)
    await asyncio.wrap_future(office.deliveries.claim("dead", office.now, 10))
    await office.drain()
    assert office.causes("u1") == []
    await office.live(timedelta(minutes=2))
    assert office.messenger.calls == ["find once", "send once"]


async def test_a_courier_that_dies_between_sending_and_settling_doubles_nothing(office):
    office.put("once", 1)
    (envelope,) = await asyncio.wrap_future(office.deliveries.claim("dead", office.now, 10))
    await office.messenger.send(envelope.readers, None, "once", "")
    await office.live(timedelta(minutes=2))
    assert office.causes("u1") == ["once"]
    assert office.message("once").state is MessageState.SENT


async def test_many_deaths_and_faults_lose_double_and_reorder_nothing(office):
    names = ["dropped", "lost", "", "patience", "raises", "", "dropped", ""]
    faults(office, *names * 12)
    for number in range(40):
        office.put(f"c{number:02}", 1 + number % 2)
    for _ in range(60):
        await asyncio.wrap_future(office.deliveries.claim("dead", office.now, 1))
        await office.live(timedelta(seconds=70), step=timedelta(seconds=35))
    await office.live(timedelta(hours=2), step=timedelta(minutes=1))
    assert office.causes("u1") == [f"c{number:02}" for number in range(0, 40, 2)]
    assert office.causes("u2") == [f"c{number:02}" for number in range(1, 40, 2)]


@pytest.mark.parametrize("slept", [outbox.TIME_OUT + MOMENT, outbox.LEASE, timedelta(days=1)], ids=str)
async def test_who_slept_while_a_message_waited_for_its_turn_sends_it_no_more(office, slept):
    office.put("once", 1)
    office.messenger.meanwhile = lambda: setattr(office, "now", office.now + slept)
    await office.drain()
    assert office.causes("u1") == []
    assert (office.message("once").attempts, office.message("once").in_doubt) == (0, False)
    office.messenger.meanwhile = lambda: None
    await office.live(timedelta(minutes=1))
    assert office.causes("u1") == ["once"]


async def test_who_took_long_to_ask_sends_only_while_the_lease_outlasts_what_a_platform_may_take(office):
    office.put("once", 1)
    await asyncio.wrap_future(office.deliveries.claim("dead", office.now, 10))
    office.now += outbox.LEASE
    last = office.now + outbox.LEASE - outbox.TIME_OUT - outbox.SETTLE
    office.messenger.meanwhile = lambda: setattr(office, "now", last + MOMENT)
    await office.drain()
    assert office.causes("u1") == []


async def test_a_courier_that_was_overtaken_settles_nothing(office):
    office.put("once", 1)
    slow = office.deliveries
    (envelope,) = await asyncio.wrap_future(slow.claim("slow", office.now, 10))
    office.now += outbox.LEASE
    await office.drain()
    held = slow.settle(envelope, outbox.Undeliverable("closed"), office.now)
    assert not await asyncio.wrap_future(held)
    assert office.message("once").state is MessageState.SENT


async def test_whoever_has_no_account_goes_to_the_coordinator(office):
    office.work(lambda work: work.accounts.remove(work.accounts.get(1)))
    office.put("once", 1)
    await office.drain()
    assert office.message("once").state is MessageState.DEAD
    assert [item.about for item in office.work(lambda work: work.queue.where())] == [1]


async def test_whoever_was_forgotten_is_no_one_s_business(office):
    office.put("farewell", 99)
    await office.drain()
    assert office.message("farewell").state is MessageState.DEAD
    assert office.work(lambda work: work.queue.where()) == []


async def test_a_platform_that_is_not_served_today_waits(office):
    office.put("once", 1)
    await Courier(office.deliveries, {}, lambda: office.now).drain()
    assert office.message("once").state is MessageState.WAITING
    assert office.message("once").attempts == 0


async def test_a_poked_courier_looks_at_once_and_lands_what_flies_when_it_is_stopped(office):
    office.messenger.slow = timedelta(milliseconds=50)
    courier = office.courier()
    running = asyncio.create_task(courier.run())
    await asyncio.sleep(0.05)
    office.put("once", 1)
    courier.poke()
    while not office.messenger.calls:
        await asyncio.sleep(0.005)
    running.cancel()
    await asyncio.wait([running])
    assert office.message("once").state is MessageState.SENT


async def test_a_store_that_is_gone_for_a_while_stops_nobody(office, monkeypatch):
    monkeypatch.setattr("adapters.courier.LOOK_AGAIN", timedelta(milliseconds=5))
    office.put("once", 1)
    deliveries = GoneForAWhile(office.store)
    courier = Courier(deliveries, {"playground": office.messenger}, lambda: office.now)
    running = asyncio.create_task(courier.run())
    while office.message("once").state is not MessageState.SENT:
        await asyncio.sleep(0.005)
    running.cancel()
    await asyncio.wait([running])
    assert office.causes("u1") == ["once"]
