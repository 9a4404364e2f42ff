"""What a mentee may do with a request that waits: see it, take it back, stop a round, ask again."""

from datetime import datetime

from bot.cards import Outcome
from bot.errors import StaleCard
from bot.flows import request_cards, request_forms, requests_round
from bot.flows.requests import is_tied, open_need
from bot.heard import Heard
from bot.mentoring.life import after
from bot.mentoring.requests import LIFE, RequestEvent, RequestState, topics_asked
from bot.ports import Work


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Where the mentee's requests stand."""
    waiting = work.requests.where(mentee_id=heard.person.id, state=requests_round.KEPT)
    rows = tuple(
        (
            request,
            work.people.get(request.mentor_id),
            topics_asked(request, work.needs.get(request.need_id).topics),
        )
        for request in waiting
    )
    return Outcome(show=(request_cards.mine(rows),))


def withdraw(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Take a request back; where a mentor had it, nobody ranked after them is asked."""
    request = work.requests.get(heard.about)
    was_sent = request.state is RequestState.SENT
    requests_round.withdraw(work, request, RequestEvent.WITHDRAW, now)
    others = requests_round.drop_line(work, request.need_id, now) if was_sent else 0
    mentor = work.people.get(request.mentor_id)
    return Outcome(instead=request_cards.taken_back(request, mentor, others))


def stop(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask nobody else of those ranked; whoever has a request may still answer."""
    request = work.requests.get(heard.about)
    if not requests_round.drop_line(work, request.need_id, now):
        raise StaleCard("nobody is in line")
    sent = work.requests.first(need_id=request.need_id, state=RequestState.SENT)
    return Outcome(instead=request_cards.stopped(work.people.get(sent.mentor_id) if sent else None))


def keep_in_mind(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The mentee would like to be asked again on the day that the mentor named."""
    request = work.requests.get(heard.about)
    after(LIFE, request.state, RequestEvent.ASK_AGAIN)
    return Outcome(instead=request_cards.kept_in_mind(request, work.people.get(request.mentor_id)))


def again(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Open the form in which the mentee asks the same mentor again."""
    request = work.requests.get(heard.about)
    after(LIFE, request.state, RequestEvent.ASK_AGAIN)
    need, mentor = open_need(work, request.need_id), work.people.get(request.mentor_id)
    if not requests_round.may_be_asked(work, request.mentee_id, mentor.id):
        return Outcome(show=(request_cards.not_possible(need.id, mentor),))
    return Outcome(form=request_forms.again(request, mentor, tied=is_tied(work, need, mentor.id)))


def send_again(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Send the same request anew, in words that may have changed."""
    request = work.requests.get(heard.about)
    need, mentor = open_need(work, request.need_id), work.people.get(request.mentor_id)
    if not requests_round.may_be_asked(work, request.mentee_id, mentor.id):
        return Outcome(show=(request_cards.not_possible(need.id, mentor),))
    sent = requests_round.send_again(work, request, heard.word("words"), now)
    return Outcome(instead=request_cards.sent(sent, mentor))
