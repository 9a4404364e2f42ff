"""A life: from one thing that somebody means to do, or that falls due, to the next, through the real core."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from adapters.courier import Courier, Deliveries
from adapters.simulated.acts import Act, Arrives, Leaves, LooksHome, Presses, Says
from adapters.simulated.behaviour import react
from adapters.simulated.forms import filled
from adapters.simulated.people import Character
from adapters.simulated.sight import is_refusal, newest, on_page
from adapters.simulated.town import Town
from bot import conversation, nudges
from bot.cards import Button, Form, Outcome
from bot.ports import Calendar, Store, Work
from bot.turns import Address, Event, Joined, Left, Opened, Pressed, Said, Sender, Submitted, Turn

FORM_TAKES = timedelta(seconds=40)
MOST_FORMS = 4
"""How many forms may follow one another."""

log = structlog.get_logger("simulated")


class Sendings(Deliveries, Protocol):
    """What a life asks of the outbox besides."""

    def next_instant(self, now: datetime) -> "Future[datetime | None]":
        """The next instant after now at which a message or anything else falls due."""


class Ears(Protocol):
    """Somebody else who hears what people type and sees how far they read (the playground's workspace)."""

    def said(self, user: str, text: str, now: datetime) -> None:
        """A person typed this."""

    def read(self, user: str) -> None:
        """A person has read what was there."""


class Life:
    """One programme lived through `conversation.take` and the ticker, with a clock that is moved."""

    def __init__(
        self,
        town: Town,
        store: Store,
        sendings: Sendings,
        calendar: Calendar,
        place: tuple[str, str],
        ears: Ears | None = None,
    ) -> None:
        self.town, self._store, self._sendings = town, store, sendings
        self._calendar, self._place, self._ears = calendar, place, ears
        self._doing = ""
        self._more_is_due: bool | None = None
        self._courier = Courier(sendings, {place[0]: town.mail}, lambda: town.now)

    async def live(self, daily: Callable[[Work], None], passed: Callable[[int], None]) -> None:
        """Live until the end; `daily` looks at every day's rows, `passed` hears how many days went by."""
        for day in range(self.town.days):
            await self._until(self.town.start + timedelta(days=day + 1))
            self.job(daily)
            passed(1)

    def job(self, job: Callable[[Work], None]) -> None:
        """Do something in the programme's own transaction."""
        self._store.submit(*self._place, job).result()

    async def _until(self, midnight: datetime) -> None:
        town = self.town
        while True:
            due, meant = self._sendings.next_instant(town.now).result(), town.agenda.next_at
            at = min((instant for instant in (due, meant) if instant), default=midnight)
            if at >= midnight:
                break
            town.now = max(town.now, at)
            if meant and meant <= town.now:
                _, user, act = town.agenda.take()
                self._do(town.people[user], act)
            await self._settle()
        town.now = max(town.now, midnight)

    async def _settle(self) -> None:
        """What is due happens, what is said is carried, and whoever sees it means to do something."""
        while self._more_is_due is not False:
            self._ticked(self._store.submit(*self._place, self._tick))
        self._more_is_due = None
        await self._courier.drain(self.town.now)
        for seen in self.town.mail.fresh():
            react(self.town, seen)

    def _ticked(self, ticking: "Future[Counter[str]]") -> None:
        verdicts = ticking.result()
        self.town.counts.update({f"due {kind}": count for kind, count in verdicts.items()})
        self._more_is_due = bool(verdicts)

    def _tick(self, work: Work) -> Counter[str]:
        return nudges.put_due_in_outbox(work, self.town.now, self._calendar)

    def _do(self, person: Character, act: Act) -> None:
        if person.gone:
            return
        self._doing = act.action if isinstance(act, Presses) else type(act).__name__.casefold()
        match act:
            case Arrives():
                self._take(person, Joined())
            case Leaves():
                self._take(person, Left())
                person.gone = True
            case Says(text, command):
                self._say(person, text, command)
            case LooksHome():
                self._take(person, Opened())
            case Presses() if self.town.still_means(act):
                self._press(person, act)
            case Presses():
                return
        if self._ears:
            self._ears.read(person.user)

    def _say(self, person: Character, text: str, command: bool) -> None:
        if self._ears:
            self._ears.said(person.user, f"/mentor {text}" if command else text, self.town.now)
        wish = next((wish for wish in person.wishes if wish.words == text), None)
        person.telling = wish or person.telling
        self._take(person, Said(text, command))

    def _press(self, person: Character, act: Presses) -> None:
        """Press, then fill in form after form; what is not there any more is let go."""
        found = self._found(person, act)
        if found is None:
            self.town.counts.update(["buttons no longer there", f"no longer there: {act.action}"])
            return
        button, ref = found
        form = self._take(person, Pressed(button.token, ref)).form
        if act.action == "privacy.forget_me":
            person.gone = True
            self.town.erased.add(person.person_id)
        for _ in range(MOST_FORMS):
            if form is None:
                return
            form = self._send(person, form, act)

    def _send(self, person: Character, form: Form, act: Presses) -> Form | None:
        self.town.now += FORM_TAKES
        fields = filled(form, person, act.fills.get(form.submit.action, {}))
        outcome = self._take(person, Submitted(form.token, fields))
        for name, error in outcome.errors.items():
            self.town.counts[f"refused {form.submit.action} {name}: {error.key}"] += 1
        return outcome.form

    def _found(self, person: Character, act: Presses) -> tuple[Button, str] | None:
        """The newest such button in the person's messages, else on their own page."""
        if in_a_message := newest(self.town.mail, person.user, act):
            return in_a_message
        there = on_page(self._take(person, Opened()).home, act)
        return (there, "") if there else None

    def _take(self, person: Character, event: Event) -> Outcome:
        """One turn; what raises is noted as a fault and answers nothing."""
        town = self.town
        town.counts["turns"] += 1
        sender = Sender(person.user, person.name, person.email, person.locale, person.zone)
        turn = Turn(f"{town.seed}:{town.counts['turns']}", Address(*self._place, person.user), sender, event)
        taking = self._store.submit(*self._place, lambda work: conversation.take(turn, work, town.now))
        self._ticked(self._store.submit(*self._place, self._tick))  # right behind: they share a commit
        try:
            outcome = taking.result()
        except Exception as error:
            town.counts[f"raised {type(event).__name__} {type(error).__name__}"] += 1
            log.exception("turn_failed", kind=type(event).__name__)
            return Outcome()
        refused = sum(map(is_refusal, outcome.show))
        town.counts.update({"kind refusals": refused, f"kind refusals of {self._doing}": refused})
        return outcome
