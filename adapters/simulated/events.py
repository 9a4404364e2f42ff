"""What happens to a programme from outside: each event can be switched off, and leaves its trace."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from adapters.simulated import wordlists
from adapters.simulated.acts import Fills, Leaves, Presses
from adapters.simulated.people import Character, Wish
from adapters.simulated.priors import DEMAND
from adapters.simulated.town import Town

THEME = {
    "en": "nobody knows how to work beside the ward’s new robot scribe",
    "fr": "personne ne sait travailler avec le nouveau robot scribe de l’étage",
}
THEME_GOAL = {"en": "A rule of thumb for the robot scribe", "fr": "Une règle pour le robot scribe"}
JULY = 7
MATCH_SEASON = (11, 12, 1, 2)


def demand(at: datetime, match_season: float) -> dict[str, float]:
    """What needs are about at an instant: in the season of the match more are about jobs."""
    return {**DEMAND, "jobs": DEMAND["jobs"] * (match_season if at.month in MATCH_SEASON else 1)}


def busyness(at: datetime, july_surge: float, match_season: float) -> float:
    """How many needs arise at an instant, beside an ordinary day."""
    surge = july_surge if at.month == JULY else 1.0
    jobs = DEMAND["jobs"] / sum(DEMAND.values())
    return surge * (1 + jobs * (match_season - 1) if at.month in MATCH_SEASON else 1)


def a_star(town: Town, rng: Random) -> None:
    """One mentor offers what most want, and is asked many times as often."""
    mentors = _mentors(town)
    if town.priors.star <= 1 or not mentors:
        return
    star = rng.choice(mentors)
    star.star, star.places = True, 3
    topics = (topic for topic in wordlists.needs() if topic.split(".")[0] in ("career", "jobs", "research"))
    star.offers = tuple(dict.fromkeys(topics))


def retirements(town: Town, rng: Random) -> None:
    """Some mentors leave after two thirds of the time."""
    for mentor in _some(town, rng, town.priors.retirements):
        town.agenda.put(town.at_day(0.66) + timedelta(days=rng.uniform(0, 14)), mentor.user, Leaves())


def funding_cut(town: Town, rng: Random) -> None:
    """Some mentors lose places at half-time: as few as they have mentees."""
    for mentor in _some(town, rng, town.priors.funding_cut):
        fills: Fills = {"profile.save": {"places": str(max(mentor.places - 2, 0))}}
        town.agenda.put(town.at_day(0.5), mentor.user, Presses("profile.edit", fills=fills))


def unforeseen_theme(town: Town, rng: Random) -> None:
    """In the second half some needs are about something that no taxonomy foresaw."""
    for person in town.people.values():
        late = [wish for wish in person.wishes if wish.at > town.at_day(0.5)]
        for wish in late:
            if rng.random() < town.priors.unforeseen_theme:
                place = person.wishes.index(wish)
                person.wishes[place] = _unforeseen(person, wish)


def leaves(town: Town, rng: Random) -> None:
    """Some mentors close their profile for a leave."""
    for mentor in _some(town, rng, town.priors.on_leave):
        at = town.at_day(rng.uniform(0.2, 0.8))
        day = (at + timedelta(days=rng.uniform(30, 120))).date().isoformat()
        town.agenda.put(
            at, mentor.user, Presses("profile.pause", fills={"profile.save_pause": {"until": day}})
        )


INJECTED: tuple[Callable[[Town, Random], None], ...] = (
    a_star, unforeseen_theme, retirements, funding_cut, leaves,
)  # fmt: skip
"""Events that change people or what they mean to do; the surge and the season change when needs arise."""


def _mentors(town: Town) -> list[Character]:
    return [one for one in town.people.values() if one.is_mentor and one.enrols]


def _some(town: Town, rng: Random, share: float) -> list[Character]:
    mentors = [one for one in _mentors(town) if not (one.star or one.words)]
    return rng.sample(mentors, min(len(mentors), round(len(mentors) * share + 0.499 * (share > 0))))


def _unforeseen(person: Character, wish: Wish) -> Wish:
    return Wish("innovation.something_else", THEME[person.locale], THEME_GOAL[person.locale], True, wish.at)
