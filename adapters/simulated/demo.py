"""The demo programme: forty residents and two dozen mentors who have lived here for ten weeks.

Amira Haddad and Noémie Tremblay have just arrived, so that a visitor can live a whole mentorship as one of
them; Dr. Léa Roy has places open; everyone else is somewhere on the way.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from adapters.calendar import Holidays
from adapters.messenger import Messenger
from adapters.simulated.crowd import crowd
from adapters.simulated.founding import awaken, founded, settle
from adapters.simulated.life import Life, Sendings
from adapters.simulated.listening import Conversations, Listening
from adapters.simulated.mailroom import Mailroom
from adapters.simulated.people import Character, slug
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
