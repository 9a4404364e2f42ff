"""How simulated people join: on a roster first, then by a yes in one form; and how they leave."""

from datetime import timedelta

from adapters.simulated import wordlists
from adapters.simulated.acts import Filled, Fills, LooksHome, Presses, Says
from adapters.simulated.habits import Habits, Moment, soon
from adapters.simulated.people import Character
from bot.mentoring.consent import Purpose
from bot.mentoring.needs import domains_of

FORMATS = ("in_person", "video", "phone", "message")
REPLIES = ("a_day", "a_few_days", "a_week")
ROSTER_COLUMNS = ("email", "name", "roles", "level", "discipline", "language", "zone", "courtesy")


def roster(people: list[Character]) -> str:
    """The programme's people as the CSV that a coordinator has."""
    rows = (
        (one.email, one.name, one.role, one.level, one.discipline, one.locale, one.zone, one.courtesy)
        for one in people
    )
    return "\n".join(",".join(row) for row in (ROSTER_COLUMNS, *rows))


def profile_of(person: Character) -> Fills:
    """What a mentor fills into the two forms of their profile."""
    domains = domains_of(person.offers)
    speaks = person.speaks or (("en", "fr") if person.locale == "fr" or person.chance(0.3) else ("en",))
    return {
        "profile.offer": {"domains": domains},
        "profile.save": {
            "challenges": tuple(topic for topic in person.offers if "." in topic),
            "words": person.words or wordlists.offer(domains[0], person.locale),
            "formats": tuple(one for one in FORMATS if person.chance(0.5)) or ("video",),
            "languages": speaks,
            "meets": person.meets or wordlists.phrase("meets", person.locale, person.rng),
            "replies": person.rng.choice(REPLIES),
            "places": str(person.places),
        },
    }


def _greeted(moment: Moment) -> None:
    """Joins, or leaves it for later."""
    if not moment.first_time("greeted"):
        return
    if not moment.me.enrols:
        if moment.chance(0.3):
            moment.press(soon(moment), "welcome.later")
        return
    optional = tuple(one for one in (Purpose.CHECKINS, Purpose.FIGURES) if moment.chance(0.9))
    fills: Filled = {
        "brings": "mentor" if moment.me.is_mentor else "mentee",
        "agree": (Purpose.KEEP, *optional),
    }
    moment.press(soon(moment, 3), "welcome.start", {"welcome.join": fills})


def _joined(moment: Moment) -> None:
    """Goes on to what they came for; needs come up in their own time."""
    if not moment.seen.offers("home.show") or not moment.first_time("joined"):
        return
    me, town = moment.me, moment.town
    if me.is_mentor:
        moment.mean(soon(moment, 4), Presses("profile.edit", fills=profile_of(me)))
        return
    for wish in me.wishes:
        moment.mean(max(wish.at - town.now, timedelta(0)) + soon(moment, 5), Says(wish.words))
    if moment.chance(0.3):
        moment.mean(timedelta(days=moment.rng.uniform(20, 60)), LooksHome())


def _import(moment: Moment) -> None:
    """The coordinator hands in the roster."""
    if moment.first_time("roster"):
        people = [one for one in moment.town.people.values() if one is not moment.me]
        moment.press(soon(moment, 2), "roster.ask", {"roster.check": {"file": roster(people)}})


def _dry_run(moment: Moment) -> None:
    """The coordinator reads the dry run and imports."""
    if moment.first_time("dry run"):
        moment.press(soon(moment, 2), "roster.apply")


def _privacy(moment: Moment) -> None:
    """Whoever wishes to be forgotten asks for it."""
    if ("leaves for good",) in moment.me.seen and moment.first_time("asked to forget"):
        moment.press(soon(moment, 2), "privacy.forget")


def _forget(moment: Moment) -> None:
    if moment.first_time("forgets"):
        moment.press(soon(moment, 1), "privacy.forget_me")


def _felt_wrong(moment: Moment) -> None:
    """Tells the programme's people, keeps apart, or leaves it at having read who helps."""
    drawn = moment.rng.random()
    if moment.first_time("felt wrong", moment.seen.cause) and drawn < 0.8:
        moment.press(soon(moment, 5), "privacy.tell" if drawn < 0.4 else "privacy.block_now")


HABITS: Habits = {
    "privacy.forget_me": _forget,
    "privacy.tell": _felt_wrong,
    "privacy.forget": _privacy,
    "welcome.start": _greeted,
    "roster.apply": _dry_run,
    "roster.ask": _import,
}
LAST: Habits = {"needs.new": _joined, "profile.edit": _joined}
"""What only counts where no other habit knew the message."""
