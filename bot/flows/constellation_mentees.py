"""A mentor's side of home: places, availability, and the people they walk with."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Choices, Line, Part, Text, button, line
from bot.flows import constellation_mentorship
from bot.mentoring.days import today
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.people import Person
from bot.mentoring.profiles import Availability, Profile
from bot.ports import Work


def parts(person: Person, work: Work, now: datetime) -> Iterator[Part]:
    """The mentor's places and mentees; an invitation where there is no profile yet."""
    profile = work.profiles.of(person.id)
    mentorships = work.mentorships.where(mentor_id=person.id, state=NOT_ENDED)
    yield Text(line("constellation.mentees"), "title")
    yield Text(_places(profile, person.zone))
    for mentorship in mentorships:
        yield from constellation_mentorship.parts(mentorship, person, work)
    if profile and profile.topics and not mentorships:
        yield Text(line("constellation.no_mentees"), "hint")
    yield _ways(profile)


def _places(profile: Profile | None, zone: str) -> Line:
    if profile is None or not profile.topics:
        return line("constellation.no_profile")
    taken = line("constellation.taken", n=profile.capacity, taken=profile.taken)
    if profile.availability is Availability.PAUSED and profile.paused_until:
        return line("constellation.places.paused_until", taken=taken, until=today(profile.paused_until, zone))
    return line(f"constellation.places.{profile.availability}", taken=taken)


def _ways(profile: Profile | None) -> Choices:
    if profile is None or not profile.topics:
        return Choices((button(line("constellation.set_up_profile"), "profile.edit", primary=True),))
    edit = button(line("constellation.edit_profile"), "profile.edit")
    if profile.availability is Availability.AVAILABLE:
        return Choices((edit, button(line("constellation.pause_profile"), "profile.pause")))
    return Choices((button(line("constellation.resume_profile"), "profile.resume", primary=True), edit))
