"""What two people make of each other: drawn when they are introduced, and seen by nobody but them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from adapters.simulated.people import Character
from adapters.simulated.priors import Priors

WEEK, MONTH = 7.0, 30.4


@dataclass
class Bond:
    """A pair: when they first meet (None: never), whether it sparks, how long it lasts and how it ends.

    `sparks` are the mentee's and the mentor's; `ends_at` is known from the first meeting on; `closing` when
    a goodbye is on its way, `crossed` when both will say one.
    """

    mentorship_id: int
    mentee: Character
    mentor: Character
    rng: Random
    introduced_at: datetime
    first_meeting: datetime | None
    sparks: tuple[bool, bool]
    days: float
    ending: str
    by_mentor: bool
    met_at: datetime | None = None
    ends_at: datetime | None = None
    closing: bool = False
    crossed: bool = False

    @property
    def initiator(self) -> Character:
        """The one who will say goodbye."""
        return self.mentor if self.by_mentor else self.mentee

    def other(self, person: Character) -> Character:
        """The other of the two."""
        return self.mentee if person is self.mentor else self.mentor

    def sparks_for(self, person: Character) -> bool:
        """Whether it is worth while to one of them."""
        return self.sparks[person is self.mentor]

    def first_met(self, now: datetime) -> None:
        """They have met: from here the days of the pair are counted."""
        self.met_at = now
        self.ends_at = now + timedelta(days=self.days)

    def goes_on(self, now: datetime) -> bool:
        """Whether they still meet: those who drift apart stop half-way."""
        if self.closing or self.met_at is None or self.ends_at is None:
            return False
        share = 0.4 if self.ending == "drift" else 1.0
        return now < self.met_at + (self.ends_at - self.met_at) * share


def bond(
    mentorship_id: int, mentee: Character, mentor: Character, now: datetime, priors: Priors, seed: str
) -> Bond:
    """The bond of two who were just introduced; the same for the same seed and mentorship."""
    rng = Random(f"{seed}:bond:{mentorship_id}")
    sparks = _sparks(rng, priors)
    return Bond(
        mentorship_id, mentee, mentor, rng, now,
        first_meeting=_first_meeting(rng, now, priors),
        sparks=sparks,
        days=_days(rng, sparks, priors),
        ending=_ending(rng, sparks, priors),
        by_mentor=rng.random() < 0.3,
    )  # fmt: skip


def _first_meeting(rng: Random, now: datetime, priors: Priors) -> datetime | None:
    if rng.random() < priors.met:
        return now + timedelta(days=min(2 + rng.expovariate(1 / 9), 30))
    return now + timedelta(days=rng.uniform(31, 70)) if rng.random() < priors.meets_late else None


def _sparks(rng: Random, priors: Priors) -> tuple[bool, bool]:
    drawn = rng.random()
    if drawn < priors.mutual_spark:
        return True, True
    if drawn < priors.mutual_spark + priors.one_sided_spark:
        mentees = rng.random() < 0.5
        return mentees, not mentees
    return False, False


def _days(rng: Random, sparks: tuple[bool, bool], priors: Priors) -> float:
    """No spark: 3 to 8 weeks; a task: 3 to 8 months; what endures has its own median."""
    if not any(sparks):
        return rng.uniform(3 * WEEK, 8 * WEEK)
    if all(sparks) and rng.random() < priors.enduring:
        return rng.lognormvariate(0, 0.5) * priors.enduring_months * MONTH
    return rng.uniform(3 * MONTH, 8 * MONTH)


def _ending(rng: Random, sparks: tuple[bool, bool], priors: Priors) -> str:
    if not any(sparks):
        return "no_spark"
    ends = {
        "goal_reached": priors.goal_reached,
        "moved_on": priors.moved_on,
        "circumstances": priors.circumstances,
        "drift": priors.drift,
    }
    return rng.choices(list(ends), list(ends.values()))[0]
