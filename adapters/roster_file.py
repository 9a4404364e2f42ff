"""`constellation import`: a roster's file, read, compared and carried out, each fault by row and column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from adapters.dates import dates
from bot.cards import line
from bot.flows.roster import carry_out
from bot.mentoring.roster import Fault, Plan, planned, read
from bot.ports import Work
from bot.words import plain, speaker

_say = speaker("en", dates("UTC"))


@dataclass(frozen=True)
class Imported:
    """What a file means for the programme, or meant; `done` when it was carried out."""

    plan: Plan
    faults: tuple[Fault, ...]
    done: bool


def imported(text: str, work: Work, now: datetime, *, whole: bool, dry_run: bool) -> Imported:
    """Read a roster and, unless it is a dry run or holds nobody, carry it out; faulty rows are left out."""
    entries, faults = read(text)
    plan = planned(entries, work.people.where(), whole=whole and bool(entries))
    if entries and not dry_run:
        carry_out(plan, entries, work, now)
    return Imported(plan, faults, bool(entries) and not dry_run)


def told(result: Imported) -> Iterator[str]:
    """The result in lines, counts first, then every fault with its row and column."""
    yield plain(_say(line("roster.done" if result.done else "roster.dry_run")))
    for kind in ("new", "changed", "leaving"):
        count = len(getattr(result.plan, kind))
        yield f"  {plain(_say(line(f'roster.{kind}')))}: {count}"
    if result.faults:
        rows = len({fault.row for fault in result.faults})
        yield plain(_say(line("roster.faults", n=rows)))
    for fault in result.faults:
        place = line("roster.fault", row=fault.row, column=fault.column or "-", fault=line(fault.key))
        yield f"  {plain(_say(place))}"
