"""A mentorship lived from its first word to its last, with a word of its own in every field of words."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.cards import Press
from bot.mentoring.checkins import Moment
from bot.mentoring.profiles import Profile
from tests.bot.flows.talk import Someone, Talk
from tests.bot.proof.village import presses

SHARED = {
    *(
        "asked",
        "where",
        "purpose",
        "contact",
        "between",
        "pause",
        "adjusted",
        "thanks",
        "change",
        "reason",
        "wish",
    ),
    *("profile", "meets"),
}
"""What one of the two wrote to the other, or for everyone (a profile)."""

PRIVATE = {"need", "goal", "rating", "unexpected", "companion", "draft", "passing"}
REPLIED = "reply"


@dataclass
class Life:
    """Two people, and every word that each of them typed, by the place where they typed it."""

    number: int
    amira: Someone
    roy: Someone
    typed: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A word for this place that nothing else holds."""
        return self.typed.setdefault(place, f"canary{place}{self.number}x")


def begun(talk: Talk, number: int) -> Life:
    """A resident and a mentor, whose profile holds words too."""
    amira = talk.person(f"Amira{number} Haddad")
    roy = talk.person(f"Roy{number} Gagnon", ("faculty",), courtesy="dr")
    life = Life(number, amira, roy)
    topics = ("career", "career.first_contract")
    talk.work.profiles.add(
        Profile(
            0, roy.id, topics, words=f"I read contracts. {life.word('profile')}", meets=life.word("meets")
        )
    )
    return life


def asks(life: Life) -> None:
    """She tells what she needs, and writes to him."""
    amira = life.amira
    presses(amira, Press("needs.new"))
    amira.submits(words=f"how do I negotiate my first contract? {life.word('need')}")
    amira.presses("needs.confirm")
    amira.submits(goal=life.word("goal"))
    need = amira.talk.work.needs.where(mentee_id=amira.id)[-1]
    presses(amira, Press("requests.write", need.id, str(life.roy.id)))
    amira.submits(words=life.word("asked"))


def begins(life: Life) -> int:
    """He says yes; they find a time, agree, and meet."""
    amira, roy = life.amira, life.roy
    roy.presses("answers.accept")
    pair = roy.talk.work.mentorships.where(mentor_id=roy.id)[-1].id
    presses(roy, Press("introductions.propose", pair))
    roy.submits(day="2026-06-01", time="16:30", where=life.word("where"))
    presses(amira, Press("introductions.agreement", pair))
    amira.submits(purpose=life.word("purpose"), contact=life.word("contact"), between=life.word("between"))
    presses(amira, Press("introductions.met", pair))
    amira.submits()
    presses(amira, Press("home.companion"))
    amira.submits(name=life.word("companion"), domain="life")
    amira.says(f"thinking aloud {life.word('passing')}")
    return pair


def walks(life: Life, pair: int) -> None:
    """They are asked how it goes; he sets another goal, she pauses for a while."""
    amira, roy = life.amira, life.roy
    checkins = amira.talk.work.checkins.where(person_id=amira.id, moment=Moment.SIX_WEEKS)
    for checkin in checkins:
        presses(amira, Press("checkins.answer", checkin.id, f"worth:{life.word('rating')}"))
        presses(amira, Press("checkins.unexpected", checkin.id))
        amira.submits(words=life.word("unexpected"), consent="yes")
    assert checkins
    presses(roy, Press("mentorships.adjust", pair))
    roy.submits(goal=life.word("adjusted"))
    roy.presses("mentorships.share_adjust")
    amira.presses("mentorships.agree")
    presses(amira, Press("mentorships.pause", pair))
    amira.submits(until=f"{amira.talk.now.date().replace(day=28)}", words=life.word("pause"))
    amira.presses("mentorships.pause_now")
    amira.presses("mentorships.resume")


def ends(life: Life, pair: int) -> None:
    """He begins a note and keeps it; she sends hers, and he replies."""
    amira, roy = life.amira, life.roy
    presses(roy, Press("goodbyes.start", pair))
    roy.submits(thanks=life.word("draft"))
    roy.presses("goodbyes.keep")
    presses(amira, Press("goodbyes.start", pair))
    amira.submits(**{slot: life.word(slot) for slot in ("thanks", "change", "reason", "wish")})
    amira.presses("goodbyes.send")
    amira.talk.later(minutes=11)
    roy.presses("goodbyes.reply")
    roy.submits(words=life.word(REPLIED))
