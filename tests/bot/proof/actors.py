"""Nine kinds of people around one need, request, mentorship, check-in, goodbye and companion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.mentoring.checkins import CheckIn, CheckInState, Moment
from bot.mentoring.goodbyes import Goodbye, GoodbyeState
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.needs import NeedState
from bot.mentoring.people import Companion
from bot.mentoring.queue import QueueItem, Waiting
from bot.mentoring.requests import RequestState
from tests.bot.flows.talk import Someone
from tests.bot.proof.village import Village, settled

KINDS = (
    "stranger", "listed", "bystander", "mentee", "mentor", "other_mentor", "coordinator", "gone_mentee",
    "gone_mentor",
)  # fmt: skip
"""A stranger was never seen, somebody listed is on the roster and has not joined, the gone have left."""

STATES: Mapping[str, tuple[StrEnum | None, ...]] = {
    "nothing": (None,),
    "companions": (None,),
    "queue": (None,),
    "needs": tuple(NeedState),
    "requests": tuple(RequestState),
    "mentorships": tuple(MentorshipState),
    "checkins": tuple(CheckInState),
    "goodbyes": tuple(GoodbyeState),
}


@dataclass
class Stage:
    """The village, what a press can be about in it, and who is there."""

    village: Village
    about: Mapping[str, int]
    people: Mapping[str, Someone]

    def actor(self, kind: str) -> Someone:
        """This kind of person; whoever is gone has left a moment ago."""
        someone = self.people[kind]
        if kind.startswith("gone_"):
            work = self.village.work
            work.people.save(replace(someone.person, left_at=self.village.talk.now))
        return someone

    def turn_to(self, thing: str, state: StrEnum | None) -> None:
        """The thing is in this state."""
        if state is not None:
            rows = self.village.work.tables[thing]
            rows.held[self.about[thing]] = replace(rows.get(self.about[thing]), state=state)


def staged() -> Stage:
    """Amira wrote to Roy, who said yes; she was asked how it goes, and began a note. No two ids agree."""
    village = settled()
    work, now = village.work, village.talk.now
    (amira, bea, _), (roy, lea, _) = village.mentees, village.mentors
    listed = village.talk.person("Liz Moreau", joined=False)
    for number, name in enumerate(STATES):
        if name in work.tables:
            work.tables[name].last = 100 * number
    pair = work.mentorships.get(village.introduce(amira, roy))
    about = {
        "nothing": 0,
        "needs": pair.need_id,
        "requests": pair.request_id,
        "mentorships": pair.id,
        "checkins": work.checkins.add(CheckIn(0, amira.id, pair.id, Moment.SIX_WEEKS, now)).id,
        "goodbyes": work.goodbyes.add(Goodbye(0, pair.id, amira.id, "Thank you.", door="alumni")).id,
        "companions": work.companions.add(Companion(0, amira.id, "Nora", "life")).id,
        "queue": work.queue.add(QueueItem(0, Waiting.SAFETY, amira.id, opened_at=now)).id,
    }
    people = (
        village.talk.stranger("Sam Roe"), listed, bea, amira, roy, lea, village.cora, amira, roy,
    )  # fmt: skip
    return Stage(village, about, dict(zip(KINDS, people, strict=True)))
