"""A mentee tells what they need: in own words or from a list, confirmed by a tap, kept as it is."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Form, Line, Outcome, line
from bot.errors import StaleCard
from bot.flows import need_cards, requests_round, suggestions
from bot.heard import Heard
from bot.matching.domains import understood
from bot.matching.topics import domain_of
from bot.mentoring.days import today
from bot.mentoring.needs import Need, NeedEvent, NeedState, domains_of, moved, narrowed
from bot.mentoring.people import Person, Role
from bot.ports import Work
from bot.turns import Said

MOST_PROPOSED = 3
EDITABLE = (NeedState.DRAFT, NeedState.OPEN, NeedState.DORMANT)


def new(heard: Heard, work: Work, now: datetime) -> Outcome:
    """A new need: what was typed along is understood at once, else it is asked for."""
    if heard.text:
        return propose(heard, work, now, understood(heard.text))
    if isinstance(heard.turn.event, Said):
        return Outcome(show=(need_cards.invitation(),))
    return Outcome(form=need_cards.words_form())


def tell(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The words of the form, understood."""
    words = heard.word("words")
    return propose(replace(heard, text=words), work, now, understood(words))


def propose(heard: Heard, work: Work, now: datetime, topics: tuple[str, ...]) -> Outcome:
    """Keep the words as a draft, and say what they sound like."""
    words = heard.text[: need_cards.MOST_WORDS]
    need = work.needs.add(Need(0, heard.person.id, words=words, created_at=now))
    return Outcome(show=(need_cards.proposal(need, _likely(heard.person, topics)[:MOST_PROPOSED]),))


def _likely(person: Person, topics: tuple[str, ...]) -> tuple[str, ...]:
    """What a person may have meant: promotion is a matter of faculty, unless it is all that was heard."""
    if person.has(Role.FACULTY):
        return topics
    return tuple(topic for topic in topics if domain_of(topic) != "promotion") or topics


def confirm(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The topics are right: ask for what is missing."""
    return Outcome(form=_details(_editable(heard, work), tuple(heard.value.split(","))))


def choose(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the list of areas, for a new need or for one that is kept."""
    ticked = domains_of(_editable(heard, work).topics) if heard.about else ()
    return Outcome(form=need_cards.domains_form(heard.about, ticked))


def chosen(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The areas are ticked: ask for the challenges in them, and what else is missing."""
    need = _editable(heard, work) if heard.about else work.needs.add(Need(0, heard.person.id, created_at=now))
    ticked = heard.ticked("domains")
    known = tuple(topic for topic in need.topics if "." in topic and topic.split(".")[0] in ticked)
    return Outcome(form=_details(need, narrowed(ticked, known)))


def edit(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Change what is kept of a need."""
    need = _editable(heard, work)
    if not need.topics:
        return Outcome(form=need_cards.domains_form(need.id, ()))
    return Outcome(form=_details(need, need.topics))


def save(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep the need as it is, however much of it was told, and show who fits."""
    need = _editable(heard, work)
    by, errors = need_cards.by_of(heard.word("by")), _faults(heard, need, work, now)
    if errors:
        return Outcome(errors=errors)
    need = replace(
        need,
        topics=_topics(heard),
        goal=heard.word("goal"),
        by=by,
        lasting=heard.word("lasting") != "once",
    )
    if need.state is NeedState.DRAFT:
        need = moved(need, NeedEvent.DECLARE)
    return _shown(work.needs.save(need), work, now)


def close(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The need is no longer one; what was asked for it is taken back."""
    return _put_away(heard, NeedEvent.CLOSE, work, now)


def rest(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Set the need aside for now; what was asked for it is taken back."""
    return _put_away(heard, NeedEvent.REST, work, now)


def reopen(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Take the need up again, and show who fits."""
    need = moved(work.needs.get(heard.about), NeedEvent.REOPEN)
    return _shown(work.needs.save(replace(need, unmatched_at=None)), work, now)


def _editable(heard: Heard, work: Work) -> Need:
    need = work.needs.get(heard.about)
    if need.mentee_id != heard.person.id or need.state not in EDITABLE:
        raise StaleCard("not theirs, or no longer to be changed")
    return need


def _details(need: Need, topics: tuple[str, ...]) -> Form:
    return need_cards.details_form(need, topics)


def _faults(heard: Heard, need: Need, work: Work, now: datetime) -> dict[str, Line]:
    """A day that has passed, and areas changed behind the back of a mentor who was asked about others."""
    by = need_cards.by_of(heard.word("by"))
    past = {"by": line("needs.by_past")} if by and by < today(now, heard.person.zone) else {}
    changed = set(_topics(heard)) != set(need.topics)
    if changed and work.requests.first(need_id=need.id, state=requests_round.KEPT):
        return {**past, "challenges": line("needs.asked_already")}
    return past


def _topics(heard: Heard) -> tuple[str, ...]:
    told = tuple(heard.value.split(","))
    return narrowed(domains_of(told), heard.ticked("challenges")) if "challenges" in heard.fields else told


def _shown(need: Need, work: Work, now: datetime) -> Outcome:
    found = (suggestions.drawn(work, need, now),) if need.state is NeedState.OPEN else ()
    return Outcome(instead=need_cards.kept(need), show=found)


def _put_away(heard: Heard, event: NeedEvent, work: Work, now: datetime) -> Outcome:
    need = work.needs.save(moved(work.needs.get(heard.about), event))
    taken_back = requests_round.settle(work, need.id, now)
    return Outcome(instead=need_cards.put_away(need, taken_back))
