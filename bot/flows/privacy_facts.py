"""What is known about a person, in words: what was told, how much of it, and who sees it."""

from collections.abc import Callable, Iterator

from bot.cards import Divider, Facts, Line, Part, Text, line
from bot.flows import people, profile_card
from bot.flows.names import name_of, topics, verbatim, when
from bot.mentoring.checkins import CheckInState
from bot.mentoring.consent import agreed
from bot.mentoring.days import today
from bot.mentoring.people import Person
from bot.ports import Work

MOST_ROWS = 8
"""How many rows of one kind are shown; the export has them all."""

Row = tuple[Line, Line]
Rows = Callable[[Person, Work], Iterator[Row]]


def parts(person: Person, work: Work) -> Iterator[Part]:
    """Each kind of thing with a title, its facts, and who sees it."""
    yield Text(line("privacy.title"), "title")
    yield Text(line("privacy.intro"))
    yield from _section("me", people.facts(person).rows)
    for name, rows in SECTIONS.items():
        found = tuple(rows(person, work))
        if found:
            yield from _section(name, found)


def _section(name: str, rows: tuple[Row, ...]) -> Iterator[Part]:
    yield Divider()
    yield Text(line(f"privacy.about.{name}"), "title")
    yield Facts(rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        yield Text(line("privacy.more", n=len(rows) - MOST_ROWS), "hint")
    yield Text(line(f"privacy.sees.{name}"), "hint")


def _profile(person: Person, work: Work) -> Iterator[Row]:
    profile = work.profiles.of(person.id)
    if profile:
        yield from profile_card.facts(profile).rows
        if profile.words:
            yield line("privacy.words"), verbatim(profile.words)


def _needs(person: Person, work: Work) -> Iterator[Row]:
    for need in work.needs.where(mentee_id=person.id):
        about = topics(need.topics) or (line("privacy.no_topic"),)
        yield line("privacy.listed", items=about), line(f"privacy.need.{need.state}")


def _requests(person: Person, work: Work) -> Iterator[Row]:
    for side, other in (("mentee_id", "mentor_id"), ("mentor_id", "mentee_id")):
        for request in work.requests.where(**{side: person.id}):
            name = name_of(work.people.get(getattr(request, other)))
            yield line(f"privacy.request_of.{side}", name=name), line(f"privacy.request.{request.state}")


def _mentorships(person: Person, work: Work) -> Iterator[Row]:
    for side in ("mentee_id", "mentor_id"):
        for mentorship in work.mentorships.where(**{side: person.id}):
            name = name_of(work.people.get(mentorship.other(person.id)))
            yield line("privacy.with", name=name), line(f"privacy.mentorship.{mentorship.state}")


def _checkins(person: Person, work: Work) -> Iterator[Row]:
    """How many were answered and when last; never an answer, for this card stays in the chat."""
    answered = work.checkins.where(person_id=person.id, state=CheckInState.ANSWERED)
    if answered:
        yield line("privacy.answered"), line("privacy.n_checkins", n=len(answered))
        last = max(checkin.answered_at for checkin in answered if checkin.answered_at)
        yield line("privacy.last"), when(today(last, person.zone))


def _consents(person: Person, work: Work) -> Iterator[Row]:
    held = work.consents.where(person_id=person.id)
    now = agreed(held)
    for consent in held:
        if consent.purpose in now and consent.withdrawn_at is None:
            yield (
                line(f"welcome.purposes.{consent.purpose}"),
                line("privacy.since", on=today(consent.given_at, person.zone)),
            )


def _apart(person: Person, work: Work) -> Iterator[Row]:
    bars = work.bars.where(person_id=person.id)
    blocked = sum(bar.blocked for bar in bars)
    if blocked:
        yield line("privacy.blocked"), line("privacy.n_people", n=blocked)
    if len(bars) > blocked:
        yield line("privacy.never"), line("privacy.n_people", n=len(bars) - blocked)


def _companions(person: Person, work: Work) -> Iterator[Row]:
    for companion in work.companions.where(person_id=person.id):
        yield verbatim(companion.name), line(f"topics.{companion.domain}")


SECTIONS: dict[str, Rows] = {
    "profile": _profile,
    "needs": _needs,
    "requests": _requests,
    "mentorships": _mentorships,
    "checkins": _checkins,
    "companions": _companions,
    "consents": _consents,
    "apart": _apart,
}
"""Each kind of thing that is kept, in the order in which it is told."""
