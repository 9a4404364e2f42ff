"""Which fields rest encrypted on the disk: what a person wrote, how they feel, whom they keep away from."""

from bot.handles import Handle
from bot.mentoring.checkins import CheckIn
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.people import Bar, Companion
from bot.mentoring.programmes import Place
from bot.mentoring.requests import Request
from bot.outbox import Message

SEALED: dict[type, frozenset[str]] = {
    Need: frozenset({"words", "goal"}),
    Request: frozenset({"words"}),
    Mentorship: frozenset({"goal", "contact", "agreement"}),
    CheckIn: frozenset({"answers"}),
    Goodbye: frozenset({"note", "label", "reply"}),
    Companion: frozenset({"name"}),
    Handle: frozenset({"holds"}),
    Message: frozenset({"card"}),
    Place: frozenset({"holds"}),
}
"""Sealed fields; every seal of the same words differs, so no row can be looked for by them."""

VEILED: dict[type, frozenset[str]] = {Bar: frozenset({"other_id"})}
"""Fields sealed alike each time, so that a row can be looked for by them and by nothing less."""
