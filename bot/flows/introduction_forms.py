"""The forms of two who were introduced: a time, the day they met, their agreement."""

from datetime import date

from bot.cards import Day, Field, Form, Line, Option, Pick, Press, Text, Write, line
from bot.flows.mentorships_proposal import RHYTHMS, rhythm
from bot.mentoring.mentorships import Mentorship

HOURS = range(7, 22)
LENGTHS = (20, 30, 45, 60)


def time_form(mentorship: Mentorship) -> Form:
    """A day, a time, how long and where."""
    times = tuple(Option(f"{h:02}:{m:02}", clock(h, m)) for h in HOURS for m in (0, 30))
    lengths = tuple(Option(str(n), line("introductions.minutes", n=n)) for n in LENGTHS)
    return _form(
        "time",
        Press("introductions.save_time", mentorship.id),
        Day("day", line("introductions.day"), required=True),
        Pick("time", line("introductions.time"), times, required=True, hint=line("introductions.your_clock")),
        Pick("minutes", line("introductions.how_long"), lengths, "30", required=True),
        Write("where", line("introductions.where"), hint=line("introductions.where_hint"), limit=200),
    )


def clock(hour: int, minute: int) -> Line:
    """A time of day in words: "4:30 p.m." or « 16 h 30 »."""
    half = "am" if hour < 12 else "pm"
    return line(f"introductions.clock.{half}", twelve=(hour - 1) % 12 + 1, hour=hour, minute=f"{minute:02}")


def met_form(mentorship: Mentorship, day: date) -> Form:
    """The day on which they met."""
    on = Day("on", line("introductions.met_on"), day.isoformat(), required=True)
    return _form("met", Press("introductions.save_met", mentorship.id), on)


def agreement_form(mentorship: Mentorship) -> Form:
    """Purpose, rhythm, contact, what stays between them, and a day to look back."""
    every = sorted({*RHYTHMS, mentorship.rhythm})
    rhythms = tuple(Option(str(days), rhythm(days)) for days in every)
    review = mentorship.review_on.isoformat() if mentorship.review_on else ""
    no_patients = line("forms.no_patients")
    fields: tuple[Field, ...] = (
        Write("purpose", line("introductions.purpose"), mentorship.goal, no_patients, lines=2, limit=300),
        Pick("rhythm", line("introductions.rhythm"), rhythms, str(mentorship.rhythm), required=True),
        Write("contact", line("introductions.contact"), mentorship.contact, no_patients, limit=200),
        Write(
            "between", line("introductions.between"), mentorship.agreement, no_patients, lines=2, limit=500
        ),
        Day("review", line("introductions.review"), review),
    )
    return _form("agreement", Press("introductions.agree", mentorship.id), *fields)


def _form(name: str, submit: Press, *fields: Field) -> Form:
    intro = (Text(line(f"introductions.{name}_intro"), "hint"),)
    return Form(
        line(f"introductions.{name}_title"), fields, submit, line(f"introductions.{name}_send"), intro
    )
