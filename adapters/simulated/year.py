"""A whole life at once: a town founded, lived, watched; `simulate` and the tests begin here."""

import resource
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter

from adapters.calendar import Holidays
from adapters.simulated import report
from adapters.simulated.crowd import crowd
from adapters.simulated.founding import awaken, founded, settle
from adapters.simulated.life import Life, Sendings
from adapters.simulated.priors import Priors
from adapters.simulated.town import Town
from adapters.simulated.watch import Watch
from bot.mentoring.programmes import Programme
from bot.ports import Store

PLACE = ("simulated", "town")
PROGRAMME = Programme(0, "Simulated", human="Sam Okafor", resources="The wellness office, room 12")


@dataclass(frozen=True)
class Size:
    """How many live for how long, and which of the many possible lives it is."""

    residents: int
    mentors: int
    days: int
    seed: int


@dataclass(frozen=True)
class Lived:
    """What became of a town."""

    town: Town
    watch: Watch
    seconds: float

    @property
    def table(self) -> list[report.Line]:
        """The lines that are the same for the same seed."""
        return report.table(self.town, self.watch)

    @property
    def cost(self) -> list[report.Line]:
        """The lines that are not."""
        return report.cost(self.town, self.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


async def lived(
    store: Store,
    sendings: Sendings,
    start: datetime,
    size: Size,
    priors: Priors,
    *,
    ratings: str = "",
    passed: Callable[[int], None] = lambda _: None,
) -> Lived:
    """Live the days of a programme of this size, on a store in which nobody lives at `PLACE` yet."""
    seed = str(size.seed)
    people = crowd(size.residents, size.mentors, priors, seed)
    town = founded(people, size.days, seed, start, priors, ratings=ratings)
    life, watch, calendar = Life(town, store, sendings, Holidays(), PLACE), Watch(town), Holidays()
    life.job(partial(settle, town))
    awaken(town)
    began = perf_counter()
    await life.live(watch.look, passed)
    life.job(watch.last_look)
    watch.close(lambda day: calendar.is_holiday(PROGRAMME.region, day))
    return Lived(town, watch, perf_counter() - began)
