"""Everything that can go wrong, each with its remedy.

Refusal
├── StaleCard     the card is not yours, not there or too late: one answer for all three
├── Conflict      someone else changed the same thing first: take the turn again
├── UnknownPlace  no programme lives in this tenant: set one up
└── UnknownWord   a key has no words: add it to the flow's TOML in both languages
"""


class Refusal(Exception):
    """The root of every error that the core raises on purpose."""


class StaleCard(Refusal):
    """The card is not theirs, not there, or no longer open; nothing was changed."""


class Conflict(Refusal):
    """Someone else changed the row first; the whole turn may be taken again."""


class UnknownPlace(Refusal):
    """No programme lives in this platform's tenant; a coordinator must set one up."""


class UnknownWord(Refusal):
    """No words are written for this key, or a blank of theirs was left empty."""
