"""A mentor's profile: domains first, then what, how and how many; and a pause that ends by itself."""

from dataclasses import replace
from datetime import date, datetime

from bot.cards import Outcome
from bot.due import Done, Due, Skipped, Verdict
from bot.errors import StaleCard
from bot.flows import people, profile_card, profile_form
from bot.flows.need_news import tell_of_newcomer
from bot.flows.options import domains
from bot.heard import Heard
from bot.mentoring import hours, profiles
from bot.mentoring.days import morning
from bot.mentoring.people import Person, Role
from bot.mentoring.profiles import Availability, Profile
from bot.ports import Calendar, Work
from bot.post import to_person
from bot.turns import Said


def edit(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the first form; typed as a command, show the profile with its buttons.

    Someone who is no mentor is shown what else is known about them.
    """
    if not heard.person.has(Role.FACULTY):
        return people.me(heard, work, now)
    profile = work.profiles.of(heard.person.id)
    if isinstance(heard.turn.event, Said):
        return Outcome(show=(profile_card.shown(profile) if profile else profile_card.invitation(),))
    return Outcome(form=profile_form.domains_form(profile or _blank(heard.person)))


def offer(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the second form, with the challenges of the domains that were ticked."""
    chosen = tuple(domain for domain in domains() if domain in heard.ticked("domains"))
    profile = work.profiles.of(heard.person.id) or _blank(heard.person)
    return Outcome(form=profile_form.details_form(profile, chosen, heard.person.zone))


def save(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep the profile, show it, and tell those who wait for someone like this."""
    held = work.profiles.of(heard.person.id)
    errors = profile_form.errors(heard, held.taken if held else 0, now)
    if errors:
        return Outcome(errors=errors)
    saved = _kept(_written(held or _blank(heard.person), heard), heard.person, work)
    tell_of_newcomer(work, heard.person.id, now)
    return Outcome(show=(profile_card.shown(saved, profile_card.SAVED),))


def pause(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask until when."""
    _theirs(heard, work)
    return Outcome(form=profile_form.pause_form())


def save_pause(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Close the profile to new requests."""
    errors = profile_form.pause_errors(heard, now)
    if errors:
        return Outcome(errors=errors)
    paused = profiles.paused(_theirs(heard, work), _instant(profile_form.until(heard), heard.person))
    return Outcome(show=(profile_card.shown(_kept(paused, heard.person, work), profile_card.PAUSED),))


def resume(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the profile again, now."""
    saved = _kept(profiles.resumed(_theirs(heard, work)), heard.person, work)
    tell_of_newcomer(work, heard.person.id, now)
    return Outcome(show=(profile_card.shown(saved, profile_card.RESUMED),))


def limited(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the profile to one request at a time."""
    saved = _kept(profiles.limited(_theirs(heard, work)), heard.person, work)
    tell_of_newcomer(work, heard.person.id, now)
    return Outcome(show=(profile_card.shown(saved, profile_card.LIMITED),))


def resume_due(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """A pause has come to its end: open again, and say so at the next free hour."""
    profile = work.profiles.of(due.person_id)
    person = work.people.get(due.person_id)
    if profile is None or not person.is_here or not profiles.is_over(profile, now):
        return Skipped("no pause that ends now")
    saved = work.profiles.save(profiles.resumed(profile))
    free = hours.free_at(person, now, lambda day: calendar.is_holiday(work.programme.region, day))
    to_person(work, person.id, profile_card.shown(saved, profile_card.BY_ITSELF), due.cause, free)
    tell_of_newcomer(work, person.id, now)
    return Done()


def _blank(person: Person) -> Profile:
    return Profile(0, person.id, languages=(person.locale,))


def _theirs(heard: Heard, work: Work) -> Profile:
    profile = work.profiles.of(heard.person.id)
    if profile is None:
        raise StaleCard("no profile yet")
    return profile


def _written(profile: Profile, heard: Heard) -> Profile:
    """The profile as the form has it."""
    return replace(
        profile,
        topics=profiles.offered(filter(None, heard.value.split(",")), heard.ticked("challenges")),
        words=heard.word("words"),
        formats=heard.ticked("formats"),
        languages=heard.ticked("languages"),
        meets=heard.word("meets"),
        replies=heard.word("replies"),
        capacity=int(heard.word("places")),
        availability=Availability(heard.word("availability")),
        paused_until=_instant(profile_form.until(heard), heard.person),
    )


def _kept(profile: Profile, person: Person, work: Work) -> Profile:
    """The profile written, and the end of its pause remembered."""
    saved = work.profiles.save(profile) if profile.id else work.profiles.add(profile)
    if saved.paused_until:
        cause = f"profile.resume:{person.id}:{saved.paused_until.isoformat()}:{saved.version}"
        work.due.put(Due(0, "profile.resume", cause, saved.paused_until, saved.id, person.id))
    return saved


def _instant(day: date | None, person: Person) -> datetime | None:
    return morning(day, person.zone) if day else None
