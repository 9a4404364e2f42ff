"""What goes along with a card: its summary in plain words, and the files that Teams takes apart from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.invitations import calendar_text
from adapters.teams.markdown import inert, shortened
from bot.cards import Card, Choices, Divider, Facts, File, Home, Invitation, Line, Part, Picture, Text
from bot.words import Say, Span, plain

MOST_IN_SUMMARY = 500


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along with a card; `size` in bytes."""

    name: str
    media_type: str
    text: str
    label: str
    size: int


def fallback(shown: Card | Home, says: Sequence[Say]) -> str:
    """What a notification, a screen reader or an old client says of the card: an activity's `summary`.

    Never an activity's `text`, which Teams would show above the card a second time.
    """
    told = (inert(plain(say(line))) for say in says for part in shown.parts for line in _told(part))
    return plain(shortened((Span("\n".join(told)),), MOST_IN_SUMMARY))


def attached(shown: Card | Home, say: Say) -> tuple[Attached, ...]:
    """The files that go along with the card, each by a card that asks for consent."""
    return tuple(_attached(part, say) for part in shown.parts if isinstance(part, File | Invitation))


def _told(part: Part) -> tuple[Line, ...]:
    match part:
        case Text(line):
            return (line,)
        case Facts(rows):
            return tuple(line for row in rows for line in row)
        case Picture(alt=alt):
            return (alt,)
        case File(label=label) | Invitation(label=label):
            return (label,)
        case Choices() | Divider():
            return ()


def _attached(part: File | Invitation, say: Say) -> Attached:
    if isinstance(part, File):
        name, media_type, text = part.name, part.media_type, part.text
    else:
        name, media_type, text = "invitation.ics", "text/calendar", calendar_text(part, say)
    return Attached(name, media_type, text, inert(plain(say(part.label))), len(text.encode()))
