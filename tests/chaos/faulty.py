"""Faults that are seeded into the product's process: the harness has to find each of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from aiohttp import TraceConfig
from sqlalchemy import bindparam, false, select

from adapters import courier, house
from adapters.slack import app, hearing
from bot import outbox
from bot.cards import Outcome
from bot.outbox import Message, Sent
from store import deliveries, tables
from store.work import StoreWork

LATER = 0.05
"""Seconds by which what was promised comes later than the promise."""

running: set[asyncio.Task[Any]] = set()


def later(doing: Callable[[], Any]) -> None:
    """Do something a moment after it was said to be done."""

    async def wait() -> None:
        await asyncio.sleep(LATER)
        await doing()

    task = asyncio.create_task(wait())
    running.add(task)
    task.add_done_callback(running.discard)


def nothing() -> None:
    """The product as it is."""


def asks_nobody() -> None:
    """A message in doubt is sent again without asking."""
    outbox.must_ask = lambda envelope: False


def forgets_its_doubt() -> None:
    """A claim does not mark its message as in doubt."""
    deliveries._TAKE = deliveries._TAKE.values(in_doubt=false())


def settles_before_sending() -> None:
    """What is about to be sent is written down as sent."""
    sent = courier._sent

    async def at_once(*what: Any) -> Sent:
        later(lambda: sent(*what))
        return Sent("")

    courier._sent = at_once


def acknowledges_before_the_commit() -> None:
    """Slack is answered before anything is kept."""
    taken = house.House._taken

    async def at_once(self: house.House, *what: Any) -> Outcome:
        later(lambda: taken(self, *what))
        return Outcome()

    house.House._taken = at_once


def takes_every_delivery_for_a_new_one() -> None:
    """A delivery that comes again is taken again."""
    first, heard = StoreWork.first_time, hearing.Hearing.hear

    async def slowly(self: hearing.Hearing, body: Any) -> Any:
        answer = await heard(self, body)
        await asyncio.sleep(LATER)  # long enough for a kill between the commit and the answer
        return answer

    StoreWork.first_time = lambda self, id, now: first(self, id, now) or True
    hearing.Hearing.hear = slowly


def keeps_no_order() -> None:
    """Whatever is due in a conversation goes out side by side."""
    kept = tables.outbox.c
    deliveries._CLAIMABLE = (
        select(kept.programme_id, *(kept[field.name] for field in fields(Message)))
        .where(deliveries._WAITS, kept.next_at <= bindparam("now"))
        .order_by(kept.next_at, kept.id)
        .limit(bindparam("most"))
    )


def settles_for_others() -> None:
    """Whoever comes late writes down what became of a message, whoever holds it by now."""
    row = tables.outbox.c
    anyone = bindparam("its_owner") != "", bindparam("its_lease").is_not(None)
    deliveries._SETTLE = (
        tables.outbox.update().where(row.id == bindparam("its_id"), *anyone).values(version=row.version + 1)
    )


def sends_after_its_lease() -> None:
    """A message is sent though somebody else may hold it by now."""
    outbox.may_send = lambda message, now: True


def looks_only_before_it_waits() -> None:
    """Whether a message may leave is asked once, before everything that it may have to wait for."""
    app.last_look = TraceConfig


FAULTS: dict[str, Callable[[], None]] = {
    "": nothing,
    "asks nobody": asks_nobody,
    "forgets its doubt": forgets_its_doubt,
    "settles before sending": settles_before_sending,
    "acknowledges before the commit": acknowledges_before_the_commit,
    "takes every delivery for a new one": takes_every_delivery_for_a_new_one,
    "keeps no order": keeps_no_order,
    "settles for others": settles_for_others,
    "sends after its lease": sends_after_its_lease,
    "looks only before it waits": looks_only_before_it_waits,
}
"""Each fault by its name."""
