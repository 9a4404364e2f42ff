"""A programme's people together: who is who, what each means to do, and what they see."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from adapters.simulated import wordlists
from adapters.simulated.acts import Act, Agenda, Presses
from adapters.simulated.bonds import Bond, bond
from adapters.simulated.mailroom import Mailroom
from adapters.simulated.people import Character
from adapters.simulated.priors import Priors

WAKES, SLEEPS = 7, 22
"""The hours between which people look at their messages, by their own clock."""

FRIDAY = 4


@dataclass
class Town:
    """Everyone, their agenda, their messages, their bonds.

    `ratings` is a source of its own, so that two lives may differ in nothing but what people rate; `private`
    are the marks of words that only one may ever see, `erased` the ids of those who were forgotten.
    """

    priors: Priors
    seed: str
    start: datetime
    days: int
    people: dict[str, Character]
    coordinator: Character
    mail: Mailroom
    ratings: Random
    now: datetime
    agenda: Agenda = field(default_factory=Agenda)
    bonds: dict[int, Bond] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def end(self) -> datetime:
        """When this life is over."""
        return self.start + timedelta(days=self.days)

    def at_day(self, share: float) -> datetime:
        """The instant at which this share of the time has passed."""
        return self.start + timedelta(days=self.days * share)

    def mean(self, person: Character, after: timedelta, act: Act) -> None:
        """Let a person mean to do something a while from now, at an hour at which they are awake."""
        self.agenda.put(self.awake(person, self.now + after), person.user, act)

    def mean_to_meet(self, person: Character, after: timedelta, mentorship_id: int) -> None:
        """Let a person mean to log a meeting, on a workday."""
        at = self.awake(person, self.now + after)
        weekday = at.astimezone(ZoneInfo(person.zone)).weekday()
        at += timedelta(days=7 - weekday if weekday > FRIDAY else 0)
        self.agenda.put(at, person.user, Presses("introductions.met", mentorship_id))

    def still_means(self, act: Presses) -> bool:
        """Whether they would still: once a goodbye is on its way nobody meets, or parts but both at once."""
        bond = self.bonds.get(act.about)
        if bond is None or not bond.closing or act.action not in ("introductions.met", "goodbyes.start"):
            return True
        return bond.crossed and act.action == "goodbyes.start"

    def awake(self, person: Character, at: datetime) -> datetime:
        """This instant, or the next morning where the person sleeps."""
        local = at.astimezone(ZoneInfo(person.zone))
        if WAKES <= local.hour < SLEEPS:
            return at
        ahead = (WAKES - local.hour) % 24 * 60 - local.minute + person.rng.randint(5, 170)
        return at + timedelta(minutes=ahead)

    def bond_of(self, mentorship_id: int, users: tuple[str, ...] = ()) -> Bond | None:
        """The bond of a mentorship; drawn when its two, the mentee first, are first seen together."""
        if mentorship_id not in self.bonds and len(users) == 2:
            mentee, mentor = (self.people[user] for user in users)
            self.bonds[mentorship_id] = bond(mentorship_id, mentee, mentor, self.now, self.priors, self.seed)
        return self.bonds.get(mentorship_id)

    def bonds_of(self, person: Character) -> list[Bond]:
        """A person's bonds, the newest first."""
        return [one for one in reversed(self.bonds.values()) if person in (one.mentee, one.mentor)]

    def secret(self, person: Character, words: str) -> str:
        """Words that only their author may see, with a mark by which they are known wherever they turn up."""
        mark = f"zq{len(self.private):05}x"  # as `mailroom.MARK` finds it
        self.private[mark] = person.user
        return f"{words} {mark}"

    def phrase(self, person: Character, kind: str) -> str:
        """Something that this person types on an occasion."""
        return wordlists.phrase(kind, person.locale, person.rng)
