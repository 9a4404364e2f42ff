"""Slack's markup, read as a suspicious reader would: whatever could format, link or mention anything."""

import re
from collections.abc import Iterator, Mapping, Sequence

INSTANT = re.compile(r"<!date\^-?\d+\^\{date_long\}, \{time\}\|[^<>|*_~`&\n]+>")
BOLD = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?![A-Za-z0-9*])")
SUSPECT = (
    ("an asterisk", r"\*"),
    ("a tilde or a backtick", r"[~`]"),
    ("an underscore at the edge of a word", r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"),
    ("an angle bracket", r"[<>]"),
    ("a bare ampersand", r"&(?!(?:amp|lt|gt);)"),
    ("a quotation", r"(?m)^[^\S\n]*&gt;"),
    ("a character of private use", r"[\ue000-\uf8ff]"),
    ("a character that turns the direction", r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
)


def bold(markup: str) -> list[str]:
    """What stands in bold."""
    return [found[0][1:-1] for found in BOLD.finditer(INSTANT.sub("when", markup))]


def suspects(markup: str) -> list[str]:
    """What could do anything, beside the bold and the instants that are ours."""
    rest = BOLD.sub(lambda found: found[0][1:-1], INSTANT.sub("when", markup))
    return [name for name, pattern in SUSPECT if re.search(pattern, rest)]


def unquoted(markup: str) -> str:
    """A quotation without its signs; every line must have one."""
    lines = markup.split("\n")
    assert all(one.startswith("&gt;") for one in lines), markup
    return "\n".join(one.removeprefix("&gt;").removeprefix(" ") for one in lines)


def texts(held: object) -> Iterator[Mapping[str, str]]:
    """Every text object in these blocks or this view."""
    if isinstance(held, Mapping):
        if held.get("type") in ("mrkdwn", "plain_text"):
            yield held
        for inner in held.values():
            yield from texts(inner)
    elif isinstance(held, Sequence) and not isinstance(held, str):
        for inner in held:
            yield from texts(inner)


def markups(held: object) -> list[str]:
    """Every text in which Slack reads markup."""
    return [text["text"] for text in texts(held) if text["type"] == "mrkdwn"]
