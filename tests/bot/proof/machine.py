"""The machine: seven people do whatever their screens let them do, in any order, while time passes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot import nudges
from bot.cards import Card, Form, Home, Outcome, Press, buttons_of
from bot.outbox import Message
from bot.packing import packed, unpacked
from bot.turns import Event, Joined, Left, Opened, Pressed, Said, Submitted
from tests.bot.flows.talk import Someone, lines_of
from tests.bot.proof import promises
from tests.bot.proof.filling import Canaries, filled
from tests.bot.proof.lives import watched
from tests.bot.proof.village import settled

WHO = st.integers(0, 6)
PICK = st.integers(0, 2**16)
TIMES = st.sampled_from((3, 2, 6))
SAYINGS = (
    *("help", "need", "suggestions", "accueil", "profil", "moi", "pause", "privacy", "queue", "bonjour"),
    *("merci!", "how do I negotiate my first contract?", "xyzzy", "", "je veux faire de la recherche"),
)
COMMANDS = ("queue", "import", "status", "nudge", "pause-all")
PAGES = (
    *("help.show", "home.show", "people.me", "pauses.me", "privacy.show", "privacy.wrong", "privacy.export"),
    *("profile.edit", "profile.pause", "profile.resume", "profile.limited", "home.companion", "roster.ask"),
    *("needs.new", "needs.choose", "needs.edit", "queue.leave", "roster.cancel"),
)
FAREWELLS = ("privacy.forget", "privacy.block", "privacy.block_now", "roster.apply")
HOPES = (
    *(
        "needs.confirm",
        "requests.write",
        "requests.rank",
        "requests.again",
        "requests.stop",
        "answers.accept",
    ),
    *("answers.not_now", "introductions.met", "checkins.answer", "checkins.choose", "checkins.unexpected"),
    *("mentorships.agree", "goodbyes.send", "goodbyes.thank", "goodbyes.reply", "goodbyes.hello"),
    *("queue.resume_all", "suggestions.show"),
)
ODDS = {**dict.fromkeys(PAGES, 0.1), **dict.fromkeys(FAREWELLS, 0.04), **dict.fromkeys(HOPES, 4.0)}
"""How likely somebody is to think of such a button; of any other: 1."""


class Programme(RuleBasedStateMachine):
    """The whole core, lived; `reached` counts what was ever pressed, sent or due."""

    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.village = settled()
        self.talk, self.work = self.village.talk, watched(self.village.work)
        self.people = self.village.everyone
        self.canaries = Canaries()
        self.told = 0
        self.asked = ""
        self.on_screen: list[list[tuple[str, str, Press]]] = [[] for _ in self.people]

    @initialize(begun=st.sampled_from((3, 2, 1, 0)))
    def some_have_begun(self, begun: int) -> None:
        mentees, mentors = self.village.mentees, self.village.mentors
        for place in range(3):
            if place < begun:
                self.village.introduce(mentees[place], mentors[place], met=place != 1)
            else:
                self.village.ask(mentees[place], mentors[place])
        self._look()

    @rule(who=WHO, seed=PICK, times=TIMES)
    def does_what_the_screen_offers(self, who: int, seed: int, times: int) -> None:
        by = Random(f"{seed} {self.talk.turns}")
        for _ in range(times):
            if self.people[who].form and by.random() < 0.95:
                self._send(who, by)
            else:
                self._press_something(who, by)

    @rule(who=WHO, seed=PICK, times=TIMES)
    def does_more(self, who: int, seed: int, times: int) -> None:
        self.does_what_the_screen_offers(who, seed, times)

    @rule(seed=PICK, times=TIMES)
    def everyone_does_something(self, seed: int, times: int) -> None:
        for who in range(len(self.people)):
            self.does_what_the_screen_offers(who, seed, times)

    @rule(who=WHO, other=WHO, pick=PICK)
    def presses_what_is_old_or_not_theirs(self, who: int, other: int, pick: int) -> None:
        seen = self.on_screen[other]
        if seen:
            self._press(who, seen[pick % len(seen)])

    @rule(who=WHO, pick=PICK, how=st.integers(0, 9))
    def types_or_goes(self, who: int, pick: int, how: int) -> None:
        said = Said(SAYINGS[pick % len(SAYINGS)], pick % 2 == 0)
        self._act(who, {7: Opened(), 8: Left(), 9: Joined()}.get(how, said))

    @rule(seed=PICK, said=st.sampled_from(COMMANDS))
    def the_coordinator_looks_after_things(self, seed: int, said: str) -> None:
        self._act(6, Said(said, command=True))
        self.does_what_the_screen_offers(6, seed, 2)

    @rule(hours=st.sampled_from((1, 5, 26, 72, 170, 340, 840, 2200)))
    def time_passes(self, hours: int) -> None:
        self._pass(timedelta(hours=hours))

    @invariant()
    def every_promise_holds(self) -> None:
        promises.hold(self.work)

    def _press_something(self, who: int, by: Random) -> None:
        """Any of the actions in reach; sooner about something than a page, seldom a farewell."""
        near = self.on_screen[who][-by.choice((12, 30, 80)) :]
        if near:
            actions = sorted({press.action for _, _, press in near})
            (action,) = by.choices(actions, [ODDS.get(name, 1.0) for name in actions])
            self._press(who, by.choice([one for one in near if one[2].action == action]))

    def _press(self, who: int, seen: tuple[str, str, Press]) -> None:
        ref, token, press = seen
        self.asked = press.action
        self._act(who, Pressed(token, ref))

    def _send(self, who: int, by: Random) -> None:
        someone = self.people[who]
        form = someone.form
        fields = filled(form, by, self.talk.now, someone.id, self.canaries)
        self.asked = form.submit.action
        self._act(who, Submitted(form.token, fields))
        if someone.errors:
            someone.form = form

    def _act(self, who: int, event: Event) -> None:
        someone = self.people[who]
        outcome = self.talk.take(someone.sender, event)
        self._count(outcome)
        someone.form = outcome.form
        someone.errors = dict(outcome.errors)
        self._see(who, someone, outcome)
        self._look()

    def _count(self, outcome: Outcome) -> None:
        """What was asked for was done, unless it was no longer open."""
        stale = any(lines.key == "constellation.no_longer_open" for lines in lines_of(outcome.show))
        if self.asked and not stale and not outcome.errors:
            self.reached[self.asked] += 1
        self.asked = ""

    def _see(self, who: int, someone: Someone, outcome: Outcome) -> None:
        for shown in filter(None, (outcome.form, outcome.home)):
            promises.can_be_shown(shown)
            promises.keeps_secrets(self.work, packed(shown), (someone.id,), self.canaries)
        if outcome.home:
            self._remember(who, "", outcome.home)

    def _look(self) -> None:
        """Everyone sees what has come for them."""
        ids = {someone.id: who for who, someone in enumerate(self.people) if self._is_known(someone)}
        for message in self.work.messages.where():
            if message.id > self.told and message.card:
                self._arrives(message, ids)
        self.told = self.work.messages.last

    def _arrives(self, message: Message, ids: dict[int, int]) -> None:
        shown = unpacked(message.card)
        promises.can_be_shown(shown)
        promises.reaches_people_who_are_here(self.work, message, shown)
        promises.keeps_secrets(self.work, message.card, message.people, self.canaries)
        for person_id in message.people:
            if person_id in ids:
                self._remember(ids[person_id], str(message.id), shown)

    def _remember(self, who: int, ref: str, shown: Card | Home | Form) -> None:
        self.on_screen[who] += [(ref, button.token, button.press) for button in buttons_of(shown.parts)]

    def _is_known(self, someone: Someone) -> bool:
        return self.work.accounts.first(user=someone.sender.user) is not None

    def _pass(self, time: timedelta) -> None:
        """Straight from one due row to the next; while all is paused, nothing falls due."""
        end = self.talk.now + time
        while not self.work.programme.paused_at and (at := self._next_due()) and at <= end:
            self.talk.now = max(self.talk.now, at)
            for due in self.work.due.claim(self.talk.now, 100):
                self.reached[due.kind] += 1
            verdicts = nudges.put_due_in_outbox(self.work, self.talk.now, self.talk.calendar)
            if verdicts["raised"]:
                self._raise_again()
            self._look()
        self.talk.now = end

    def _next_due(self):
        return min((row.next_at for row in self.work.dues.where(state="open")), default=None)

    def _raise_again(self) -> None:
        """What a rule raised, which the ticker keeps to itself."""
        for due in self.work.dues.where(state="open"):
            if due.attempts:
                nudges.RULES[due.kind](due, self.work, self.talk.now, self.talk.calendar)
        raise AssertionError("a rule raised, and not again")
