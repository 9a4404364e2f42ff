"""Two who were introduced: a resident and a mentor, with their need, their place and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flows import checkins, drift
from bot.mentoring.checkins import CheckIn
from bot.mentoring.mentorships import Mentorship, MentorshipEvent, MentorshipState, moved
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.profiles import Profile
from bot.packing import unpacked
from tests.bot.flows.talk import Someone, Talk, lines_of

TOPICS = ("career", "career.first_contract")
TYPED = {
    "thanks": "your blunt read of my contract",
    "change": "I got the parental clause",
    "reason": "my focus is my fellowship",
    "wish": "a calm autumn",
}


@dataclass
class Pair:
    """The two, in a programme of their own."""

    talk: Talk
    amira: Someone
    roy: Someone
    id: int

    @property
    def now(self) -> Mentorship:
        """The mentorship as it stands."""
        row: Mentorship = self.talk.work.mentorships.get(self.id)
        return row

    @property
    def taken(self) -> int:
        """How many of the mentor's places are taken."""
        profile = self.talk.work.profiles.of(self.roy.id)
        assert profile
        return profile.taken

    @property
    def need(self) -> Need:
        row: Need = self.talk.work.needs.get(self.now.need_id)
        return row

    def meet(self) -> None:
        """The two met today, and one of them logged it."""
        work = self.talk.work
        met = work.mentorships.save(moved(self.now, MentorshipEvent.MEET, self.talk.now))
        checkins.schedule(work, met, self.talk.now)
        drift.schedule(work, met, self.talk.now)

    def later(self, **by: float) -> None:
        """Time passes; what comes meanwhile is new to both."""
        for someone in (self.amira, self.roy):
            someone.before = max([0, *(row.id for row in self.talk.work.outbox.messages)])
        self.talk.later(**by)

    def checkins(self, someone: Someone) -> list[CheckIn]:
        """Everything that somebody was asked."""
        rows: list[CheckIn] = self.talk.work.checkins.where(person_id=someone.id)
        return rows

    def trace(self, someone: Someone) -> list[tuple[datetime, str, tuple[str, ...]]]:
        """Everything that somebody was shown: when, in place of what, and which lines, in order."""
        return [
            (
                row.next_at,
                row.cause,
                tuple(f"{line.key}{sorted(line.blanks)}" for line in lines_of(unpacked(row.card))),
            )
            for row in self.talk.work.outbox.messages
            if someone.id in row.people
        ]


def introduced(
    talk: Talk | None = None,
    *,
    met: bool = True,
    one_meeting: bool = False,
    goal: str = "A contract I can live with",
    amira: Someone | None = None,
    mentor: str = "Léa Roy",
) -> Pair:
    """Amira and a mentor, introduced now."""
    talk = talk or Talk()
    work = talk.work
    amira = amira or talk.person("Amira Haddad")
    roy = talk.person(mentor, ("faculty",), courtesy="dre")
    holds = not one_meeting
    work.profiles.add(Profile(0, roy.id, topics=TOPICS, capacity=2, taken=int(holds)))
    need = work.needs.add(Need(0, amira.id, TOPICS, goal=goal, state=NeedState.MET, created_at=talk.now))
    begun = Mentorship(
        0,
        need.id,
        0,
        amira.id,
        roy.id,
        TOPICS,
        goal,
        one_meeting=one_meeting,
        holds=holds,
        introduced_at=talk.now,
    )
    pair = Pair(talk, amira, roy, work.mentorships.add(begun).id)
    checkins.schedule(work, pair.now, talk.now)
    drift.schedule(work, pair.now, talk.now)
    if met:
        pair.meet()
    return pair


def is_sound(pair: Pair) -> bool:
    """The mentor's places are as many as the mentorships that hold one, and none holds one after its end."""
    every = pair.talk.work.mentorships.where(mentor_id=pair.roy.id)
    ended = [row for row in every if row.state is MentorshipState.ENDED]
    return pair.taken == sum(row.holds for row in every) and not any(row.holds for row in ended)


def days(number: float) -> timedelta:
    return timedelta(days=number)
