"""The small things that Slack's blocks are made of, none longer than Slack allows."""

from collections.abc import Sequence
from typing import Any

from adapters.slack.escape import ELLIPSIS, QUOTED, chunks, shortened, words
from bot.cards import Text
from bot.words import Say, Span

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_HEADER = 3_000, 150

DIVIDER: Json = {"type": "divider"}


def text(shown: Text, say: Say) -> list[Json]:
    """A paragraph, a title, a quotation or a hint."""
    spans = say(shown.line)
    match shown.style:
        case "plain":
            return sections(spans)
        case "title":
            return title(spans)
        case "quote":
            pieces = chunks(spans, LONGEST_TEXT - len(QUOTED), QUOTED)
            return [section(QUOTED.lstrip() + piece) for piece in pieces]
        case "hint":
            return context(spans)


def title(spans: Sequence[Span]) -> list[Json]:
    """A header, or bold words where it is too long for one."""
    said = " ".join(words(spans).split())
    if len(said) > LONGEST_HEADER:
        return sections([Span(said, bold=True)])
    return [{"type": "header", "text": plain_text(said)}] if said else []


def sections(spans: Sequence[Span]) -> list[Json]:
    """A paragraph, in as many sections as its length asks for."""
    return [section(piece) for piece in chunks(spans, LONGEST_TEXT)]


def context(spans: Sequence[Span], before: str = "") -> list[Json]:
    """Small print, after a sign of ours."""
    pieces = chunks(spans, LONGEST_TEXT - len(before))
    return [{"type": "context", "elements": [mrkdwn(before + piece)]} for piece in pieces]


def section(markup: str) -> Json:
    """A section of our markup."""
    return {"type": "section", "text": mrkdwn(markup)}


def mrkdwn(markup: str) -> Json:
    """Markup of ours; `verbatim` keeps Slack from making links and mentions of plain words."""
    return {"type": "mrkdwn", "text": markup, "verbatim": True}


def plain_text(said: str, most: int = LONGEST_TEXT) -> Json:
    """Words in which nothing is markup; never empty, which Slack refuses."""
    return {"type": "plain_text", "text": shortened(said.strip(), most) or ELLIPSIS, "emoji": True}
