"""Erases a person: every row of theirs, and what others hold of their words and their name."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.due import Due
from bot.mentoring.people import Person
from bot.outbox import Message, MessageState
from bot.ports import Rows, Work

Row = TypeVar("Row")


class Open(Work, Protocol):
    """A unit of work whose messages and due rows can be gone through one by one."""

    messages: Rows[Message]
    dues: Rows[Due]


def erase(work: Open, person: Person) -> None:
    """Erase the person; their row stays, nameless, so that figures of what has ended still hold."""
    near, words = _near(work, person.id), _words(work, person)
    _erase_messages(work, person.id, _mention(person, near, words))
    _erase_mentorships(work, person.id)
    _erase_rows(work, person.id)
    work.people.save(replace(person, name="", email="", courtesy="", snoozed_until=None, busy=()))


def _near(work: Work, person_id: int) -> set[str]:
    """The rooms of those who may have been shown their name or their words."""
    needs = tuple(need.id for need in work.needs.where(mentee_id=person_id))
    shown_to = tuple(shown.need_id for shown in work.suggestions.where(mentor_id=person_id))
    mentorships = [*work.mentorships.where(mentee_id=person_id), *work.mentorships.where(mentor_id=person_id)]
    people = {
        *(shown.mentor_id for shown in work.suggestions.where(need_id=needs)),
        *(need.mentee_id for need in work.needs.where(id=shown_to)),
        *(request.mentor_id for request in work.requests.where(mentee_id=person_id)),
        *(request.mentee_id for request in work.requests.where(mentor_id=person_id)),
        *(mentorship.other(person_id) for mentorship in mentorships),
    }
    return {f"p:{other}" for other in people}


def _words(work: Work, person: Person) -> set[str]:
    needs = work.needs.where(mentee_id=person.id)
    requests = work.requests.where(mentee_id=person.id)
    goodbyes = work.goodbyes.where(from_id=person.id)
    profiles = work.profiles.where(person_id=person.id)
    return {
        *(text for need in needs for text in (need.words, need.goal)),
        *(request.words for request in requests),
        *(text for goodbye in goodbyes for text in (goodbye.note, goodbye.label)),
        *(profile.words for profile in profiles),
    } - {""}


def _mention(person: Person, near: set[str], words: set[str]) -> Callable[[Message], bool]:
    """Whether a message tells of the person: by full name anywhere, by less where they were known."""
    parts = [re.escape(part) for part in person.name.split() if len(part) > 2]
    part_of_name = re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None
    everywhere = {_as_packed(text) for text in (person.name, person.email) if text}
    nearby = {_as_packed(text) for text in words}

    def mentions(message: Message) -> bool:
        card = message.card
        if any(text in card for text in everywhere):
            return True
        if message.room not in near:
            return False
        return any(text in card for text in nearby) or bool(part_of_name and part_of_name.search(card))

    return mentions


def _as_packed(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _erase_messages(work: Open, person_id: int, mentions: Callable[[Message], bool]) -> None:
    for message in work.messages.where():
        if message.people == (person_id,):
            work.messages.remove(message)
        elif person_id in message.people or mentions(message):
            work.messages.save(_blank(message))


def _blank(message: Message) -> Message:
    """The message without its words; one that still waited will never be sent."""
    waits = message.state in (MessageState.WAITING, MessageState.DEAD)
    return replace(message, card="", state=MessageState.VOID if waits else message.state)


def _erase_mentorships(work: Work, person_id: int) -> None:
    for role in ("mentee_id", "mentor_id"):
        for mentorship in work.mentorships.where(**{role: person_id}):
            for goodbye in work.goodbyes.where(mentorship_id=mentorship.id):
                work.goodbyes.save(replace(goodbye, note="", reply=""))
            work.mentorships.save(replace(mentorship, goal="", contact="", agreement=""))


def _erase_rows(work: Open, person_id: int) -> None:
    needs = tuple(need.id for need in work.needs.where(mentee_id=person_id))
    _remove(work.suggestions, need_id=needs)
    _remove(work.needs, mentee_id=person_id)
    _remove(work.requests, mentee_id=person_id)
    _remove(work.goodbyes, from_id=person_id)
    for side in ("person_id", "other_id"):
        _remove(work.bars, **{side: person_id})
    for role in ("mentor_id", "mentee_id"):
        _remove(work.ties, **{role: person_id})
    _remove(work.checkins, person_id=person_id)
    _remove(work.companions, person_id=person_id)
    _remove(work.consents, person_id=person_id)
    _remove(work.accounts, person_id=person_id)
    _remove(work.profiles, person_id=person_id)
    _remove(work.dues, person_id=person_id)
    for handle in work.handles.where():
        if person_id in handle.people:
            work.handles.remove(handle)


def _remove(rows: Rows[Row], **equal: object) -> None:
    for row in rows.where(**equal):
        rows.remove(row)
