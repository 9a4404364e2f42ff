"""The table of a life: what was wanted, asked, lived and ended, and what it cost."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from statistics import median, quantiles

from adapters.simulated.town import Town
from adapters.simulated.watch import Rows, Watch
from bot.mentoring.checkins import CheckInState, Moment
from bot.mentoring.goodbyes import GoodbyeState
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.needs import NeedState
from bot.mentoring.requests import RequestState

DELIVERED = (GoodbyeState.SENT, GoodbyeState.ANSWERED)
WAITED_FOR = (RequestState.ACCEPTED, RequestState.ONE_MEETING)
Line = tuple[str, str]


def table(town: Town, watch: Watch) -> list[Line]:
    """The lines of the table that are the same for the same seed."""
    rows = watch.rows
    if rows is None:
        return []
    return [
        ("people", f"{len(town.people) - 1}, {_joined(town)} took part"),
        *_needs(rows),
        *_requests(rows),
        *_mentorships(rows),
        *_checkins(rows),
        *_endings(rows),
        ("waiting for a yes", _days(_waited(rows))),
        ("messages", f"{len(town.mail.log):,}"),
        ("turns", f"{town.counts['turns']:,}"),
        ("kind refusals", str(town.counts["kind refusals"])),
    ]


def cost(town: Town, seconds: float, kilobytes: int) -> list[Line]:
    """What it cost: turns per second and peak memory, which differ from run to run."""
    pace = town.counts["turns"] / max(seconds, 1e-9)
    return [
        ("turns per second", f"{pace:,.0f} ({seconds:,.0f} s, ticks and deliveries included)"),
        ("peak memory", f"{kilobytes / 1024:,.0f} MB"),
    ]


def spoken(lines: list[Line]) -> str:
    """The table as text."""
    width = max((len(name) for name, _ in lines), default=0)
    return "\n".join(f"{name:<{width}}  {said}" for name, said in lines)


def verdict(watch: Watch, days: int) -> str:
    """What was broken, or that nothing was."""
    if not watch.broken:
        return f"Every invariant held on each of {days} days."
    told = [f"  {broken.rule}: {broken.of} ({times}x)" for broken, times in watch.broken.items()]
    return "\n".join(["Broken invariants:", *told])


def _joined(town: Town) -> int:
    return sum(
        1
        for person in town.people.values()
        if person is not town.coordinator and ("joined", "") in person.seen
    )


def _needs(rows: Rows) -> Iterator[Line]:
    told = [need for need in rows.needs if need.topics]
    met = sum(need.state in (NeedState.MET, NeedState.CLOSED) for need in told)
    unmatched = sum(need.unmatched_at is not None for need in told)
    yield "needs", f"{len(told)}, {met} met or closed, {unmatched} found no one at first"


def _requests(rows: Rows) -> Iterator[Line]:
    sent = [request for request in rows.requests if request.sendings]
    states = Counter(request.state for request in sent)
    yield "requests", f"{len(sent)}, of {len({request.mentor_id for request in sent})} mentors"
    for state in RequestState:
        if count := states[state]:
            yield (
                f"  {state.replace('_', ' ')}{' now' if state is RequestState.SENT else ''}",
                _share(count, len(sent)),
            )
    yield "  ranked after one who said yes", str(len(rows.requests) - len(sent))


def _mentorships(rows: Rows) -> Iterator[Line]:
    pairs = rows.mentorships
    met = [pair for pair in pairs if pair.met_at]
    yield "mentorships", f"{len(pairs)}, {sum(pair.one_meeting for pair in pairs)} for one meeting"
    month = timedelta(days=30)
    soon = sum(bool(p.met_at and p.introduced_at and p.met_at - p.introduced_at <= month) for p in met)
    yield "  met", f"{_share(len(met), len(pairs))}, {soon} within 30 days"
    for state in MentorshipState:
        if count := sum(pair.state is state for pair in pairs):
            yield f"  {state} now", str(count)


def _checkins(rows: Rows) -> Iterator[Line]:
    asked = [row for row in rows.checkins if row.moment is not Moment.DRIFT]
    answered = sum(row.state is CheckInState.ANSWERED for row in asked)
    yield "check-ins", f"{len(asked)} asked, {_share(answered, len(asked))} answered"
    drifts = [row for row in rows.checkins if row.moment is Moment.DRIFT]
    yield (
        "asked about drift",
        f"{len(drifts)}, {sum(row.state is CheckInState.ANSWERED for row in drifts)} answered",
    )


def _endings(rows: Rows) -> Iterator[Line]:
    """Each ended pair by what its first note was labelled, or how it ended without one."""
    notes: dict[int, str] = {}
    for note in rows.goodbyes:
        if note.state in DELIVERED:
            notes.setdefault(note.mentorship_id, note.label or "with a note, no label")
    ended = [pair for pair in rows.mentorships if pair.state is MentorshipState.ENDED]
    single = Counter(
        "one meeting, complete" if pair.one_meeting else "without a note"
        for pair in ended
        if pair.id not in notes
    )
    kinds = Counter(notes.values()) + single
    yield "endings", str(len(ended))
    for kind, count in sorted(kinds.items(), key=lambda row: (-row[1], row[0])):
        yield f"  {kind.replace('_', ' ')}", _share(count, len(ended))
    rested = sum(pair.state is MentorshipState.RESTING and not pair.holds for pair in rows.mentorships)
    yield "  at rest, place released", str(rested)
    thanked = sum(note.state is GoodbyeState.ANSWERED for note in rows.goodbyes)
    yield "  goodbyes thanked or replied to", str(thanked)


def _waited(rows: Rows) -> list[float]:
    """Days from a need to the yes of its first mentor."""
    since = {need.id: need.created_at for need in rows.needs}
    first: dict[int, float] = {}
    for request in rows.requests:
        begun = since.get(request.need_id)
        if request.state in WAITED_FOR and request.answered_at and begun:
            waited = (request.answered_at - begun) / timedelta(days=1)
            first[request.need_id] = min(waited, first.get(request.need_id, waited))
    return list(first.values())


def _days(waited: list[float]) -> str:
    if len(waited) < 2:
        return "too few"
    return f"median {median(waited):.1f} days, nine in ten within {quantiles(waited, n=10)[-1]:.1f}"


def _share(count: int, of: int) -> str:
    return f"{count} ({100 * count / of:.0f} %)" if of else str(count)
