"""A pause: a date, a neutral word, read over before it is sent; it resumes by itself, and both are told."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cards import Card, Choices, Day, Form, Line, Outcome, Part, Press, Text, Write, button, card, line
from bot.due import Done, Due, Skipped, Verdict
from bot.errors import StaleCard
from bot.flows import drift_clock
from bot.flows.names import short_name, verbatim
from bot.heard import Heard
from bot.mentoring import mentorships as rules
from bot.mentoring.days import morning
from bot.mentoring.life import after
from bot.mentoring.mentorships import LIFE, Mentorship, MentorshipEvent, MentorshipState
from bot.mentoring.people import Person
from bot.ports import Calendar, Work
from bot.post import to_person

LONGEST = timedelta(days=366)
SOONEST = timedelta(days=1)


def pause(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The form of a pause, filled in as far as one was begun; StaleCard where none can be made."""
    mentorship = work.mentorships.get(heard.about)
    after(LIFE, mentorship.state, MentorshipEvent.PAUSE)
    begun = json.loads(heard.value) if heard.value else {}
    name = _other(work, mentorship, heard.person)
    until = Day("until", line("mentorships.pausing.until"), begun.get("until", ""), required=True)
    words = Write(
        "words",
        line("mentorships.pausing.words", name=name),
        begun.get("words", ""),
        hint=line("forms.no_patients"),
        lines=2,
    )
    submit = Press("mentorships.save_pause", mentorship.id)
    title, read_over = line("mentorships.pausing.title"), line("mentorships.adjusting.read_over")
    return Outcome(form=Form(title, (until, words), submit, read_over))


def save_pause(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What the other side would read, before anything is sent."""
    mentorship = work.mentorships.get(heard.about)
    after(LIFE, mentorship.state, MentorshipEvent.PAUSE)
    until = date.fromisoformat(heard.word("until"))
    if not now + SOONEST / 2 < morning(until, heard.person.zone) <= now + LONGEST:
        return Outcome(errors={"until": line("mentorships.pausing.a_later_day")})
    value = json.dumps({"until": until.isoformat(), "words": heard.word("words")})
    name = _other(work, mentorship, heard.person)
    ways = (
        button(line("mentorships.pausing.now", name=name), "mentorships.pause_now", mentorship.id, value),
        button(line("mentorships.adjusting.change"), "mentorships.pause", mentorship.id, value),
        button(line("mentorships.pausing.keep"), "mentorships.leave", mentorship.id, "pausing.kept"),
    )
    preview = card(
        Text(line("mentorships.pausing.preview", name=name)),
        *_told(short_name(heard.person), until, heard.word("words")),
        Choices((replace(ways[0], style="primary"), *ways[1:])),
    )
    return Outcome(show=(preview,))


def pause_now(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Pause it until the day that was read over, and tell the other side."""
    wanted = json.loads(heard.value)
    until = date.fromisoformat(wanted["until"])
    mentorship = work.mentorships.get(heard.about)
    ends = morning(until, heard.person.zone)
    paused = rules.moved(mentorship, MentorshipEvent.PAUSE, now)
    work.mentorships.save(replace(paused, paused_until=ends))
    stamp = f"{mentorship.id}:{now:%Y%m%dT%H%M%S}"
    work.due.put(Due(0, "mentorship.resume", f"resume:{stamp}", ends, about=mentorship.id))
    other_id = mentorship.other(heard.person.id)
    told = card(*_told(short_name(heard.person), until, wanted["words"]), _resume(mentorship))
    to_person(work, other_id, told, f"pause:{stamp}", now)
    name = _other(work, mentorship, heard.person)
    said = line("mentorships.pausing.paused", when=until, name=name)
    return Outcome(instead=card(said, _resume(mentorship)))


def resume(heard: Heard, work: Work, now: datetime) -> Outcome:
    """End a pause early, and tell the other side; StaleCard where there is no pause."""
    mentorship = work.mentorships.get(heard.about)
    if mentorship.state is not MentorshipState.PAUSED:
        raise StaleCard("it is not paused")
    _resumed(work, mentorship, now)
    other_id = mentorship.other(heard.person.id)
    told = card(line("mentorships.resumed_by", name=short_name(heard.person)))
    to_person(work, other_id, told, f"resumed:{mentorship.id}:{now:%Y%m%dT%H%M%S}", now)
    return Outcome(instead=_goes_on(work, mentorship, heard.person.id))


def resume_due(due: Due, work: Work, now: datetime, calendar: Calendar) -> Verdict:
    """The day has come: the mentorship goes on, and both are told."""
    mentorship = work.mentorships.get(due.about)
    if mentorship.state is not MentorshipState.PAUSED:
        return Skipped(f"it is {mentorship.state}")
    if mentorship.paused_until and mentorship.paused_until > now:
        return Skipped("it was paused anew")
    _resumed(work, mentorship, now)
    for person_id in mentorship.both:
        to_person(work, person_id, _goes_on(work, mentorship, person_id), f"{due.cause}:{person_id}", now)
    return Done()


def _resumed(work: Work, mentorship: Mentorship, now: datetime) -> None:
    saved = work.mentorships.save(rules.moved(mentorship, MentorshipEvent.RESUME, now))
    drift_clock.schedule(work, saved, now)


def _goes_on(work: Work, mentorship: Mentorship, reader_id: int) -> Card:
    name = short_name(work.people.get(mentorship.other(reader_id)))
    return card(line("mentorships.resumed", name=name))


def _told(name: Line, until: date, words: str) -> tuple[Part, ...]:
    told = Text(line("mentorships.pausing.told", name=name, when=until))
    return (told, Text(verbatim(words), "quote")) if words else (told,)


def _resume(mentorship: Mentorship) -> Choices:
    return Choices((button(line("mentorships.resume"), "mentorships.resume", mentorship.id),))


def _other(work: Work, mentorship: Mentorship, person: Person) -> Line:
    return short_name(work.people.get(mentorship.other(person.id)))
