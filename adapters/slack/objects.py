"""The small things that Slack's blocks are made of, none longer than Slack allows."""

import re
from collections.abc import Sequence
from typing import Any

from adapters.slack.escape import ELLIPSIS, QUOTED, beginning, chunks, shortened, words
from bot.cards import Text
from bot.words import Say, Span

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_HEADER = 3_000, 150

SPARE = 10
"""Characters that a sign before a text may take."""

_MENTION = re.compile(r"<(?=[!@#\w])")

DIVIDER: Json = {"type": "divider"}


def text(shown: Text, say: Say, longest: int = LONGEST_TEXT) -> list[Json]:
    """A paragraph, a title, a quotation or a hint, none longer than may be."""
    spans = say(shown.line)
    match shown.style:
        case "plain":
            return sections(spans, longest)
        case "title":
            return title(spans)
        case "quote":
            return [section(QUOTED.lstrip() + piece) for piece in pieces(spans, longest, QUOTED)]
        case "hint":
            return context(spans, longest=longest)


def title(spans: Sequence[Span]) -> list[Json]:
    """A header, or bold words where it is too long for one."""
    said = " ".join(words(spans).split())
    if len(said) > LONGEST_HEADER:
        return sections([Span(said, bold=True)])
    return [{"type": "header", "text": plain_text(said)}] if said else []


def sections(spans: Sequence[Span], longest: int = LONGEST_TEXT) -> list[Json]:
    """A paragraph, in as many sections as its length asks for."""
    return [section(piece) for piece in pieces(spans, longest)]


def context(spans: Sequence[Span], before: str = "", longest: int = LONGEST_TEXT) -> list[Json]:
    """Small print, after a sign of ours."""
    return [{"type": "context", "elements": [mrkdwn(before + piece)]} for piece in pieces(spans, longest)]


def pieces(spans: Sequence[Span], longest: int, line_end: str = "\n") -> list[str]:
    """The whole in pieces that Slack takes, or its beginning where there is room for no more."""
    if longest >= LONGEST_TEXT:
        return chunks(spans, LONGEST_TEXT - SPARE, line_end)
    return beginning(spans, longest, line_end)


def section(markup: str) -> Json:
    """A section of our markup."""
    return {"type": "section", "text": mrkdwn(markup)}


def mrkdwn(markup: str) -> Json:
    """Markup of ours; `verbatim` keeps Slack from making links and mentions of plain words."""
    return {"type": "mrkdwn", "text": markup, "verbatim": True}


def plain_text(said: str, most: int = LONGEST_TEXT) -> Json:
    """Words in which nothing is markup; never empty, which Slack refuses.

    Slack reads no `<!channel>` here; what else may read the message, a bridge or an export, might.
    """
    shown = _MENTION.sub("‹", said.strip())
    return {"type": "plain_text", "text": shortened(shown, most) or ELLIPSIS}
