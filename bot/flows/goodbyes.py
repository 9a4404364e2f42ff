"""Moving on: a note in one's own words, previewed, held for ten minutes, then delivered."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Outcome, card, line
from bot.due import Due
from bot.errors import StaleCard
from bot.flows.goodbye_cards import about_the_need, held_card, preview_card, silent_card
from bot.flows.goodbye_ending import end_quietly, take_back
from bot.flows.goodbye_form import goodbye_form, note_form
from bot.flows.goodbye_note import SLOTS, Note, composed
from bot.flows.goodbye_replies import hello, no_hello, place, reply, save_reply, thank
from bot.flows.names import short_name
from bot.heard import Heard
from bot.mentoring.goodbyes import Goodbye, GoodbyeEvent, GoodbyeState, moved
from bot.mentoring.mentorships import NOT_ENDED, Mentorship
from bot.ports import Work

__all__ = [
    "compose", "edit", "end_quietly", "hello", "keep", "keep_going", "no_hello", "place", "reply",
    "save_edit", "save_reply", "send", "silent", "start", "thank", "undo",
]  # fmt: skip


def start(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The form of a note; a note on its way already is shown with its undo instead."""
    mentorship = _not_ended(work, heard.about)
    on_its_way = work.goodbyes.first(
        mentorship_id=mentorship.id, from_id=heard.person.id, state=GoodbyeState.HELD
    )
    if on_its_way:
        return Outcome(show=(held_card(work, on_its_way),))
    return Outcome(form=goodbye_form(work, mentorship, heard.person))


def compose(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The note composed of what was typed, shown before anything is sent."""
    mentorship = _not_ended(work, heard.about)
    colleague_id = int(heard.word("colleague") or 0) or None
    drafted = replace(
        _draft(work, mentorship, heard.person.id),
        note=_note(heard, work, mentorship),
        tone=heard.word("tone"),
        door=heard.word("door"),
        label=heard.word("label"),
        colleague_id=colleague_id,
    )
    return Outcome(show=(preview_card(work, work.goodbyes.save(drafted)),))


def edit(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The whole note, to be changed freely."""
    return Outcome(form=note_form(_drafted(work, heard.about)))


def save_edit(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The changed note, shown again before anything is sent."""
    goodbye = work.goodbyes.save(replace(_drafted(work, heard.about), note=heard.word("note")))
    return Outcome(instead=preview_card(work, goodbye))


def send(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Hold the note for ten minutes, then it is delivered by itself."""
    goodbye = work.goodbyes.get(heard.about)
    _not_ended(work, goodbye.mentorship_id)
    held = work.goodbyes.save(moved(goodbye, GoodbyeEvent.HOLD, now))
    send_at = held.send_at or now
    cause = f"goodbye.send:{held.id}:{send_at:%Y%m%dT%H%M%S}"
    work.due.put(Due(0, "goodbye.send", cause, send_at, about=held.id, person_id=held.from_id))
    return Outcome(instead=held_card(work, held))


def undo(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Take the note back while it is held: a draft again, nothing was sent."""
    goodbye = work.goodbyes.get(heard.about)
    if goodbye.state is not GoodbyeState.HELD:
        raise StaleCard("it is not on its way")
    back = work.goodbyes.save(moved(goodbye, GoodbyeEvent.UNDO, now))
    if work.mentorships.get(back.mentorship_id).state in NOT_ENDED:
        return Outcome(instead=preview_card(work, back))
    take_back(work, back, now)
    return Outcome(instead=card(line("goodbyes.undone")))


def silent(heard: Heard, work: Work, now: datetime) -> Outcome:
    """End it without a note, once that is confirmed."""
    mentorship = _not_ended(work, heard.about)
    name = short_name(work.people.get(mentorship.other(heard.person.id)))
    if heard.value != "yes":
        return Outcome(instead=silent_card(mentorship, name))
    end_quietly(work, mentorship, now, by=heard.person.id)
    said = line("goodbyes.silent.done", name=name)
    return Outcome(instead=card(said, *about_the_need(work, mentorship, heard.person.id)))


def keep(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep going after all: the draft is put away, nobody hears of it."""
    goodbye = _drafted(work, heard.about)
    take_back(work, goodbye, now)
    return Outcome(instead=card(line("goodbyes.kept")))


def keep_going(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep going, said before it would have ended without a note."""
    mentorship = _not_ended(work, heard.about)
    for goodbye in work.goodbyes.where(mentorship_id=mentorship.id, from_id=heard.person.id):
        take_back(work, goodbye, now)
    return Outcome(instead=card(line("goodbyes.kept")))


def _note(heard: Heard, work: Work, mentorship: Mentorship) -> str:
    return composed(
        Note(
            name=short_name(work.people.get(mentorship.other(heard.person.id))),
            slots={name: heard.word(name) for name in SLOTS},
            tone=heard.word("tone"),
            door=heard.word("door"),
            locale=heard.word("language"),
            met=mentorship.met_at is not None,
            by_mentor=heard.person.id == mentorship.mentor_id,
        )
    )


def _draft(work: Work, mentorship: Mentorship, author_id: int) -> Goodbye:
    """The author's draft, a new one where there is none; StaleCard while a note is on its way."""
    mine = work.goodbyes.where(mentorship_id=mentorship.id, from_id=author_id)
    if any(goodbye.state is GoodbyeState.HELD for goodbye in mine):
        raise StaleCard("a note is on its way")
    drafts = [goodbye for goodbye in mine if goodbye.state is GoodbyeState.DRAFT]
    return drafts[-1] if drafts else work.goodbyes.add(Goodbye(0, mentorship.id, author_id))


def _drafted(work: Work, goodbye_id: int) -> Goodbye:
    goodbye = work.goodbyes.get(goodbye_id)
    if goodbye.state is not GoodbyeState.DRAFT:
        raise StaleCard("it is no draft any more")
    _not_ended(work, goodbye.mentorship_id)
    return goodbye


def _not_ended(work: Work, mentorship_id: int) -> Mentorship:
    mentorship = work.mentorships.get(mentorship_id)
    if mentorship.state not in NOT_ENDED:
        raise StaleCard("it has ended")
    return mentorship
