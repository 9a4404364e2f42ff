"""People who chat: what a journey is written in, whatever the platform is.

await amira.says("how do I negotiate my first contract?")
await amira.sees("That sounds like First contract")
await amira.presses("Yes")
await amira.fills(goal="A contract that I can live with")
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.turns import FieldValue


@dataclass(frozen=True)
class Tap:
    """A button as a person sees it."""

    label: str
    token: str
    chosen: bool = False


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it; `ref` is the platform's name of it."""

    ref: str
    text: str
    taps: tuple[Tap, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A form as a person sees it: what it asks, by the field's name."""

    token: str
    title: str
    values: Mapping[str, FieldValue]
    options: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Reply:
    """What comes back at once: a form, errors beside fields, or the home page."""

    form: Asked | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    home: Seen | None = None


class Platform(Protocol):
    """A chat platform with the bot behind it, as people's fingers and eyes know it."""

    async def join(self, name: str, locale: str, email: str) -> str:
        """Somebody arrives; their user id."""

    async def say(self, user: str, text: str) -> Reply: ...

    async def press(self, user: str, token: str, ref: str) -> Reply: ...

    async def submit(self, user: str, token: str, fields: Mapping[str, FieldValue]) -> Reply: ...

    async def open_home(self, user: str) -> Reply: ...

    async def seen(self, user: str) -> list[Seen]: ...

    async def later(self, by: timedelta) -> None: ...

    def now(self) -> datetime: ...


class Someone:
    """One person at their own screen."""

    def __init__(self, platform: Platform, user: str, name: str) -> None:
        self.platform, self.user, self.name = platform, user, name
        self.form: Asked | None = None
        self.errors: Mapping[str, str] = {}
        self.home: Seen | None = None
        self.screen: list[Seen] = []
        self.before: frozenset[Seen] = frozenset()

    async def says(self, text: str) -> None:
        """Types into the one box, a `/mentor` command too."""
        await self._did(await self._look_away(self.platform.say(self.user, text)))

    async def presses(self, label: str, *, near: str = "") -> None:
        """Presses the newest button with this label, in a message that holds `near`."""
        self.screen = await self.platform.seen(self.user)
        ref, tap = self._tap(label, near)
        await self._did(await self._look_away(self.platform.press(self.user, tap.token, ref)))

    async def presses_again(self, label: str, old: Seen) -> None:
        """Presses a button of a card as it once was."""
        tap = next(tap for tap in old.taps if label in tap.label)
        await self._did(await self._look_away(self.platform.press(self.user, tap.token, old.ref)))

    async def fills(self, **fields: FieldValue) -> None:
        """Fills the open form and sends it; options may be named by their label."""
        assert self.form, f"{self.name} has no form open; they see:\n{self.transcript()}"
        named = {name: self._value(name, value) for name, value in fields.items()}
        unknown = named.keys() - self.form.values.keys()
        assert not unknown, f"the form {self.form.title!r} has no {unknown}, only {set(self.form.values)}"
        sent = {**self.form.values, **named}
        reply = await self._look_away(self.platform.submit(self.user, self.form.token, sent))
        await self._did(reply, still=self.form if reply.errors else None)

    async def opens_home(self) -> None:
        """Opens their own page."""
        await self._did(await self._look_away(self.platform.open_home(self.user)))

    async def sees(self, *texts: str) -> Seen:
        """Something new on their screen (since they last did anything) holds all of these."""
        self.screen = await self.platform.seen(self.user)
        fresh = [seen for seen in self._everything() if seen not in self.before]
        for seen in reversed(fresh):
            shown = (seen.text, *(tap.label for tap in seen.taps))
            if all(any(text in _read(words) for words in shown) for text in texts):
                return seen
        raise AssertionError(f"{self.name} does not see {texts} in what is new:\n{self.transcript(fresh)}")

    async def never_saw(self, text: str) -> None:
        """Nothing on their screen, old or new, holds this."""
        self.screen = await self.platform.seen(self.user)
        found = [seen for seen in self._everything() if text in _read(seen.text)]
        assert not found, f"{self.name} sees {text!r}:\n{self.transcript(found)}"

    def transcript(self, messages: list[Seen] | None = None) -> str:
        """Their screen as text, for a failing test."""
        return "\n---\n".join(
            f"{seen.text}\n{' '.join(f'[{tap.label}]' for tap in seen.taps)}"
            for seen in (self._everything() if messages is None else messages)
        )

    def _everything(self) -> list[Seen]:
        return [*self.screen, *([self.home] if self.home else [])]

    async def _look_away(self, acting: Awaitable[Reply]) -> Reply:
        self.screen = await self.platform.seen(self.user)
        self.before = frozenset(self._everything())
        return await acting

    async def _did(self, reply: Reply, still: Asked | None = None) -> None:
        self.form, self.errors = reply.form or still, reply.errors
        self.home = reply.home or self.home
        self.screen = await self.platform.seen(self.user)

    def _tap(self, label: str, near: str) -> tuple[str, Tap]:
        for exact in (True, False):
            for seen in reversed(self._everything()):
                for tap in seen.taps:
                    said = _read(tap.label)
                    if (said == label if exact else label in said) and near in _read(seen.text):
                        return seen.ref, tap
        raise AssertionError(f"{self.name} has no button {label!r}:\n{self.transcript()}")

    def _value(self, name: str, value: FieldValue) -> FieldValue:
        offered = self.form.options.get(name, {}) if self.form else {}
        options = {_read(label): key for key, label in offered.items()}
        if isinstance(value, tuple):
            return tuple(options.get(item, item) for item in value)
        return options.get(value, value)


def _read(text: str) -> str:
    """A text as it is read: nobody sees whether a space may break."""
    return text.replace("\u00a0", " ")
