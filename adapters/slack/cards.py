"""Cards and homes as Slack's blocks, in the words of one reader, or of two who read along: pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.invitations import calendar_text
from adapters.slack.escape import beginning, words
from adapters.slack.fitting import Made, fits, fitted, rows, side_by_side
from adapters.slack.objects import DIVIDER, Json, context, sections, text
from adapters.slack.parts import LONGEST_FACT, TWICE, button, facts, twice
from bot.cards import Card, Choices, Divider, Facts, File, Home, Invitation, Part, Picture, Text
from bot.words import Say, Span

MOST_BLOCKS = {Card: 50, Home: 100}
MOST_CHARACTERS = {Card: 12_000, Home: 200_000}
"""Of all blocks together; Slack refuses a message of a little over 13,000 (bolt-js 2509)."""

LONGEST_FALLBACK = 4_000
LENGTHS = (3_000, 600, 300, 150)
"""How long one text may be, the first that fits."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along with a message: its name, its type and its whole text."""

    name: str
    media_type: str
    text: str


def blocks(shown: Card | Home, says: Sequence[Say]) -> list[Json]:
    """What a card or a home shows; read in two languages, it is told twice and asks once, at its end.

    Where it is too much, its longest texts are shortened first, so that no button stands without its words.
    """
    most, room = MOST_BLOCKS[type(shown)], MOST_CHARACTERS[type(shown)]
    made: list[Made] = []
    for longest in LENGTHS:
        made = _made(shown, says, longest)
        if fits(made, most, room):
            break
    return fitted(made, most, room)


def fallback(shown: Card | Home, says: Sequence[Say]) -> str:
    """The same in words alone, for notifications and screen readers; never empty."""
    told = "\n\n".join("\n".join(filter(None, _spoken(shown, say))) for say in says)
    return "".join(beginning([Span(told)], LONGEST_FALLBACK)) or "Constellation"


def attached(shown: Card | Home, say: Say) -> list[Attached]:
    """The files that go along with a message."""
    return [file for part in shown.parts for file in _attached(part, say)]


def _made(shown: Card | Home, says: Sequence[Say], longest: int) -> list[Made]:
    """Every block, and whether it must stay: what asks must."""
    if len(says) == 1:
        return side_by_side(
            [(block, _asks(part)) for part in shown.parts for block in _part(part, says, longest)]
        )
    told = [
        (block, False)
        for place, say in enumerate(says)
        for part in ((Divider(),) * (place > 0) + shown.parts)
        if not _asks(part)
        for block in _part(part, [say], longest)
    ]
    asked = [(block, True) for part in shown.parts if _asks(part) for block in _part(part, says, longest)]
    return [*told, *asked]


def _asks(part: Part) -> bool:
    return isinstance(part, Choices)


def _part(part: Part, says: Sequence[Say], longest: int) -> list[Json]:
    say = says[0]
    match part:
        case Text():
            return text(part, say, longest)
        case Facts(told):
            return facts(told, say, min(longest, LONGEST_FACT))
        case Picture(alt=alt):  # it ships with the product, and Slack shows only what has a public address
            return context(say(alt), longest=longest)
        case File(label=label) | Invitation(label=label):
            return context(say(label), "📎 ", longest)
        case Choices(buttons, label):
            apart = len(says) > 1  # from the text which the label of a row repeats
            asked = sections(twice(label, says, "\n"), longest) if label and apart else []
            aside = label if longest == LENGTHS[0] else None
            return asked + rows([button(one, aside, says) for one in buttons])
        case Divider():
            return [DIVIDER]


def _spoken(shown: Card | Home, say: Say) -> Iterator[str]:
    for part in shown.parts:
        match part:
            case Text(line) | Picture(alt=line) | File(label=line) | Invitation(label=line):
                yield words(say(line))
            case Facts(told):
                yield from (f"{words(say(name))}{TWICE}{words(say(value))}" for name, value in told)
            case Choices() | Divider():
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
