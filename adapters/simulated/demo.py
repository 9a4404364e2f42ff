"""The demo programme: forty residents and two dozen mentors who have lived here for ten weeks.

Amira Haddad and Noémie Tremblay have just arrived, so that a visitor can live a whole mentorship as one of
them; Dr. Léa Roy has places open; everyone else is somewhere on the way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from adapters.calendar import Holidays
from adapters.messenger import Messenger
from adapters.simulated.founding import awaken, founded, settle
from adapters.simulated.life import Life, Sendings
from adapters.simulated.mailroom import Mailroom
from adapters.simulated.people import Character, crowd, slug
from adapters.simulated.priors import QUIET
from adapters.simulated.watch import Watch
from adapters.simulated.year import Lived
from bot.ports import Store, Work

RESIDENTS, MENTORS, DAYS = 40, 24, 70
SEED = "demo"
FRESH = timedelta(hours=26)
"""How long ago those who have just arrived came; a night lies in between."""

LATELY = 5
"""How many residents came in the last days, one a day: their requests still wait."""

PRIORS = replace(
    QUIET, french=0.35, enrol=0.92, opt_in=0.95, needs=0.8, domains=7, places=2.6,
    mutual_spark=0.45, pauses=0.35, on_leave=0.1, felt_wrong=0.0, forgotten=0.0, chatty=0.1,
)  # fmt: skip


class Room(Protocol):
    """A conversation, by its id."""

    @property
    def id(self) -> int:
        """The id."""


class Conversations(Protocol):
    """What the demo asks of the chat platform's own memory (the playground's workspace)."""

    def open_direct(self, user: str) -> int:
        """The conversation of one person with the bot."""

    def say(self, conversation: int, author: str, text: str, cause: str, now: datetime) -> int:
        """Somebody's own words, as a new message; a cause speaks once."""

    def latest(self) -> tuple[int, int]:
        """The number of the last change, and of the last message."""

    def conversations(self, user: str) -> Sequence[Room]:
        """One person's conversations."""

    def mark_read(self, conversation: int, user: str, message: int) -> None:
        """One person has read a conversation up to this message."""


class Listening:
    """Lets the chat platform hear what people type, and in the end know how far each has read."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._read: dict[str, int] = {}

    def said(self, user: str, text: str, now: datetime) -> None:
        """A person typed this into their own conversation."""
        here = self._conversations.open_direct(user)
        self._conversations.say(here, user, text, f"{user} {now.isoformat()}", now)

    def read(self, user: str) -> None:
        """A person has read what was there."""
        self._read[user] = self._conversations.latest()[1]

    def close(self) -> None:
        """Mark everything read that was."""
        for user, message in self._read.items():
            for room in self._conversations.conversations(user):
                self._conversations.mark_read(room.id, user, message)


async def load(
    store: Store,
    sendings: Sendings,
    now: datetime,
    place: tuple[str, str],
    behind: Callable[[Callable[[], datetime]], Messenger],
    conversations: Conversations | None = None,
) -> Lived | None:
    """Live the ten weeks that end now, in the programme at `place`; None where somebody lives there already.

    `behind` makes the messenger that shows everything to real eyes, given the clock of that life;
    `conversations` keep what people typed and how far they read.
    """
    if store.submit(*place, lambda work: work.people.first() is not None).result():
        return None
    start = now - timedelta(days=DAYS)
    town = founded(cast(now), DAYS, SEED, start, PRIORS, lambda clock: Mailroom(clock, behind(clock)))
    ears = Listening(conversations) if conversations else None
    life, watch = Life(town, store, sendings, Holidays(), place, ears), Watch(town)

    def begin(work: Work) -> None:
        settle(town, work)
        work.change_programme(replace(work.programme, human="Sam Okafor"))

    life.job(begin)
    awaken(town)
    await life.live(lambda _: None, lambda _: None)
    if ears:
        ears.close()
    life.job(watch.last_look)
    watch.close(lambda day: Holidays().is_holiday("CA-AB", day))
    return Lived(town, watch, 0.0)


def cast(now: datetime) -> list[Character]:
    """Those with a part of their own, and as many more as it takes."""
    named = _named(now)
    residents = RESIDENTS - sum(not one.is_mentor for one in named)
    mentors = MENTORS - sum(one.is_mentor for one in named)
    others = crowd(residents, mentors, PRIORS, SEED, taken={slug(one.name) for one in named} | {"sam-okafor"})
    for days, newcomer in enumerate(others[:LATELY], start=1):
        newcomer.arrives, newcomer.enrols = now - timedelta(days=days), True
    return [*named, *others]


def _named(now: datetime) -> list[Character]:
    fresh, edmonton = now - FRESH, "America/Edmonton"
    people = [
        Character(
            "amira-haddad", "Amira Haddad", "en", edmonton, "resident", "pgy4", "emergency_medicine",
            fresh=True, arrives=fresh,
        ),
        Character(
            "noemie-tremblay", "Noémie Tremblay", "fr", edmonton, "resident", "pgy2", "family_medicine",
            fresh=True, arrives=fresh + timedelta(minutes=20),
        ),
        Character(
            "lea-roy", "Léa Roy", "en", edmonton, "faculty", "associate_professor", "anesthesiology", "dre",
            offers=("career.first_contract", "life.parenting_and_leave"), places=3,
            words="Three children, two during residency; happy to talk about timing, leave and saying no.",
            speaks=("en", "fr"), meets="Tuesdays after 4", arrives=now - timedelta(days=8),
        ),
        Character(
            "genevieve-bouchard", "Geneviève Bouchard", "fr", edmonton, "faculty", "professor",
            "family_medicine", "dre", offers=("clinical.transition_to_practice", "career.first_contract"),
            places=4, words="Quinze ans en région et à l’université; je réponds sans détour.",
            speaks=("fr", "en"), meets="le vendredi midi",
        ),
    ]  # fmt: skip
    for person in people:
        person.rng = Random(f"{SEED}:{person.user}")
    return people
