"""A town before its first day: who is there, what each will look for, and what will happen to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import exp
from random import Random

from adapters.simulated import events
from adapters.simulated.acts import Arrives, Filled, LooksHome, Presses, Says
from adapters.simulated.crowd import wish
from adapters.simulated.mailroom import Mailroom
from adapters.simulated.people import Character
from adapters.simulated.priors import Priors
from adapters.simulated.town import Town
from bot.mentoring.people import Person, Role
from bot.ports import Work

OPENS = {"faculty": 1.0, "resident": 6.0}
"""The day of the launch from which people are asked in, by role: mentors come first."""

ARRIVAL = {"resident": 12.0, "faculty": 5.0}
"""The mean number of days after that at which people open the conversation, by role."""

IN_JULY = 0.6
"""The share of first-year residents who come with July, where the time has one."""

Mail = Callable[[Callable[[], datetime]], Mailroom]


def founded(
    people: list[Character],
    days: int,
    seed: str,
    start: datetime,
    priors: Priors,
    mail: Mail = Mailroom,
    ratings: str = "",
) -> Town:
    """A town of these people, to be lived for so many days; `ratings` seeds nothing but what people rate."""
    sam = Character("sam-okafor", "Sam Okafor", "en", "America/Edmonton", Role.COORDINATOR)
    sam.rng = Random(f"{seed}:coordinator")
    rated = Random(f"{seed}:ratings:{ratings}")
    everyone = {one.user: one for one in (sam, *people)}
    town = Town(priors, seed, start, days, everyone, sam, mail(lambda: town.now), rated, start)
    return town


def awaken(town: Town) -> None:
    """Put on the agenda who arrives when, what each will look for, and what comes from outside."""
    rng = Random(f"{town.seed}:events")
    newcomers = [one for one in town.people.values() if one is not town.coordinator]
    for person in newcomers:
        person.arrives = person.arrives or _arrival(town, person)
        _wish(town, person)
    for event in events.INJECTED:
        event(town, rng)
    for person in newcomers:
        town.mean(person, (person.arrives or town.now) - town.now, Arrives())
        if person.enrols and not person.fresh:
            _now_and_then(town, person)
    _coordinate(town)


def settle(town: Town, work: Work) -> None:
    """The one person who is known before anybody talks to the bot: the coordinator."""
    sam = town.coordinator
    work.people.add(Person(0, sam.name, sam.email, (Role.COORDINATOR,), zone=sam.zone, joined_at=town.start))


def _arrival(town: Town, person: Character) -> datetime:
    first = town.start + timedelta(days=OPENS[person.role] + person.rng.expovariate(1 / ARRIVAL[person.role]))
    july = datetime(
        town.start.year + (town.start.month > events.JULY), events.JULY, 2, 15, tzinfo=town.start.tzinfo
    )
    if person.level == "pgy1" and town.priors.july_surge > 1 and july < town.end and person.chance(IN_JULY):
        return july + timedelta(days=person.rng.expovariate(1 / 6))
    return first


def _wish(town: Town, person: Character) -> None:
    """One need on arrival, and as many more as come, at the times at which needs arise."""
    if person.is_mentor or person.fresh or not person.enrols:
        return
    arrives = person.arrives or town.start
    more = (_arises(town, person, arrives) for _ in range(_poisson(town.priors.needs, person.rng)))
    for at in sorted([arrives, *more]):
        person.wishes.append(wish(person, at, events.demand(at, town.priors.match_season)))


def _arises(town: Town, person: Character, since: datetime) -> datetime:
    """An instant from then on, more likely in busy seasons."""
    july_surge, season = town.priors.july_surge, town.priors.match_season
    most = max(july_surge, season, 1.0)
    while True:
        at = since + (town.end - since) * person.rng.random()
        if person.rng.random() * most <= events.busyness(at, july_surge, season):
            return at


def _poisson(mean: float, rng: Random) -> int:
    count, product = 0, rng.random()
    while product > exp(-mean):
        count, product = count + 1, product * rng.random()
    return count


def _now_and_then(town: Town, person: Character) -> None:
    """What people do besides: chat, tell of days on call, add a companion, wish to be forgotten."""
    for share, act in (
        (town.priors.chatty, Says(town.phrase(person, "chatter"))),
        (town.priors.on_call, Presses("pauses.me", fills={"pauses.save_me": _call(town, person)})),
        (
            0.0 if person.is_mentor else 0.1,
            Presses("home.companion", fills={"home.add_companion": _friend(person)}),
        ),
        (town.priors.felt_wrong, Presses("privacy.wrong")),
        (town.priors.forgotten, Says("privacy", command=True)),
        (0.3, LooksHome()),
    ):
        at = _some_day(town, person)
        if person.chance(share):
            town.agenda.put(town.awake(person, at), person.user, act)
            if isinstance(act, Says) and act.command:
                person.seen.add(("leaves for good",))


def _some_day(town: Town, person: Character) -> datetime:
    since = (person.arrives or town.start) + timedelta(days=2)
    return since + max(town.end - since, timedelta(0)) * person.rng.random()


def _call(town: Town, person: Character) -> Filled:
    day = _some_day(town, person).date()
    return {"busy": f"{day + timedelta(days=1)}..{day + timedelta(days=4)}"}


def _friend(person: Character) -> Filled:
    return {"name": person.rng.choice(["Auntie Rose", "Prof. Lund", "Marie-Ève"])}


def _coordinate(town: Town) -> None:
    """The coordinator imports the roster on the first day, and looks at the queue once a week."""
    sam = town.coordinator
    town.agenda.put(town.start, sam.user, Arrives())
    town.agenda.put(town.start + timedelta(minutes=5), sam.user, Says("import", command=True))
    for week in range(1, town.days // 7 + 1):
        monday = town.awake(sam, town.start + timedelta(days=7 * week))
        town.agenda.put(monday, sam.user, Says("queue" if week % 4 else "status", command=True))
