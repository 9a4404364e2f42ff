"""The one door out: claims what is due, asks, sends and settles, each conversation in its order."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from adapters.messenger import FindAnswer, InDoubt, Messenger, SendAnswer, Sent, TryAgain, Undeliverable
from bot import outbox
from bot.outbox import Envelope
from bot.packing import unpacked

MOST_AT_ONCE = 50
"""How many conversations are sent to side by side."""

LOOK_AGAIN = timedelta(seconds=1)
"""How long the courier rests when nobody pokes it."""

BREATH = 0.02
"""Seconds that it rests at least, and as long as it looked: what comes meanwhile is claimed together."""

log = structlog.get_logger("courier")


class Deliveries(Protocol):
    """What the courier asks of the store (`store.deliveries`)."""

    def claim(self, owner: str, now: datetime, limit: int) -> "Future[list[Envelope]]":
        """The messages that are due, at most one of each conversation."""

    def settle(self, envelope: Envelope, answer: SendAnswer, now: datetime) -> "Future[bool]":
        """Write down what became of a message; False where somebody else holds it by now."""


class Courier:
    """Carries messages to their platforms by the decisions of `bot.outbox`.

    `messengers` by the platform's name; `now` is the present, as whoever wires it reads it.
    """

    def __init__(
        self, deliveries: Deliveries, messengers: Mapping[str, Messenger], now: Callable[[], datetime]
    ) -> None:
        self._deliveries = deliveries
        self._messengers = messengers
        self._now = now
        self._owner = secrets.token_hex(8)  # of this start: no later one can pass for it
        self._poked = asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()

    def poke(self) -> None:
        """Say that something may be due; the next look is at once."""
        self._poked.set()

    async def run(self) -> None:
        """Carry until cancelled; what is on its way then is brought to its end."""
        try:
            while True:
                self._poked.clear()
                began = time.monotonic()
                await self._look()
                await asyncio.sleep(max(BREATH, time.monotonic() - began))
                # Not wait_for: in Python 3.11 it may swallow a cancellation that comes along with a poke.
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN.total_seconds()):
                        await self._poked.wait()
        finally:
            await asyncio.shield(self._landed())

    async def drain(self, now: datetime | None = None) -> None:
        """Carry until nothing is due and nothing is on its way; `now` stands still where it is given."""
        present = self._now if now is None else lambda: now
        while await self._launch(present) or self._flying:
            if self._flying:
                await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)

    async def _look(self) -> None:
        """A store that is gone for a while is looked at again; what was claimed falls due by itself."""
        try:
            await self._launch(self._now)
        except Exception as error:
            log.error("claim_failed", error=type(error).__name__)

    async def _launch(self, present: Callable[[], datetime]) -> int:
        """Set out with what is due, as far as there is room; how many set out."""
        free = MOST_AT_ONCE - len(self._flying)
        if free <= 0:
            return 0
        envelopes = await asyncio.wrap_future(self._deliveries.claim(self._owner, present(), free))
        for envelope in envelopes:
            task = asyncio.create_task(self._carry(envelope, present))
            self._flying.add(task)
            task.add_done_callback(self._back)
        return len(envelopes)

    def _back(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self.poke()

    async def _landed(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying)

    async def _carry(self, envelope: Envelope, present: Callable[[], datetime]) -> None:
        message = envelope.message
        answer = await self._answer(envelope, present)
        facts = {
            "message_id": message.id,
            "programme_id": envelope.programme_id,
            "attempts": message.attempts,
        }
        try:
            held = await asyncio.wrap_future(self._deliveries.settle(envelope, answer, present()))
        except Exception as error:  # the row stays in doubt, and falls due when its lease ends
            log.error("settle_failed", **facts, error=type(error).__name__)
            return
        reason = {"reason": answer.reason} if isinstance(answer, Undeliverable) else {}
        tell = log.debug if isinstance(answer, Sent) else log.info
        tell("carried", **facts, **reason, answer=type(answer).__name__, held=held)

    async def _answer(self, envelope: Envelope, present: Callable[[], datetime]) -> SendAnswer:
        if not envelope.readers:
            return Undeliverable("nobody_to_reach")
        messenger = self._messengers.get(envelope.readers[0].address.platform)
        if messenger is None:
            return TryAgain(outbox.LONGEST)
        if outbox.must_ask(envelope):
            verdict = outbox.after_asking(envelope, await _asked(messenger, envelope))
            if verdict is not None:
                return verdict
        if not outbox.may_send(envelope.message, present()):
            return TryAgain(timedelta(0))
        return await _sent(messenger, envelope, present)


async def _asked(messenger: Messenger, envelope: Envelope) -> FindAnswer:
    try:
        async with asyncio.timeout(outbox.TIME_OUT.total_seconds()):
            return await messenger.find(envelope.readers, envelope.message.cause, envelope.message.replaces)
    except Exception as error:
        return _doubtful("ask_failed", envelope, error)


async def _sent(messenger: Messenger, envelope: Envelope, present: Callable[[], datetime]) -> SendAnswer:
    message, ends = envelope.message, present() + outbox.TIME_OUT

    def may() -> bool:
        """Whoever was stopped meanwhile has slept through every time-out: only the clock tells."""
        now = present()
        return now <= ends and outbox.may_send(message, now)

    try:
        async with asyncio.timeout(outbox.TIME_OUT.total_seconds()):
            return await messenger.send(
                envelope.readers, unpacked(message.card), message.cause, message.replaces, may
            )
    except Exception as error:
        return _doubtful("send_failed", envelope, error)


def _doubtful(event: str, envelope: Envelope, error: Exception) -> InDoubt:
    """A messenger that raised, or took too long: nobody knows how far it came."""
    log.warning(event, message_id=envelope.message.id, error=type(error).__name__)
    return InDoubt()
