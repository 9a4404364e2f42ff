"""My constellation: who stands where, by domain; what is open, and what rests."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards import Button, Choices, Line, Part, Text, button, line
from bot.flows import constellation_mentorship
from bot.flows.names import topic, topics, verbatim
from bot.flows.options import domains
from bot.mentoring.mentorships import NOT_ENDED, Mentorship
from bot.mentoring.needs import Need, NeedState, domains_of
from bot.mentoring.people import Companion, Person
from bot.ports import Work

Star = Mentorship | Companion


def parts(person: Person, work: Work, now: datetime) -> Iterator[Part]:
    """Covered domains with their people, open needs, needs at rest, and a way to add to each."""
    stars = _stars(person, work)
    needs = work.needs.where(mentee_id=person.id)
    yield Text(line("constellation.title"), "title")
    yield Text(_summary(stars, needs))
    told: set[int] = set()
    for domain, around in stars.items():
        yield Text(line("constellation.domain", domain=topic(domain)))
        for star in around:
            yield from _star(star, person, work, told)
    yield from _open(needs)
    yield from _dormant(needs)
    yield from _elsewhere(stars, needs)
    yield Choices(
        (
            button(line("constellation.new_need"), "needs.new", primary=True),
            button(line("constellation.add_companion"), "home.companion"),
        )
    )


def _stars(person: Person, work: Work) -> dict[str, list[Star]]:
    """Mentorships and companions by domain, in the order of the taxonomy; one of two domains is in both."""
    around: dict[str, list[Star]] = {domain: [] for domain in domains()}
    for mentorship in work.mentorships.where(mentee_id=person.id, state=NOT_ENDED):
        for domain in domains_of(mentorship.topics):
            around.setdefault(domain, []).append(mentorship)
    for companion in work.companions.where(person_id=person.id):
        around.setdefault(companion.domain, []).append(companion)
    return {domain: stars for domain, stars in around.items() if stars}


def _summary(stars: dict[str, list[Star]], needs: list[Need]) -> Line:
    people = {
        star.mentor_id if isinstance(star, Mentorship) else -star.id
        for around in stars.values()
        for star in around
    }
    if people:
        return line(
            "constellation.summary",
            people=line("constellation.people", n=len(people)),
            domains=line("constellation.domains", n=len(stars)),
        )
    looking = any(need.state is NeedState.OPEN for need in needs)
    return line("constellation.looking" if looking else "constellation.empty")


def _star(star: Star, person: Person, work: Work, told: set[int]) -> Iterator[Part]:
    """Somebody in a domain; a mentorship that was told of already is only named."""
    if isinstance(star, Mentorship) and star.id in told:
        yield constellation_mentorship.as_above(star, person, work)
        return
    if isinstance(star, Mentorship):
        told.add(star.id)
        yield from constellation_mentorship.parts(star, person, work)
        return
    yield Text(line(f"constellation.companion.{star.kind}", name=verbatim(star.name)))
    yield Choices((button(line("constellation.remove"), "home.remove_companion", star.id),))


def _open(needs: list[Need]) -> Iterator[Part]:
    looking = [need for need in needs if need.state is NeedState.OPEN]
    if looking:
        yield Text(line("constellation.open"), "title")
    for need in looking:
        yield Text(_named("constellation.open_need", need))
        yield Choices(_for_open(need))


def _for_open(need: Need) -> tuple[Button, ...]:
    return (
        button(line("constellation.suggestions"), "suggestions.show", need.id, primary=True),
        button(line("constellation.edit_need"), "needs.edit", need.id),
        button(line("constellation.rest_need"), "needs.rest", need.id),
    )


def _dormant(needs: list[Need]) -> Iterator[Part]:
    resting = [need for need in needs if need.state is NeedState.DORMANT]
    if resting:
        yield Text(line("constellation.dormant"), "title")
    for need in resting:
        yield Text(_named("constellation.dormant_need", need))
        yield Choices((button(line("constellation.reopen_need"), "needs.reopen", need.id),))


def _named(key: str, need: Need) -> Line:
    if need.goal:
        return line(f"{key}_with_goal", topics=topics(need.topics), goal=verbatim(need.goal))
    return line(key, topics=topics(need.topics))


def _elsewhere(stars: dict[str, list[Star]], needs: list[Need]) -> Iterator[Part]:
    """The domains that nobody stands in: named, never urged; only once there is something on the map."""
    told = {
        domain for need in needs if need.state is not NeedState.CLOSED for domain in domains_of(need.topics)
    }
    empty = tuple(topic(domain) for domain in domains() if domain not in stars and domain not in told)
    if stars and empty:
        yield Text(line("constellation.elsewhere", domains=empty), "hint")
