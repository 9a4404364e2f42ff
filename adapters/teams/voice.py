"""Who speaks to people in Teams: each in their own language, days and instants in their own zone."""

from collections.abc import Iterable

from adapters.dates import dates
from bot.outbox import Reader
from bot.words import Say, speaker


def voice(locale: str, zone: str) -> Say:
    """Who speaks this locale ("en" or "fr") to a reader in this zone."""
    return speaker(locale, dates(zone))


def voices(to: Iterable[Reader]) -> list[Say]:
    """A voice for each language that is read there, the first reader's first."""
    zones: dict[str, str] = {}
    for reader in to:
        zones.setdefault(reader.locale, reader.zone)
    return [voice(locale, zone) for locale, zone in zones.items()]
