"""A mentor's profile as its owner sees it."""

from collections.abc import Iterator

from bot.cards import Button, Card, Choices, Facts, Line, Text, button, card, line
from bot.flows.names import topics, verbatim
from bot.mentoring.profiles import Availability, Profile

SAVED = line("profile.saved")
PAUSED = line("profile.paused")
RESUMED = line("profile.resumed")
LIMITED = line("profile.limited_now")
BY_ITSELF = line("profile.by_itself")


def shown(profile: Profile, *first: Line) -> Card:
    """The profile in facts, after what there is to say first, with the ways to change it."""
    words = (Text(verbatim(profile.words), "quote"),) if profile.words else ()
    return card(*first, facts(profile), *words, Choices(tuple(_ways(profile))))


def invitation() -> Card:
    """What a profile is for, where there is none yet."""
    return card(
        line("profile.intro"),
        Choices((button(line("profile.set_up"), "profile.edit", primary=True),)),
    )


def facts(profile: Profile) -> Facts:
    """What is offered, how, and how many; what was left open is left out."""
    return Facts(tuple(_rows(profile)))


def _rows(profile: Profile) -> Iterator[tuple[Line, Line]]:
    if profile.topics:
        yield line("profile.offers"), line("profile.listed", items=topics(profile.topics))
    for name, values in (("formats", profile.formats), ("languages", profile.languages)):
        if values:
            table = "profile.format" if name == "formats" else "people.languages"
            yield line(f"profile.{name}"), line("profile.listed", items=_lines(table, values))
    if profile.meets:
        yield line("profile.meets"), verbatim(profile.meets)
    if profile.replies:
        yield line("profile.replies"), line(f"profile.reply.{profile.replies}")
    yield line("profile.places"), line("profile.places_taken", n=profile.capacity, taken=profile.taken)
    yield line("profile.availability"), _availability(profile)


def _lines(table: str, values: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(line(f"{table}.{value}") for value in values)


def _availability(profile: Profile) -> Line:
    if profile.availability is Availability.PAUSED and profile.paused_until:
        return line("profile.paused_until", until=profile.paused_until)
    return line(f"profile.states.{profile.availability}")


def _ways(profile: Profile) -> Iterator[Button]:
    yield button(line("profile.edit"), "profile.edit")
    if profile.availability is not Availability.AVAILABLE:
        yield button(line("profile.resume"), "profile.resume", primary=True)
    if profile.availability is Availability.AVAILABLE:
        yield button(line("profile.limit"), "profile.limited")
    if profile.availability is not Availability.PAUSED:
        yield button(line("profile.pause"), "profile.pause")
