"""What a simulated person does about a message: the first habit whose buttons stand on it decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from adapters.simulated.acts import Act, Fills, Presses
from adapters.simulated.mailroom import Seen
from adapters.simulated.people import Character
from adapters.simulated.town import FRIDAY, Town
from bot.cards import Button


@dataclass(frozen=True)
class Moment:
    """One person looks at one message."""

    town: Town
    me: Character
    seen: Seen

    @property
    def rng(self) -> Random:
        """The person's own source of chance."""
        return self.me.rng

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.me.chance(share)

    def button(self, action: str, value: str = "") -> Button | None:
        """The message's first button with this action."""
        return next(iter(self.seen.buttons(action, value=value)), None)

    def about(self, action: str) -> int:
        """What the first button with this action is about."""
        button = self.button(action)
        return button.press.about if button else 0

    def mean(self, after: timedelta, act: Act) -> None:
        """Mean to do something a while from now."""
        self.town.mean(self.me, after, act)

    def press(self, after: timedelta, action: str, fills: Fills | None = None, value: str = "") -> None:
        """Mean to press the message's button with this action."""
        button = self.button(action, value)
        if button:
            self.mean(after, Presses(action, button.press.about, button.press.value, fills or {}))

    def first_time(self, occasion: str, about: object = "") -> bool:
        """Whether this person has not reacted to this before."""
        return self.me.first_time(occasion, about)

    def day_in(self, days: float) -> str:
        """A day from now, by the person's own clock, as a form has it."""
        day: date = (self.town.now + timedelta(days=days)).astimezone(ZoneInfo(self.me.zone)).date()
        return day.isoformat()

    def workday_in(self, days: float) -> str:
        """The same, on a Monday where it would be at a weekend."""
        day = date.fromisoformat(self.day_in(days))
        return (day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)).isoformat()


Habit = Callable[[Moment], None]
Habits = Mapping[str, Habit]


def soon(moment: Moment, minutes: float = 30) -> timedelta:
    """A while: log-normal around so many minutes."""
    return timedelta(minutes=minutes * moment.rng.lognormvariate(0, 0.6))


def within_days(moment: Moment, median: float, sigma: float = 0.8, most: float = 60) -> timedelta:
    """Some days: log-normal around a median, never more than `most`."""
    return timedelta(days=min(median * moment.rng.lognormvariate(0, sigma), most))
