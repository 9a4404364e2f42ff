"""What the tests of asking start from: mentors with a profile, a mentee with an open need, a request."""

from bot.mentoring.needs import Need, NeedState
from bot.mentoring.profiles import Profile
from bot.mentoring.requests import Request
from tests.bot.flows.talk import Someone, Talk

CONTRACT = "career.first_contract"
PARENTING = "life.parenting_and_leave"


def mentor(talk: Talk, name: str, *topics: str, **profile: object) -> Someone:
    """Somebody who offers these topics (a first contract, where none is named), with two places."""
    someone = talk.person(name, ("faculty",), courtesy="dr", discipline="anesthesiology")
    offered = topics or ("career", CONTRACT)
    talk.work.profiles.add(Profile(0, someone.id, topics=offered, **profile))
    return someone


def need(talk: Talk, mentee: Someone, *topics: str, **known: object) -> Need:
    """An open need of the mentee (a first contract, where no topic is named)."""
    row = Need(0, mentee.id, topics or (CONTRACT,), state=NeedState.OPEN, created_at=talk.now, **known)
    return talk.work.needs.add(row)


def ask(
    mentee: Someone, mentor: Someone, need: Need, words: str = "Could we talk?", **answers: object
) -> Request:
    """The mentee sees the suggestions and writes to this mentor."""
    mentee.says("suggestions")
    if "suggestions.show" in mentee.actions():
        mentee.presses("suggestions.show", need.id)
    mentee.presses("requests.write", need.id, str(mentor.id))
    mentee.submits(words=words, **answers)
    return newest_request(mentee, mentor)


def ask_in_order(
    mentee: Someone, need: Need, *mentors: Someone, words: str = "Could we talk?"
) -> list[Request]:
    """The mentee ranks these mentors."""
    mentee.says("suggestions")
    mentee.presses("requests.rank", need.id)
    places = {f"mentor{rank}": str(someone.id) for rank, someone in enumerate(mentors, start=1)}
    mentee.submits(words=words, **places)
    return [newest_request(mentee, someone) for someone in mentors]


def newest_request(mentee: Someone, mentor: Someone) -> Request:
    return mentee.talk.work.requests.where(mentee_id=mentee.id, mentor_id=mentor.id)[-1]


def state_of(mentee: Someone, request: Request) -> str:
    return mentee.talk.work.requests.get(request.id).state
