"""Puts a card into the outbox, its buttons bound to the people who will read it."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Card
from bot.handles import Handle, bound_card, for_parts, serves
from bot.mentoring.mentorships import Mentorship
from bot.outbox import Message
from bot.packing import packed
from bot.ports import Work


def to_person(work: Work, person_id: int, card: Card, cause: str, now: datetime) -> bool:
    """Send a card to one person's own conversation; False where they left or the cause has spoken."""
    person = work.people.first(id=person_id)
    if person and person.left_at:
        return False
    return put(work, Message(0, cause, (person_id,), own_room(person_id), "", now), card, now)


def to_both(work: Work, mentorship: Mentorship, card: Card, cause: str, now: datetime) -> None:
    """Send a card to the conversation of the two, or to each where they cannot have one."""
    if share_a_room(work, mentorship):
        put(work, Message(0, cause, mentorship.both, joint_room(mentorship.id), "", now), card, now)
        return
    for person_id in mentorship.both:
        to_person(work, person_id, card, f"{cause}:{person_id}", now)


def put(work: Work, message: Message, card: Card, now: datetime, pressed: Handle | None = None) -> bool:
    """Put a message with this card into the outbox; False where its cause has spoken already."""
    return work.outbox.put(replace(message, card=packed(bound(work, message, card, now, pressed))))


def bound(work: Work, message: Message, card: Card, now: datetime, pressed: Handle | None = None) -> Card:
    """The card of a message, its buttons bound to the people who will read it.

    They stay bound as they are where the card that was `pressed` had the same ones.
    """
    fresh = for_parts(card.parts, message.people, message.room, now)
    if fresh is None:
        return card
    handle = pressed if pressed and serves(pressed, fresh) else work.handles.add(fresh)
    return bound_card(card, handle.token)


def own_room(person_id: int) -> str:
    """The name of a person's own conversation with the bot."""
    return f"p:{person_id}"


def joint_room(mentorship_id: int) -> str:
    """The name of the conversation of a mentorship's two."""
    return f"m:{mentorship_id}"


def share_a_room(work: Work, mentorship: Mentorship) -> bool:
    """Whether the two can be brought into one conversation: a platform of both that lets the app do so."""
    mentee, mentor = (
        {
            (account.platform, account.tenant)
            for account in work.accounts.where(person_id=person_id, reachable=True, joint=True)
        }
        for person_id in mentorship.both
    )
    return bool(mentee & mentor)
