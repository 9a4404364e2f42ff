"""A card as one message of Slack's, and how it is known again: pure."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from adapters.slack import cards
from adapters.slack.voice import voice
from bot.cards import Card
from bot.outbox import Reader
from bot.words import Say

EVENT = "constellation_card"


def message(channel: str, to: Sequence[Reader], card: Card, cause: str) -> dict[str, Any]:
    """What is posted for these readers; `cause` goes along, veiled."""
    voices = says(to)
    return {
        "channel": channel,
        "text": cards.fallback(card, voices),
        "blocks": cards.blocks(card, voices),
        "metadata": {"event_type": EVENT, "event_payload": {"cause": _veiled(cause)}},
        "unfurl_links": False,
        "unfurl_media": False,
    }


def says(to: Sequence[Reader]) -> list[Say]:
    """A voice for each language that is read there, the first reader's first."""
    first = {reader.locale: reader for reader in reversed(to)}
    return [voice(locale, first[locale].zone) for locale in dict.fromkeys(reader.locale for reader in to)]


def caused(posted: object, cause: str) -> bool:
    """Whether a message of Slack's, as its history tells it, is the one with this cause."""
    match posted:
        case {"ts": str(), "metadata": {"event_payload": {"cause": str(kept)}}}:
            return kept == _veiled(cause)
        case _:
            return False


def further(told: Mapping[str, Any]) -> str:
    """Where Slack's list goes on; "" where it ends."""
    match told:
        case {"response_metadata": {"next_cursor": str(cursor)}}:
            return cursor
        case _:
            return ""


def _veiled(cause: str) -> str:
    """What Slack keeps of a cause: enough to know it again, nothing that could be read."""
    return sha256(cause.encode()).hexdigest()[:32]
