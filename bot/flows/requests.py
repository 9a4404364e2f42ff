"""A mentee asks: one mentor in their own words, or up to three in order."""

from datetime import datetime

from bot.cards import Line, Outcome, line
from bot.errors import StaleCard
from bot.flows import request_cards, request_forms, requests_round
from bot.flows.suggestions import shown_last
from bot.heard import Heard
from bot.mentoring.mentorships import NOT_ENDED
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Person
from bot.mentoring.requests import MOST_RANKED, Request, RequestEvent, RequestState
from bot.ports import Work


def write(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the form in which the mentee writes to one mentor."""
    need, mentor = open_need(work, heard.about), work.people.get(int(heard.value))
    refusal = _refusal(work, need, mentor)
    if refusal:
        return refusal
    return Outcome(form=request_forms.first(need.id, mentor, need.goal, tied=is_tied(work, need, mentor.id)))


def send(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Send the words to this one mentor."""
    need, mentor = open_need(work, heard.about), work.people.get(int(heard.value))
    refusal = _refusal(work, need, mentor)
    if refusal:
        return refusal
    _hold(work, need)
    request = _queued(work, need, mentor.id, heard.word("words"), 1, now)
    sent = requests_round.send(work, request, RequestEvent.SEND, now)
    return Outcome(show=(request_cards.sent(sent, mentor),))


def rank(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the form in which up to three mentors are put in order."""
    need = open_need(work, heard.about)
    if work.requests.first(need_id=need.id, state=RequestState.QUEUED):
        return Outcome(show=(request_cards.round_going(),))
    mentors = [work.people.get(id) for id in shown_last(work, need) if _can_ask(work, need, id)]
    if not mentors:
        raise StaleCard("nobody to rank")
    tied = tuple(mentor for mentor in mentors if is_tied(work, need, mentor.id))
    return Outcome(form=request_forms.ranked(need.id, mentors, need.goal, tied))


def send_ranked(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask the first of those ranked; the others wait for their turn."""
    need = open_need(work, heard.about)
    ranked = _ranked(heard)
    errors = _faults(heard, need, ranked, work)
    if errors:
        return Outcome(errors=errors)
    _hold(work, need)
    for place, id in enumerate(ranked.values(), start=1):
        _queued(work, need, id, heard.word("words"), place, now)
    first = requests_round.send_next(work, need.id, now)
    if first is None:
        raise StaleCard("nobody can be asked any more")
    others = work.requests.where(need_id=need.id, state=RequestState.QUEUED)
    names = tuple(work.people.get(other.mentor_id) for other in others)
    return Outcome(show=(request_cards.sent(first, work.people.get(first.mentor_id), names),))


def open_need(work: Work, need_id: int) -> Need:
    """The need, if it still looks for someone; StaleCard where it does not."""
    need = work.needs.get(need_id)
    if need.state is not NeedState.OPEN:
        raise StaleCard("the need is not open")
    return need


def _refusal(work: Work, need: Need, mentor: Person) -> Outcome | None:
    """Why this mentor can't be asked now, if so."""
    asked = work.requests.first(need_id=need.id, mentor_id=mentor.id, state=requests_round.KEPT)
    if asked:
        return Outcome(show=(request_cards.already(asked, mentor),))
    walking = work.mentorships.first(need_id=need.id, mentor_id=mentor.id, state=NOT_ENDED)
    if walking or not requests_round.may_be_asked(work, need.mentee_id, mentor.id):
        return Outcome(show=(request_cards.not_possible(need.id, mentor),))
    return None


def _can_ask(work: Work, need: Need, mentor_id: int) -> bool:
    return _refusal(work, need, work.people.get(mentor_id)) is None


def is_tied(work: Work, need: Need, mentor_id: int) -> bool:
    """Whether this mentor has a say in the mentee's training."""
    return work.ties.first(mentor_id=mentor_id, mentee_id=need.mentee_id) is not None


def _hold(work: Work, need: Need) -> None:
    """Of two turns at once that ask, or answer, for one need, the second is taken again."""
    work.needs.save(need)


def _queued(work: Work, need: Need, mentor_id: int, words: str, rank: int, now: datetime) -> Request:
    return work.requests.add(Request(0, need.id, need.mentee_id, mentor_id, words, rank, created_at=now))


def _ranked(heard: Heard) -> dict[str, int]:
    """The mentors that were put in order, by the name of their field."""
    words = ((name, heard.word(name)) for name in (f"mentor{place}" for place in range(1, MOST_RANKED + 1)))
    return {name: int(word) for name, word in words if word}


def _faults(heard: Heard, need: Need, ranked: dict[str, int], work: Work) -> dict[str, Line]:
    ids = list(ranked.values())
    twice = {
        name: line("requests.twice") for place, (name, id) in enumerate(ranked.items()) if id in ids[:place]
    }
    tied = any(is_tied(work, need, id) for id in ids) and "yes" not in heard.ticked("aware")
    return {**twice, **({"aware": line("requests.please_confirm")} if tied else {})}
