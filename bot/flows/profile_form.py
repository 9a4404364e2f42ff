"""The forms of a mentor's profile, and what they may not hold."""

from datetime import date, datetime

from bot.cards import Day, Field, Form, Line, Option, Pick, Press, Text, Tick, Write, line
from bot.flows.options import challenges, domains, options
from bot.heard import Heard
from bot.mentoring.days import today
from bot.mentoring.needs import domains_of
from bot.mentoring.profiles import MOST_PLACES, Availability, Profile
from bot.words import LOCALES

FORMATS = ("in_person", "video", "phone", "message")
REPLIES = ("a_day", "a_few_days", "a_week", "two_weeks")


def domains_form(profile: Profile) -> Form:
    """The first form: the domains, since each has challenges of its own."""
    offered = options("topics", domains())
    ticks = Tick("domains", line("profile.domains"), offered, domains_of(profile.topics), required=True)
    return Form(
        line("profile.form"),
        (ticks,),
        Press("profile.offer"),
        line("profile.next"),
        (Text(line("profile.intro"), "hint"),),
    )


def details_form(profile: Profile, chosen: tuple[str, ...], zone: str) -> Form:
    """The second form: challenges of the chosen domains, own words, how, when and how many."""
    return Form(
        line("profile.form"),
        (*_what(profile, chosen), *_how(profile), *_how_many(profile, zone)),
        Press("profile.save", value=",".join(chosen)),
        line("profile.save"),
    )


def pause_form() -> Form:
    """Until when to be closed to new requests; left empty: until they say so."""
    day = Day("until", line("profile.until"), hint=line("profile.until_hint"))
    return Form(line("profile.pause_form"), (day,), Press("profile.save_pause"), line("profile.pause"))


def errors(heard: Heard, taken: int, now: datetime) -> dict[str, Line]:
    """What can't be kept as it was sent, each at its place."""
    found = pause_errors(heard, now)
    if int(heard.word("places")) < taken:
        found["places"] = line("profile.below_taken", n=taken)
    if until(heard) and heard.word("availability") != Availability.PAUSED:
        found["until"] = line("profile.until_needs_pause")
    return found


def pause_errors(heard: Heard, now: datetime) -> dict[str, Line]:
    """A day that has come already can't end a pause."""
    day = until(heard)
    if day and day <= today(now, heard.person.zone):
        return {"until": line("profile.until_ahead")}
    return {}


def until(heard: Heard) -> date | None:
    """The day that was given, if one was."""
    return date.fromisoformat(heard.word("until")) if heard.word("until") else None


def _what(profile: Profile, chosen: tuple[str, ...]) -> tuple[Field, ...]:
    on_offer = tuple(challenge for domain in chosen for challenge in challenges(domain))
    ticked = tuple(topic for topic in profile.topics if topic in on_offer)
    own_words = Write(
        "words", line("profile.words"), profile.words, line("profile.words_hint"), lines=4, limit=600
    )
    if not on_offer:
        return (own_words,)
    return Tick("challenges", line("profile.challenges"), options("topics", on_offer), ticked), own_words


def _how(profile: Profile) -> tuple[Field, ...]:
    languages = options("people.languages", LOCALES)
    replies = options("profile.reply", REPLIES)
    return (
        Tick("formats", line("profile.formats"), options("profile.format", FORMATS), profile.formats),
        Tick("languages", line("profile.languages"), languages, profile.languages, required=True),
        Write("meets", line("profile.meets"), profile.meets, line("profile.meets_hint"), limit=120),
        Pick("replies", line("profile.replies"), replies, profile.replies),
    )


def _how_many(profile: Profile, zone: str) -> tuple[Field, ...]:
    places = tuple(Option(str(n), line("profile.places_n", n=n)) for n in range(MOST_PLACES + 1))
    states = options("profile.states", Availability)
    paused_until = profile.paused_until
    day = today(paused_until, zone).isoformat() if paused_until else ""
    return (
        Pick("places", line("profile.places"), places, str(profile.capacity), required=True),
        Pick("availability", line("profile.availability"), states, profile.availability, required=True),
        Day("until", line("profile.until"), day, line("profile.until_hint")),
    )
