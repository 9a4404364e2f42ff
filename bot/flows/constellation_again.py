"""What waits at home, opened again in the conversation: a request to answer, a check-in."""

from datetime import datetime

from bot.cards import Outcome
from bot.errors import StaleCard
from bot.flows.answer_cards import request_card
from bot.flows.checkins_cards import checkin_card
from bot.heard import Heard
from bot.mentoring.checkins import CheckInState
from bot.mentoring.requests import RequestState, topics_asked
from bot.ports import Work


def request(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The request as it first came, with its answers; StaleCard once it is answered."""
    row = work.requests.get(heard.about)
    if row.state is not RequestState.SENT:
        raise StaleCard("it is answered")
    asked = topics_asked(row, work.needs.get(row.need_id).topics)
    profile = work.profiles.of(row.mentor_id)
    places = profile.places if profile else 0
    return Outcome(show=(request_card(row, work.people.get(row.mentee_id), asked, places, again=False),))


def checkin(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The check-in with whatever else was asked along with it; StaleCard once it is answered."""
    row = work.checkins.get(heard.about)
    if row.state is not CheckInState.ASKED:
        raise StaleCard("it is answered")
    together = work.checkins.where(person_id=row.person_id, card=row.card) if row.card else [row]
    return Outcome(show=(checkin_card(work, together),))
