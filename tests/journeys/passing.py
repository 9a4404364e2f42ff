"""Time that passes where no page moves it: the machine's own clock goes on, and what falls due is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.house import House
from adapters.ticker import MovableTime
from tests.journeys.playground import StandingTime


@dataclass
class Present:
    """The machine's clock, as something that can be moved on."""

    time: StandingTime

    def now(self) -> datetime:
        return self.time.at

    def move_to(self, instant: datetime) -> None:
        self.time.at = max(self.time.at, instant)


async def passes(home: House, time: StandingTime, by: timedelta) -> None:
    """Let time pass, stopping wherever something falls due."""
    clock: Any = Present(time)
    await MovableTime(clock, home.ticker.tick, home.courier, home.deliveries.next_instant).move(by)
