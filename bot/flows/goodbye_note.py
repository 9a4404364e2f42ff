"""A goodbye note, composed of nothing but what its author typed and a few plain sentences around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.cards import Line, line
from bot.words import LOCALES, plain, speaker

TONES = ("warm", "brief", "formal")
DOORS = ("stay_in_touch", "alumni", "goodbye")
SLOTS = ("thanks", "change", "reason", "wish")
"""What the author may type: each the end of a sentence that the form begins."""


@dataclass(frozen=True)
class Note:
    """What a note is made of; `name` is the reader's, `slots` what was typed."""

    name: Line
    slots: Mapping[str, str]
    tone: str = "warm"
    door: str = "stay_in_touch"
    locale: str = "en"
    met: bool = True
    by_mentor: bool = False


def composed(note: Note) -> str:
    """The note in its language: thanks, what it changed, the intention, a reason, a wish, the door.

    A sentence whose slot is empty is left out; nothing is praised that its author did not praise.
    """
    say = speaker(note.locale, _no_days)
    lines = _met(note) if note.met else _never_met(note)
    said = " ".join(plain(say(sentence)) for sentence in lines)
    if note.tone != "formal":
        return said
    return f"{plain(say(line('goodbyes.note.formal.greeting', name=note.name)))}\n\n{said}"


def _met(note: Note) -> Iterator[Line]:
    slots = tidy(note.slots)
    words = f"goodbyes.note.{note.tone}"
    yield _sentence(f"{words}.thanks", slots["thanks"], note)
    if slots["change"]:
        yield line(f"{words}.change" if slots["thanks"] else f"{words}.change_alone", words=slots["change"])
    yield _sentence(f"{words}.close", slots["reason"], note)
    yield from _wish_and_door(note, slots)


def _never_met(note: Note) -> Iterator[Line]:
    slots = tidy(note.slots)
    words = f"goodbyes.note.{note.tone}"
    yield line(f"{words}.unmet_{'mentor' if note.by_mentor else 'mentee'}", name=note.name)
    yield _sentence(f"{words}.leave", slots["reason"], note)
    yield from _wish_and_door(note, slots)


def _wish_and_door(note: Note, slots: Mapping[str, str]) -> Iterator[Line]:
    if slots["wish"]:
        yield line(f"goodbyes.note.{note.tone}.wish", words=slots["wish"])
    yield line(f"goodbyes.note.{note.tone}.door_{note.door}")


def _sentence(key: str, words: str, note: Note) -> Line:
    return line(f"{key}_for", name=note.name, words=words) if words else line(key, name=note.name)


def tidy(slots: Mapping[str, str]) -> dict[str, str]:
    """The slots as ends of sentences: the beginning that the form shows and the full stop taken away."""
    return {name: _tidied(name, slots.get(name, "")) for name in SLOTS}


def _tidied(name: str, typed: str) -> str:
    kept = typed.strip().rstrip(".… ")
    for locale in LOCALES:
        begins = plain(speaker(locale, _no_days)(line(f"goodbyes.form.{name}"))).rstrip("… ").casefold()
        if kept.casefold().startswith(f"{begins} "):
            kept = kept[len(begins) :].lstrip()
    return kept


def _no_days(when: date | datetime, locale: str) -> str:
    return when.isoformat()  # a note names no day of its own
