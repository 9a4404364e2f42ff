"""What a coordinator sees and may do: counts, what waits, a gentle nudge, and the pause of everything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Card, Choices, Divider, Facts, Line, Outcome, Part, Text, button, card, line
from bot.flows.names import name_of, topic
from bot.heard import Heard
from bot.mentoring.mentorships import GOING_ON
from bot.mentoring.needs import NeedState
from bot.mentoring.people import Person
from bot.mentoring.queue import QueueItem, Waiting
from bot.mentoring.requests import RequestState
from bot.ports import Work

SMALLEST_CELL = 5
NUDGED_AFTER = timedelta(days=2)
MOST_SHOWN = 15


def status(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The programme in numbers, groups under five unsaid."""
    people = [person for person in work.people.where() if person.is_here]
    profiles = [profile for profile in work.profiles.where() if profile.topics]
    rows = (
        ("people", len(people)),
        ("mentors", len(profiles)),
        ("places", sum(profile.places for profile in profiles)),
        ("needs_open", len(work.needs.where(state=NeedState.OPEN))),
        ("needs_met", len(work.needs.where(state=NeedState.MET))),
        ("requests", len(work.requests.where(state=RequestState.SENT))),
        ("mentorships", len(work.mentorships.where(state=GOING_ON))),
    )
    facts = Facts(tuple((line(f"queue.{key}"), _cell(number)) for key, number in rows))
    return Outcome(
        show=(card(Text(line("queue.status"), "title"), *_paused(work), facts, *_by_domain(work)),)
    )


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What waits for a coordinator."""
    return Outcome(show=(_queue_card(work),))


def settle(heard: Heard, work: Work, now: datetime) -> Outcome:
    """One thing taken care of."""
    item = work.queue.get(heard.about)
    work.queue.save(replace(item, settled_at=now))
    return Outcome(instead=_queue_card(work))


def nudge(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Bring forward the one reminder of each request that has waited for two days."""
    waiting = [
        request
        for request in work.requests.where(state=RequestState.SENT)
        if request.sent_at and request.sent_at <= now - NUDGED_AFTER
    ]
    reminders = [due for request in waiting if (due := work.due.first(f"request:{request.id}:remind"))]
    for due in reminders:
        work.due.postpone(due, now)
    key = "queue.nudged" if reminders else "queue.nobody_to_nudge"
    return Outcome(show=(card(line(key)),))


def ask_to_pause(heard: Heard, work: Work, now: datetime) -> Outcome:
    """`pause-all`: ask first, or offer to go on where everything is paused already."""
    asked, verb, action = (
        ("queue.ask_to_resume", "queue.resume", "queue.resume_all")
        if work.programme.paused_at
        else ("queue.ask_to_pause", "queue.pause", "queue.pause_all")
    )
    choices = Choices((button(line(verb), action, primary=True), button(line("queue.leave"), "queue.leave")))
    return Outcome(show=(card(line(asked), choices),))


def pause_all(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Nothing that falls due reaches anyone until the programme goes on."""
    work.change_programme(replace(work.programme, paused_at=now))
    return Outcome(instead=card(line("queue.is_paused")))


def resume_all(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What fell due meanwhile happens now, each at its person's hours."""
    work.change_programme(replace(work.programme, paused_at=None))
    return Outcome(instead=card(line("queue.is_resumed")))


def leave(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Nothing changed."""
    return Outcome(instead=card(line("queue.left_as_is")))


def _cell(number: int) -> Line:
    """A count, or "fewer than five" where it could point at someone."""
    return line("queue.few") if 0 < number < SMALLEST_CELL else line("queue.count", n=number)


def _paused(work: Work) -> tuple[Part, ...]:
    return (Text(line("queue.is_paused")),) if work.programme.paused_at else ()


def _by_domain(work: Work) -> tuple[Part, ...]:
    """Demand beside supply, for each domain in which someone looks for a mentor."""
    wanted = Counter(need.domain for need in work.needs.where(state=NeedState.OPEN) if need.domain)
    offered = Counter(
        domain
        for profile in work.profiles.where()
        if profile.places
        for domain in {topic.split(".")[0] for topic in profile.topics}
    )
    rows = tuple(
        (topic(domain), line("queue.balance", wanted=_cell(wanted[domain]), offered=_cell(offered[domain])))
        for domain in sorted(wanted, key=lambda domain: (-wanted[domain], domain))
    )
    return (Divider(), Text(line("queue.by_domain"), "title"), Facts(rows)) if rows else ()


def _queue_card(work: Work) -> Card:
    items = work.queue.where(settled_at=None)
    if not items:
        return card(line("queue.empty"))
    more = len(items) - MOST_SHOWN
    return card(
        Text(line("queue.title"), "title"),
        *(part for item in items[:MOST_SHOWN] for part in _item(item, work)),
        *((Text(line("queue.more", n=more), "hint"),) if more > 0 else ()),
    )


def _item(item: QueueItem, work: Work) -> Iterable[Part]:
    blanks = {"topic": topic(item.topic)} if item.kind in _WITH_TOPIC and item.topic else {}
    if item.kind in _WITH_NAME:
        blanks = {"name": _named(item, work)}
    key = f"queue.{item.kind}" if blanks or item.kind not in _WITH_TOPIC else f"queue.{item.kind}_other"
    yield Text(line(key, **blanks))
    yield Choices((button(line("queue.settle"), "queue.settle", item.id),))


def _named(item: QueueItem, work: Work) -> Line:
    person: Person | None = work.people.first(id=item.about)
    return name_of(person) if person and person.name else line("queue.someone")


_WITH_NAME = (Waiting.UNDELIVERABLE, Waiting.SAFETY)
_WITH_TOPIC = (Waiting.UNMATCHED, Waiting.EXPIRED)
