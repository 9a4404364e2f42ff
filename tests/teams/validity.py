"""What Teams takes as a message: how large it may be, and which Adaptive Cards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"
CARDS = {ADAPTIVE, CONSENT, FILE_INFO, "application/vnd.microsoft.card.hero"}

CARD_BYTES = 28 * 1024
MESSAGE_BYTES = 100 * 1024
NEWEST = (1, 5)

Problem = tuple[int, str, str]
"""The status, the code, and the words of a refusal."""


def problem(activity: object) -> Problem | None:
    """Why Teams would not take this activity; None where it takes it."""
    if not isinstance(activity, dict):
        return 400, "BadSyntax", "The activity is no JSON object"
    if activity.get("type") not in ("message", "typing"):
        return 400, "BadSyntax", "Unknown activity type"
    if _size(activity) > MESSAGE_BYTES:
        return 413, "MessageSizeTooBig", "Message size too large"
    attachments = activity.get("attachments") or []
    if activity["type"] == "message" and not (activity.get("text") or attachments):
        return 400, "BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment"
    if not isinstance(attachments, list):
        return 400, "BadSyntax", "Attachments are no list"
    problems = (_of_attachment(attachment) for attachment in attachments)
    return next(filter(None, problems), None)


def _of_attachment(attachment: Any) -> Problem | None:
    kind, card = (attachment.get("contentType"), attachment.get("content")) if attachment else ("", None)
    if kind not in CARDS or not isinstance(card, dict):
        return 400, "BadArgument", "Unknown attachment type"
    if _size(card) > CARD_BYTES:
        return 413, "MessageSizeTooBig", "Message size too large"
    return _of_adaptive(card) if kind == ADAPTIVE else None


def _of_adaptive(card: Mapping[str, Any]) -> Problem | None:
    if card.get("type") != "AdaptiveCard" or not isinstance(card.get("body"), list):
        return 400, "BadSyntax", "Invalid Adaptive Card"
    try:
        version = tuple(int(part) for part in str(card.get("version")).split("."))
    except ValueError:
        return 400, "BadSyntax", "Invalid Adaptive Card version"
    return (400, "BadSyntax", "Unsupported Adaptive Card version") if version > NEWEST else None


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
