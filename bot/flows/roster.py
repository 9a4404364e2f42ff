"""A coordinator imports the roster: a dry run that names every fault, then one press."""

from dataclasses import replace
from datetime import datetime

from bot.cards import (
    Attach,
    Card,
    Choices,
    Facts,
    Form,
    Line,
    Option,
    Outcome,
    Part,
    Press,
    Text,
    Tick,
    button,
    card,
    line,
)
from bot.flows.leaving import close
from bot.heard import Heard
from bot.mentoring.people import Person, Tie
from bot.mentoring.roster import COLUMNS, Entry, Fault, Plan, planned, read
from bot.ports import Work

MOST_FAULTS_SHOWN = 20


def ask(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Offer the form that takes a file."""
    return Outcome(
        form=Form(
            title=line("roster.title"),
            intro=(Text(line("roster.columns", columns=", ".join(COLUMNS))),),
            fields=(
                Attach("file", line("roster.file"), hint=line("roster.file_hint"), required=True),
                Tick("whole", line("roster.scope"), (Option("whole", line("roster.whole")),)),
            ),
            submit=Press("roster.check"),
            button=line("roster.check"),
        )
    )


def offer(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What `import` answers: what it does, and a button that opens the form."""
    choices = Choices((button(line("roster.open"), "roster.ask", primary=True),))
    return Outcome(show=(card(line("roster.offer"), choices),))


def check(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The dry run: nothing is changed, every bad row and column is named."""
    text, whole = heard.word("file"), bool(heard.ticked("whole"))
    entries, faults = read(text)
    if not entries:
        first = faults[0] if faults else Fault(1, "", "roster.nobody")
        return Outcome(errors={"file": _fault(first)})
    plan = planned(entries, work.people.where(), whole=whole)
    return Outcome(show=(_dry_run(plan, faults, f"{'whole' if whole else 'part'}\n{text}"),))


def apply(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Import what the dry run showed, as people are now."""
    scope, _, text = heard.value.partition("\n")
    entries, faults = read(text)
    plan = planned(entries, work.people.where(), whole=scope == "whole")
    carry_out(plan, entries, work, now)
    return Outcome(instead=card(Text(line("roster.done"), "title"), _counts(plan), *_left_out(faults)))


def cancel(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Put the dry run away."""
    return Outcome(instead=card(line("roster.cancelled")))


def carry_out(plan: Plan, entries: tuple[Entry, ...], work: Work, now: datetime) -> None:
    """Write the plan: new people, changes, ties of supervision, and gentle leavings."""
    locale, zone = work.programme.locale, work.programme.zone
    said = {entry.email: entry for entry in entries}
    for person in plan.new:
        entry = said[person.email]
        work.people.add(replace(person, locale=entry.locale or locale, zone=entry.zone or zone))
    for person in plan.changed:
        work.people.save(person)
    for person in plan.leaving:  # first all of them, so that none is told of another
        work.people.save(replace(work.people.get(person.id), left_at=now))
    for person in plan.leaving:
        close(work, person, now)
    _tie(entries, work)


def _tie(entries: tuple[Entry, ...], work: Work) -> None:
    ids = {person.email.casefold(): person.id for person in work.people.where() if person.email}
    for entry in entries:
        for email in entry.supervisors:
            mentor, mentee = ids.get(email), ids.get(entry.email)
            if (
                mentor
                and mentee
                and mentor != mentee
                and not work.ties.first(mentor_id=mentor, mentee_id=mentee)
            ):
                work.ties.add(Tie(0, mentor, mentee, "supervises"))


def _dry_run(plan: Plan, faults: tuple[Fault, ...], value: str) -> Card:
    verbs = Choices(
        (
            button(line("roster.import"), "roster.apply", value=value, primary=True),
            button(line("roster.cancel"), "roster.cancel"),
        )
    )
    return card(
        Text(line("roster.dry_run"), "title"),
        _counts(plan),
        *_left_out(faults),
        *_leavers(plan.leaving),
        verbs,
    )


def _counts(plan: Plan) -> Facts:
    kinds = (("new", plan.new), ("changed", plan.changed), ("leaving", plan.leaving))
    return Facts(
        tuple((line(f"roster.{name}"), line("roster.count", n=len(people))) for name, people in kinds)
    )


def _leavers(people: tuple[Person, ...]) -> tuple[Part, ...]:
    return (Text(line("roster.leavers_note"), "hint"),) if people else ()


def _left_out(faults: tuple[Fault, ...]) -> tuple[Part, ...]:
    if not faults:
        return ()
    rows = len({fault.row for fault in faults})
    more = len(faults) - MOST_FAULTS_SHOWN
    return (
        Text(line("roster.faults", n=rows)),
        *(Text(_fault(fault)) for fault in faults[:MOST_FAULTS_SHOWN]),
        *((Text(line("roster.more", n=more), "hint"),) if more > 0 else ()),
    )


def _fault(fault: Fault) -> Line:
    return line("roster.fault", row=fault.row, column=fault.column or "-", fault=line(fault.key))
