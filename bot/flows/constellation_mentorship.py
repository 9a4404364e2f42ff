"""One mentorship as it stands on the home of either side."""

from collections.abc import Iterator, Mapping

from bot.cards import Choices, Line, Part, Text, button, line
from bot.flows.names import name_of, topics, verbatim
from bot.mentoring.days import today
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.people import Person
from bot.ports import Work

Way = tuple[str, str]

GOING_ON: tuple[tuple[Way, ...], ...] = (
    (("met", "introductions.met"), ("agreement", "introductions.agreement"), ("pause", "mentorships.pause")),
    (
        ("adjust", "mentorships.adjust"),
        ("rest", "mentorships.rest"),
        ("move_on", "goodbyes.start"),
        ("wrong", "privacy.wrong"),
    ),
)

WAYS: Mapping[MentorshipState, tuple[tuple[Way, ...], ...]] = {
    MentorshipState.EXPLORING: GOING_ON,
    MentorshipState.ACTIVE: GOING_ON,
    MentorshipState.PAUSED: (
        (("resume", "mentorships.resume"), ("agreement", "introductions.agreement")),
        (("move_on", "goodbyes.start"), ("wrong", "privacy.wrong")),
    ),
    MentorshipState.RESTING: (
        (("reopen", "mentorships.reopen"), ("move_on", "goodbyes.start"), ("wrong", "privacy.wrong")),
    ),
}
"""The ways on from each state, in rows: what the button says, and its action."""


def as_above(mentorship: Mentorship, person: Person, work: Work) -> Part:
    """The same mentorship in another of its domains: named, not told again."""
    return Text(line("constellation.as_above", name=name_of(work.people.get(mentorship.other(person.id)))))


def parts(mentorship: Mentorship, person: Person, work: Work) -> Iterator[Part]:
    """With whom, about what, how it stands, and the ways on."""
    other = name_of(work.people.get(mentorship.other(person.id)))
    yield Text(
        line(
            "constellation.mentorship",
            name=other,
            topics=topics(mentorship.topics),
            state=_state(mentorship, person.zone),
        )
    )
    if mentorship.goal:
        yield Text(line("constellation.goal", goal=verbatim(mentorship.goal)), "hint")
    for row in WAYS.get(mentorship.state, ()):
        yield Choices(
            tuple(button(line(f"constellation.{says}"), action, mentorship.id) for says, action in row)
        )


def _state(mentorship: Mentorship, zone: str) -> Line:
    """Where it stands, in a few words and with a day where there is one."""
    match mentorship.state:
        case MentorshipState.PAUSED if mentorship.paused_until:
            return line("constellation.state.paused_until", until=today(mentorship.paused_until, zone))
        case MentorshipState.ACTIVE if mentorship.last_met_at:
            return line("constellation.state.met", on=today(mentorship.last_met_at, zone))
        case state:
            return line(f"constellation.state.{state}")
