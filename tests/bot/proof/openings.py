"""Every form that the product can open, each in a state in which it opens, and what a good answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.cards import Form, Pick, Press
from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.goodbyes import Goodbye, GoodbyeState
from bot.turns import FieldValue
from tests.bot.flows.talk import Someone, prefilled
from tests.bot.proof.village import Village, presses, settled

Good = Mapping[str, FieldValue]


@dataclass
class Ready:
    """A village in which every form can be opened: who waits for what."""

    village: Village = field(default_factory=settled)

    def __post_init__(self) -> None:
        village, work = self.village, self.village.work
        (amira, bea, chen), (roy, lea, fox) = village.mentees, village.mentors
        self.liz = village.talk.person("Liz Moreau", joined=False)
        self.walk = village.introduce(amira, roy)
        self.over = village.introduce(amira, fox, met=False)
        self.sent = village.ask(bea, lea).id
        self.not_now = village.ask(chen, fox).id
        presses(fox, Press("answers.not_now", self.not_now))
        fox.submits(until="2026-09-01")
        self.need, self.tied = village.need(chen).id, village.need(amira).id
        rows, now = work, village.talk.now
        self.checkin = rows.checkins.add(CheckIn(0, amira.id, self.walk, Moment.SIX_WEEKS, now)).id
        self.draft = rows.goodbyes.add(Goodbye(0, self.walk, amira.id, "Thank you.")).id
        note = rows.goodbyes.add(Goodbye(0, self.over, amira.id, "Thank you, and goodbye."))
        self.note = rows.goodbyes.save(replace(note, state=GoodbyeState.SENT, sent_at=now)).id


@dataclass(frozen=True)
class Opening:
    """How a form opens: who presses what, what is sent before it, and what the open form lacks to be good."""

    who: Callable[[Ready], Someone]
    press: Callable[[Ready], Press]
    before: Good | None = None
    good: Good = field(default_factory=dict)


def amira(ready: Ready) -> Someone:
    return ready.village.mentees[0]


def chen(ready: Ready) -> Someone:
    return ready.village.mentees[2]


def roy(ready: Ready) -> Someone:
    return ready.village.mentors[0]


def lea(ready: Ready) -> Someone:
    return ready.village.mentors[1]


def fox(ready: Ready) -> Someone:
    return ready.village.mentors[2]


def plain(action: str) -> Callable[[Ready], Press]:
    return lambda ready: Press(action)


def about(action: str, thing: str, value: str = "") -> Callable[[Ready], Press]:
    return lambda ready: Press(action, getattr(ready, thing), value)


WORDS = {"words": "Some words of mine"}
ROSTER = "email,name\nnew@example.org,New Person\n"

OPENINGS: Mapping[str, Opening] = {
    "welcome.join": Opening(
        lambda ready: ready.liz, plain("welcome.start"), None, {"agree": ("keep",), "brings": "mentee"}
    ),
    "people.save_me": Opening(amira, plain("people.me")),
    "profile.offer": Opening(lea, plain("profile.edit")),
    "profile.save": Opening(lea, plain("profile.edit"), {}),
    "profile.save_pause": Opening(lea, plain("profile.pause")),
    "needs.tell": Opening(amira, plain("needs.new"), None, WORDS),
    "needs.chosen": Opening(amira, plain("needs.choose"), None, {"domains": ("career",)}),
    "needs.save": Opening(amira, plain("needs.choose"), {"domains": ("career", "life")}),
    "suggestions.save_never": Opening(chen, lambda r: Press("suggestions.never", r.need, str(lea(r).id))),
    "requests.send": Opening(chen, lambda r: Press("requests.write", r.need, str(lea(r).id)), None, WORDS),
    "requests.send (with a tie)": Opening(
        amira, lambda r: Press("requests.write", r.tied, str(lea(r).id)), None, {**WORDS, "aware": ("yes",)}
    ),
    "requests.send_ranked": Opening(chen, about("requests.rank", "need"), None, WORDS),
    "requests.send_again": Opening(chen, about("requests.again", "not_now"), None, WORDS),
    "answers.save_not_now": Opening(lea, about("answers.not_now", "sent"), None, {"until": "2026-08-03"}),
    "answers.save_redirect": Opening(lea, about("answers.redirect", "sent")),
    "introductions.save_time": Opening(
        roy, about("introductions.propose", "walk"), None, {"day": "2026-06-01", "time": "16:30"}
    ),
    "introductions.save_met": Opening(fox, about("introductions.met", "over")),
    "introductions.agree": Opening(amira, about("introductions.agreement", "walk")),
    "checkins.save_unexpected": Opening(amira, about("checkins.unexpected", "checkin"), None, WORDS),
    "mentorships.save_adjust": Opening(amira, about("mentorships.adjust", "walk"), None, {"rhythm": "60"}),
    "mentorships.save_pause": Opening(roy, about("mentorships.pause", "walk"), None, {"until": "2026-07-01"}),
    "goodbyes.compose": Opening(roy, about("goodbyes.start", "walk")),
    "goodbyes.save_edit": Opening(amira, about("goodbyes.edit", "draft")),
    "goodbyes.save_reply": Opening(fox, about("goodbyes.reply", "note"), None, WORDS),
    "home.add_companion": Opening(amira, plain("home.companion"), None, {"name": "Nora", "domain": "life"}),
    "pauses.save_me": Opening(amira, plain("pauses.me"), None, {"busy": "2026-06-01..2026-06-03"}),
    "privacy.save_consents": Opening(amira, plain("privacy.consents")),
    "privacy.save_block": Opening(amira, plain("privacy.block")),
    "roster.check": Opening(lambda ready: ready.village.cora, plain("roster.ask"), None, {"file": ROSTER}),
}
"""By the action that sending the form asks for (and which of its forms)."""


def good_answers(form: Form, opening: Opening) -> dict[str, FieldValue]:
    """What is accepted: the form as it opened, with what it lacks, and the first option where one must be."""
    answers = {entry.name: prefilled(entry) for entry in form.fields}
    for entry in form.fields:
        if isinstance(entry, Pick) and entry.required and not entry.value:
            answers[entry.name] = entry.options[0].value
    return {**answers, **opening.good}


def opened(ready: Ready, opening: Opening) -> Someone:
    """Whoever has this form open before them."""
    someone = opening.who(ready)
    presses(someone, opening.press(ready))
    if opening.before is not None:
        someone.submits(**opening.before)
    return someone
