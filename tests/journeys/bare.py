"""The core alone as a platform: what is put in the outbox is on the screen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.calendar import Holidays
from adapters.dates import dates
from bot import conversation, nudges
from bot.cards import (
    Attach,
    Card,
    Choices,
    Day,
    Divider,
    Facts,
    File,
    Form,
    Home,
    Invitation,
    Outcome,
    Part,
    Pick,
    Picture,
    Text,
    Tick,
    Write,
)
from bot.mentoring.people import Person
from bot.outbox import Message, MessageState
from bot.packing import unpacked
from bot.turns import Address, Event, FieldValue, Joined, Opened, Pressed, Said, Sender, Submitted, Turn
from bot.words import Say, plain, speaker
from tests.fakes import FakeWork
from tests.journeys.appointed import appointed, supervising
from tests.journeys.chat import Asked, Reply, Seen, Tap


@dataclass
class Bare:
    """`conversation.take` and the ticker over the fake store, with a clock that can be moved."""

    clock: datetime
    work: FakeWork = field(default_factory=FakeWork)
    senders: dict[str, Sender] = field(default_factory=dict)
    turns: int = 0

    def now(self) -> datetime:
        return self.clock

    async def join(self, name: str, locale: str, email: str) -> str:
        user = f"u{len(self.senders) + 1}"
        self.senders[user] = Sender(user, name, email, locale, "America/Edmonton")
        self._take(user, Joined())
        return user

    async def appoint(self, user: str) -> None:
        """Makes someone a coordinator, as a roster does."""
        appointed(self.work, user)

    async def supervise(self, mentor: str, mentee: str) -> None:
        """Makes someone the supervisor of somebody, as a roster does."""
        supervising(self.work, mentor, mentee)

    async def say(self, user: str, text: str) -> Reply:
        command = text.startswith("/mentor")
        return self._take(user, Said(text.removeprefix("/mentor").strip(), command))

    async def press(self, user: str, token: str, ref: str) -> Reply:
        return self._take(user, Pressed(token, ref))

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply:
        return self._take(user, Submitted(token, fields))

    async def open_home(self, user: str) -> Reply:
        return self._take(user, Opened())

    async def later(self, by: timedelta) -> None:
        """Time passes hour by hour, and what falls due happens at its hour."""
        end = self.clock + by
        while self.clock < end:
            self.clock = min(self.clock + timedelta(hours=1), end)
            while sum(nudges.put_due_in_outbox(self.work, self.clock, Holidays()).values()):
                pass

    async def seen(self, user: str) -> list[Seen]:
        person = self._person(user)
        say = speaker(person.locale, dates(person.zone))
        shown: dict[str, Seen] = {}
        for message in self._delivered(person):
            ref = message.replaces if message.replaces in shown else str(message.id)
            shown[ref] = seen_card(ref, unpacked(message.card), say)
        return list(shown.values())

    def _delivered(self, person: Person) -> list[Message]:
        waiting = [m for m in self.work.outbox.messages if m.state is not MessageState.VOID]
        return [m for m in waiting if person.id in m.people and m.next_at <= self.clock]

    def _person(self, user: str) -> Person:
        account = self.work.accounts.first(platform="playground", tenant="demo", user=user)
        person: Person = self.work.people.get(account.person_id)
        return person

    def _take(self, user: str, event: Event) -> Reply:
        self.turns += 1
        address = Address("playground", "demo", user)
        turn = Turn(f"t{self.turns}", address, self.senders[user], event)
        self.clock += timedelta(seconds=20)
        return self._reply(user, conversation.take(turn, self.work, self.clock))

    def _reply(self, user: str, outcome: Outcome) -> Reply:
        person = self._person(user)
        say = speaker(person.locale, dates(person.zone))
        return Reply(
            form=asked(outcome.form, say) if outcome.form else None,
            errors={name: plain(say(line)) for name, line in outcome.errors.items()},
            home=seen_card("home", outcome.home, say) if outcome.home else None,
        )


def seen_card(ref: str, card: Card | Home, say: Say) -> Seen:
    """A card as a person reads it."""
    texts = [text for part in card.parts if (text := _text(part, say))]
    taps = [
        Tap(plain(say(button.label)), button.token, button.chosen)
        for part in card.parts
        if isinstance(part, Choices)
        for button in part.buttons
    ]
    files = tuple((part.name, part.text) for part in card.parts if isinstance(part, File))
    return Seen(ref, "\n".join(texts), tuple(taps), files)


def asked(form: Form, say: Say) -> Asked:
    """A form as a person reads it."""
    values: dict[str, FieldValue] = {}
    options: dict[str, dict[str, str]] = {}
    for entry in form.fields:
        match entry:
            case Write(name=name, value=value) | Pick(name=name, value=value) | Day(name=name, value=value):
                values[name] = value
            case Tick(name=name, values=ticked):
                values[name] = ticked
            case Attach(name=name):
                values[name] = ""
        if isinstance(entry, Pick | Tick):
            options[entry.name] = {option.value: plain(say(option.label)) for option in entry.options}
    return Asked(form.token, plain(say(form.title)), values, options)


def _text(part: Part, say: Say) -> str:
    match part:
        case Text(line=line):
            return plain(say(line))
        case Facts(rows=rows):
            return "\n".join(f"{plain(say(name))}: {plain(say(value))}" for name, value in rows)
        case Picture(alt=alt):
            return plain(say(alt))
        case File(label=label) | Invitation(label=label):
            return plain(say(label))
        case Choices(label=label):
            return plain(say(label)) if label else ""
        case Divider():
            return ""
