"""A pause from every nudge until a day, and the days on call to keep clear of."""

from dataclasses import replace
from datetime import date, datetime

from bot.cards import Card, Choices, Day, Form, Line, Outcome, Press, Text, Write, button, card, line
from bot.flows.names import verbatim
from bot.heard import Heard
from bot.mentoring.days import MOST_DAYS, BadDay, days_in, morning, spelled, today
from bot.mentoring.people import Person
from bot.ports import Work
from bot.turns import Said


def me(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask until when, and which days are on call; typed as a command, say how it stands."""
    if isinstance(heard.turn.event, Said):
        return Outcome(show=(_standing(heard.person, now),))
    return Outcome(form=_form(heard.person, now))


def save_me(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep both; what can't be read is named at its place."""
    here = today(now, heard.person.zone)
    until = date.fromisoformat(heard.word("until")) if heard.word("until") else None
    busy, wrong = _days(heard.word("busy"), here)
    errors = {"busy": wrong} if wrong else {}
    if until and until <= here:
        errors["until"] = line("pauses.until_ahead")
    if errors:
        return Outcome(errors=errors)
    snoozed = morning(until, heard.person.zone) if until else None
    person = work.people.save(replace(heard.person, snoozed_until=snoozed, busy=busy))
    return Outcome(show=(_standing(person, now, line("pauses.saved")),))


def back(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Back now: what waited may be asked again; days on call stay."""
    person = work.people.save(replace(heard.person, snoozed_until=None))
    return Outcome(show=(_standing(person, now, line("pauses.welcome_back")),))


def _days(text: str, since: date) -> tuple[tuple[date, ...], Line | None]:
    """The days that were typed, or what is wrong with them."""
    try:
        days = days_in(text, since)
    except BadDay as bad:
        return (), line("pauses.not_a_day", n=bad.place)
    return days, line("pauses.too_many", n=MOST_DAYS) if len(days) > MOST_DAYS else None


def _form(person: Person, now: datetime) -> Form:
    here = today(now, person.zone)
    snoozed = is_snoozed(person, now) and person.snoozed_until
    until = today(snoozed, person.zone).isoformat() if snoozed else ""
    busy = spelled(tuple(day for day in person.busy if day >= here))
    return Form(
        line("pauses.form"),
        (
            Day("until", line("pauses.until"), until, line("pauses.until_hint")),
            Write("busy", line("pauses.busy"), busy, line("pauses.busy_hint"), lines=3, limit=2000),
        ),
        Press("pauses.save_me"),
        line("pauses.save"),
    )


def is_snoozed(person: Person, now: datetime) -> bool:
    """Whether they asked for quiet, and the day has not come."""
    return person.snoozed_until is not None and person.snoozed_until > now


def _standing(person: Person, now: datetime, *first: Line) -> Card:
    """How it stands: the pause, the days on call, and the ways to change them."""
    snoozed = is_snoozed(person, now) and person.snoozed_until
    pause = line("pauses.until_then", until=today(snoozed, person.zone)) if snoozed else line("pauses.none")
    coming = tuple(day for day in person.busy if day >= today(now, person.zone))
    days = line("pauses.calls", n=len(coming), days=verbatim(spelled(coming)))
    calls = (Text(days, "hint"),) if coming else ()
    back_now = (button(line("pauses.back"), "pauses.back", primary=True),) if snoozed else ()
    change = button(line("pauses.change" if snoozed or coming else "pauses.pause"), "pauses.me")
    return card(*first, pause, *calls, Choices((*back_now, change, button(line("pauses.home"), "home.show"))))
