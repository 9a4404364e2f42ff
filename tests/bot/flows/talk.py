"""People who talk to the bot, in keys: `amira.says(…)`, `amira.presses(action)`, `amira.sees(key)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime, timedelta

from bot import conversation, nudges
from bot.cards import Attach, Button, Card, File, Form, Home, Line, Outcome, Tick, buttons_of
from bot.mentoring.consent import TEXT_VERSIONS
from bot.mentoring.people import Account, Consent, Person
from bot.outbox import MessageState
from bot.packing import unpacked
from bot.turns import Address, Event, FieldValue, Joined, Left, Opened, Pressed, Said, Sender, Submitted, Turn
from tests.fakes import FakeCalendar, FakeWork

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
"""A Tuesday, nine in the morning in Edmonton."""


class Talk:
    """A programme in which people talk, with a clock that moves only when it is told to."""

    def __init__(self, work: FakeWork | None = None, now: datetime = NOW) -> None:
        self.work = work or FakeWork()
        self.now = now
        self.turns = 0
        self.calendar = FakeCalendar()

    def person(
        self, name: str, roles: tuple[str, ...] = ("resident",), *, joined: bool = True, **known: object
    ) -> Someone:
        """Somebody of the programme, who joined and agreed to everything."""
        user = name.split(" ", maxsplit=1)[0].casefold()
        row = Person(0, name, f"{user}@example.org", roles, joined_at=self.now if joined else None)
        person = self.work.people.add(replace_fields(row, known))
        self.work.accounts.add(Account(0, person.id, "playground", "demo", user, user))
        for purpose, version in TEXT_VERSIONS.items() if joined else ():
            self.work.consents.add(Consent(0, person.id, purpose, version, self.now))
        return Someone(self, Sender(user, name, person.email, person.locale))

    def stranger(
        self, name: str, email: str = "", *, locale: str = "", zone: str = "", user: str = ""
    ) -> Someone:
        """Somebody whom the programme does not know yet."""
        user = user or name.split(" ", maxsplit=1)[0].casefold()
        return Someone(self, Sender(user, name, email, locale, zone))

    def take(self, sender: Sender, event: Event) -> Outcome:
        """One turn, a second after the one before."""
        self.turns += 1
        self.now += timedelta(seconds=1)
        turn = Turn(f"turn-{self.turns}", Address("playground", "demo", sender.user), sender, event)
        return conversation.take(turn, self.work, self.now)

    def later(self, **by: float) -> None:
        """Time passes hour by hour (`later(days=3)`), and what falls due happens at its hour."""
        end = self.now + timedelta(**by)
        while self.now < end:
            self.now = min(self.now + timedelta(hours=1), end)
            while sum(nudges.put_due_in_outbox(self.work, self.now, self.calendar).values()):
                pass


@dataclass
class Someone:
    """One person at their own screen."""

    talk: Talk
    sender: Sender
    form: Form | None = None
    home: Home | None = None
    errors: dict[str, str] = field(default_factory=dict)
    before: int = 0

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def person(self) -> Person:
        """Their row as it stands now."""
        work = self.talk.work
        account = work.accounts.first(platform="playground", tenant="demo", user=self.sender.user)
        row: Person = work.people.get(account.person_id)
        return row

    def says(self, text: str) -> None:
        """Types into the one box, a `/mentor` command too."""
        command = text.startswith("/mentor")
        self._acts(Said(text.removeprefix("/mentor").strip(), command))

    def arrives(self) -> None:
        self._acts(Joined())

    def leaves(self) -> None:
        self._acts(Left())

    def opens_home(self) -> None:
        self._acts(Opened())

    def presses(self, action: str, about: int | None = None, value: str | None = None) -> None:
        """Presses the newest button with this action that stands on the screen or at home."""
        ref, button = self.button(action, about, value)
        self._acts(Pressed(button.token, ref))

    def presses_old(self, button: Button) -> None:
        """Presses a button of a card as it once was."""
        self._acts(Pressed(button.token))

    def submits(self, **answers: FieldValue) -> None:
        """Sends the open form; what is not named stays as the form was filled in."""
        assert self.form, "no form is open"
        filled = {entry.name: prefilled(entry) for entry in self.form.fields}
        assert answers.keys() <= filled.keys(), f"the form asks {set(filled)}"
        form = self.form
        self._acts(Submitted(form.token, {**filled, **answers}))
        if self.errors:
            self.form = form

    def button(self, action: str, about: int | None = None, value: str | None = None) -> tuple[str, Button]:
        """The newest such button, and the message in which it stands."""
        for ref, parts in reversed([*self._screen(), *([("", self.home)] if self.home else [])]):
            for found in buttons_of(parts.parts):
                press = found.press
                if press.action == action and about in (None, press.about) and value in (None, press.value):
                    return ref, found
        raise AssertionError(f"no button {action} {about} {value} among {sorted(self.actions())}")

    def actions(self) -> set[str]:
        """Everything that can be pressed."""
        cards = [shown for _, shown in self._screen()] + ([self.home] if self.home else [])
        return {button.press.action for shown in cards for button in buttons_of(shown.parts)}

    def newest(self) -> list[Card]:
        """The cards that came since they last began to do anything."""
        return [shown for ref, shown in self._screen() if int(ref) > self.before]

    def new_keys(self) -> set[str]:
        """The keys of every line that is new."""
        return {line.key for shown in self.newest() for line in lines_of(shown)}

    def keys_at_home(self) -> set[str]:
        """The keys of every line of the home as it was last shown."""
        return {line.key for line in lines_of(self.home)}

    def sees(self, *keys: str) -> None:
        """Each of these keys is among the lines that are new."""
        missing = set(keys) - self.new_keys()
        assert not missing, f"{self.sender.name} does not see {missing}, only {sorted(self.new_keys())}"

    def sees_nothing_new(self) -> None:
        assert not self.newest(), f"{self.sender.name} sees {sorted(self.new_keys())}"

    def files(self) -> list[File]:
        """The files that are new."""
        return [part for shown in self.newest() for part in shown.parts if isinstance(part, File)]

    def _acts(self, event: Event) -> None:
        self.before = max([0, *(row.id for row in self.talk.work.outbox.messages)])
        outcome = self.talk.take(self.sender, event)
        self.form, self.home = outcome.form, outcome.home or self.home
        self.errors = {name: line.key for name, line in outcome.errors.items()}

    def _screen(self) -> list[tuple[str, Card]]:
        """What stands in their conversations, oldest first; a card that was replaced is gone."""
        me = self.id
        shown: dict[str, tuple[str, Card]] = {}
        for message in self.talk.work.outbox.messages:
            sent = message.state is not MessageState.VOID and message.next_at <= self.talk.now
            if sent and message.card and me in message.people:
                shown.pop(message.replaces, None)
                shown[str(message.id)] = (str(message.id), unpacked(message.card))
        return list(shown.values())


def lines_of(held: object) -> Iterator[Line]:
    """Every line in a card, a form or a home, those inside of other lines too."""
    if isinstance(held, Line):
        yield held
        yield from lines_of(tuple(held.blanks.values()))
    elif isinstance(held, tuple):
        for item in held:
            yield from lines_of(item)
    elif is_dataclass(held) and not isinstance(held, type):
        yield from lines_of(tuple(getattr(held, entry.name) for entry in fields(held)))


def prefilled(entry: object) -> FieldValue:
    """What a field holds when its form opens."""
    match entry:
        case Tick(values=values):
            return values
        case Attach():
            return ""
        case _:
            value: str = getattr(entry, "value", "")
            return value


def replace_fields(person: Person, known: dict[str, object]) -> Person:
    """The person with what a test says about them."""
    return Person(**{**{entry.name: getattr(person, entry.name) for entry in fields(person)}, **known})  # type: ignore[arg-type]
