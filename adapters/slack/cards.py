"""Cards and homes as Slack's blocks, in the words of one reader, or of two who read along: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.invitations import calendar_text
from adapters.slack.escape import ELLIPSIS, chunks, shortened, words
from adapters.slack.fitting import fitted, packed, rows, size
from adapters.slack.objects import DIVIDER, Json, context, mrkdwn, plain_text, section, sections, text
from bot.cards import (
    Button,
    Card,
    Choices,
    Divider,
    Facts,
    File,
    Home,
    Invitation,
    Line,
    Part,
    Picture,
    Text,
)
from bot.words import Say, Span

MOST_BLOCKS = {Card: 50, Home: 100}
MOST_CHARACTERS = {Card: 12_000, Home: 200_000}
"""Of all blocks together; Slack refuses a message of a little over 13,000 (bolt-js 2509)."""

LONGEST_FACT, LONGEST_FALLBACK, LONGEST_LABEL, MOST_FACTS = 1_500, 4_000, 75, 10
SHORT_FACT = 80
"""Facts up to this length stand two in a row."""

TWICE = " · "
"""What stands between two languages on one button."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along with a message: its name, its type and its whole text."""

    name: str
    media_type: str
    text: str


def blocks(shown: Card | Home, says: Sequence[Say]) -> list[Json]:
    """What a card or a home shows; read in two languages, it is told twice and asks once, at its end."""
    most, room = MOST_BLOCKS[type(shown)], MOST_CHARACTERS[type(shown)]
    if len(says) == 1:
        made = [(block, _asks(part)) for part in shown.parts for block in _part(part, says)]
        return fitted(made, most, room)
    asked = [block for part in shown.parts if _asks(part) for block in _part(part, says)]
    asked = asked if len(asked) <= most // 2 else packed(asked)
    most, room = (most - len(asked)) // len(says) - 1, (room - size(asked)) // len(says)
    told = [fitted([(block, False) for block in _told(shown, say)], most, room) for say in says]
    return [*told[0], *(block for other in told[1:] for block in (DIVIDER, *other)), *asked]


def fallback(shown: Card | Home, says: Sequence[Say]) -> str:
    """The same in words alone, for notifications and screen readers; never empty."""
    told = "\n\n".join("\n".join(filter(None, _spoken(shown, say))) for say in says)
    pieces = chunks([Span(told)], LONGEST_FALLBACK - 1) or ["Constellation"]
    return pieces[0] + (ELLIPSIS if len(pieces) > 1 else "")


def attached(shown: Card | Home, say: Say) -> list[Attached]:
    """The files that go along with a message."""
    return [file for part in shown.parts for file in _attached(part, say)]


def _asks(part: Part) -> bool:
    return isinstance(part, Choices)


def _told(shown: Card | Home, say: Say) -> Iterator[Json]:
    """Everything but the buttons, in one language."""
    return (block for part in shown.parts if not _asks(part) for block in _part(part, [say]))


def _part(part: Part, says: Sequence[Say]) -> list[Json]:
    say = says[0]
    match part:
        case Text():
            return text(part, say)
        case Facts(facts):
            return _facts(facts, say)
        case Picture(alt=alt):  # it ships with the product, and Slack shows only what has a public address
            return context(say(alt))
        case File(label=label) | Invitation(label=label):
            return context(say(label), "📎 ")
        case Choices(buttons, label):
            asked = sections(_twice(label, says, "\n")) if label else []
            return asked + rows([_button(button, label, says) for button in buttons])
        case Divider():
            return [DIVIDER]


def _facts(facts: Iterable[tuple[Line, Line]], say: Say) -> list[Json]:
    """Short facts two in a row, ten in a section; a long one on its own."""
    found: list[Json] = []
    for name, value in facts:
        named = chunks([Span(words(say(name)), bold=True)], LONGEST_FACT // 4)[:1]
        first, *more = chunks(say(value), LONGEST_FACT) or ["–"]
        fact = mrkdwn("\n".join([*named, first]))
        if more or len(first) > SHORT_FACT:
            found += [{"type": "section", "text": fact}, *map(section, more)]
        elif found and 0 < len(found[-1].get("fields", ())) < MOST_FACTS:
            found[-1]["fields"].append(fact)
        else:
            found.append({"type": "section", "fields": [fact]})
    return found


def _button(button: Button, asked: Line | None, says: Sequence[Say]) -> Json:
    label = words(_twice(button.label, says, TWICE))
    said = f"✓ {label}" if button.chosen else label
    made: Json = {"type": "button", "text": plain_text(said, LONGEST_LABEL)}
    if button.token:
        made["action_id"] = button.token
    if button.style != "plain":
        made["style"] = button.style
    if asked and len(label) <= 2:  # a number says little by itself
        made["accessibility_label"] = shortened(f"{said}{TWICE}{words(says[0](asked))}", LONGEST_LABEL)
    return made


def _twice(line: Line, says: Sequence[Say], between: str) -> list[Span]:
    """A line in each reader's language, once where they say the same."""
    first, *others = dict.fromkeys(say(line) for say in says)
    return [*first, *(span for other in others for span in (Span(between), *other))]


def _spoken(shown: Card | Home, say: Say) -> Iterator[str]:
    for part in shown.parts:
        match part:
            case Text(line) | Picture(alt=line) | File(label=line) | Invitation(label=line):
                yield words(say(line))
            case Facts(facts):
                yield from (f"{words(say(name))}{TWICE}{words(say(value))}" for name, value in facts)
            case Choices(label=label):
                yield words(say(label)) if label else ""
            case Divider():
                pass


def _attached(part: Part, say: Say) -> list[Attached]:
    match part:
        case File(name, media_type, text):
            return [Attached(name, media_type, text)]
        case Invitation():
            heard = calendar_text(part, lambda line: (Span(words(say(line))),))
            return [Attached("invitation.ics", "text/calendar", heard)]
        case Text() | Facts() | Picture() | Choices() | Divider():
            return []
