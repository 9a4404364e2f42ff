"""Slack's mrkdwn as a person reads it (docs.slack.dev/messaging/formatting-message-text)."""

from __future__ import annotations

import re
from collections.abc import Mapping

ANGLED = re.compile(r"<([^<>\n]+)>")
MARKS = tuple(
    re.compile(rf"(?<![\w{mark}])[{mark}](?=[^\s{mark}])([^{mark}\n]*?)(?<=\S)[{mark}](?![\w{mark}])")
    for mark in "*_~`"
)
QUOTE = re.compile(r"^(?:&gt;|>) ?", re.MULTILINE)
UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def escaped(text: str) -> str:
    """What somebody typed, as Slack sends it on."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plainly(text: str) -> str:
    """Plain text as it is read: entities are signs again, what nobody sees is not there."""
    for entity, sign in ENTITIES:
        text = text.replace(entity, sign)
    return UNSEEN.sub("", text)


def read(text: str, names: Mapping[str, str]) -> str:
    """Marked text as it is read: the marks are off, mentions are names, dates their fallback."""
    text = ANGLED.sub(lambda found: _meant(found.group(1), names), QUOTE.sub("", text))
    for mark in MARKS:
        text = mark.sub(r"\1", text)
    return plainly(text)


def _meant(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("!date^"):
        return label
    if target.startswith("!"):
        return label or f"@{target[1:]}"
    if target.startswith(("@", "#")):
        return target[0] + (names.get(target[1:]) or label or target[1:])
    return label or target.removeprefix("mailto:")


def named(text: str) -> list[str]:
    """The ids of people and channels in a text."""
    return [inside.partition("|")[0][1:] for inside in ANGLED.findall(text) if inside[0] in "@#"]


def mentions(text: str) -> list[str]:
    """Everybody whom a text calls: `@U…`, `!channel`, `!here`."""
    found = [inside.partition("|")[0] for inside in ANGLED.findall(text)]
    return [one for one in found if one.startswith("@") or one in ("!channel", "!here", "!everyone")]
