"""Consent: asked per purpose, in a version of its text, withdrawable, free to refuse."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.people import Consent


class Purpose(StrEnum):
    """What a person may agree to; only `KEEP` is needed to take part."""

    KEEP = "keep"
    CHECKINS = "checkins"
    FIGURES = "figures"


TEXT_VERSIONS = {Purpose.KEEP: 1, Purpose.CHECKINS: 1, Purpose.FIGURES: 1}
"""The version of each purpose's words (`welcome.purposes`); a changed text gets a new number."""

OPTIONAL = (Purpose.CHECKINS, Purpose.FIGURES)


def agreed(consents: Iterable[Consent]) -> frozenset[str]:
    """The purposes that a person agrees to now."""
    return frozenset(consent.purpose for consent in consents if consent.withdrawn_at is None)


def given(
    person_id: int, purposes: Iterable[str], consents: Iterable[Consent], now: datetime
) -> list[Consent]:
    """A new consent for each of these purposes that is not agreed to already."""
    already = agreed(consents)
    return [
        Consent(0, person_id, purpose, TEXT_VERSIONS[Purpose(purpose)], now)
        for purpose in purposes
        if purpose not in already
    ]


def withdrawn(purposes: Iterable[str], consents: Iterable[Consent], now: datetime) -> list[Consent]:
    """The consents to these purposes, withdrawn."""
    gone = frozenset(purposes)
    return [
        replace(consent, withdrawn_at=now)
        for consent in consents
        if consent.purpose in gone and consent.withdrawn_at is None
    ]
