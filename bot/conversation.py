"""One turn, one commit: hears a turn, lets its flow decide, puts what is shown into the outbox."""

from dataclasses import replace
from datetime import datetime

from bot import handles
from bot.authority import may
from bot.cards import Form, Home, Outcome, Press
from bot.errors import StaleCard
from bot.flows import constellation, newcomers, welcome
from bot.flows import help as help_flow
from bot.forms import checked, tidied
from bot.handles import Handle
from bot.heard import Heard
from bot.mentoring.people import Person
from bot.outbox import Message
from bot.ports import Work
from bot.post import bound, own_room, put
from bot.routes import ACTIONS, COMMANDS
from bot.turns import Joined, Left, Opened, Pressed, Said, Submitted, Turn

MOST_SAID = 4_000
"""How much of one message is read, in characters."""


def take(turn: Turn, work: Work, now: datetime) -> Outcome:
    """Take one turn; a turn that was delivered before changes nothing."""
    if not work.first_time(turn.id, now) or _is_no_news(turn, work):
        return Outcome()
    person = newcomers.known(turn, work, now)
    try:
        with work.attempt():
            outcome, handle = _decided(turn, person, work, now)
    except StaleCard:
        outcome, handle = constellation.no_longer_open(Heard(turn, person), work, now), None
    return _posted(outcome, turn, person, handle, work, now)


def _decided(turn: Turn, person: Person, work: Work, now: datetime) -> tuple[Outcome, Handle | None]:
    match turn.event:
        case Pressed(token, place):
            handle, message = _handle(token, person, work, now), tidied(place)
            press = handles.press_of(handle, token)
            heard = Heard(turn, person, message=message)
            return _routed(press, heard, work, now), replace(handle, message=message)
        case Submitted(token, sent):
            handle = _handle(token, person, work, now)
            form = handles.form_of(handle)
            fields, errors = checked(form, sent)
            heard = Heard(turn, person, fields=fields, message=handle.message)
            outcome = Outcome(errors=errors) if errors else _routed(form.submit, heard, work, now)
            return replace(outcome, sent=replace(form, token=token)), handle
        case Said(text, command):
            return _said(Heard(turn, person, text=tidied(text[:MOST_SAID])), command, work, now), None
        case Opened():
            return constellation.opened(Heard(turn, person), work, now), None
        case Joined():
            return welcome.arrive(Heard(turn, person), work, now), None
        case Left():
            return newcomers.left(Heard(turn, person), work, now), None


def _handle(wire: str, person: Person, work: Work, now: datetime) -> Handle:
    handle = work.handles.first(token=handles.token_of(wire))
    if handle is None or person.id not in handle.people or handle.expires_at <= now:
        raise StaleCard("not theirs, not there or too late")
    return handle


def _routed(press: Press, heard: Heard, work: Work, now: datetime) -> Outcome:
    route = ACTIONS.get(press.action)
    if route is None or not may(route.who, heard.person, press.about, work):
        raise StaleCard("not theirs, or of a version that is gone")
    return route.flow(replace(heard, about=press.about, value=press.value), work, now)


def _said(heard: Heard, command: bool, work: Work, now: datetime) -> Outcome:
    first, _, rest = heard.text.partition(" ")
    action = COMMANDS.get((first if command else heard.text).casefold())
    if action and may(ACTIONS[action].who, heard.person, 0, work):
        return _routed(Press(action), replace(heard, text=rest.strip()), work, now)
    if not heard.person.is_here:
        return welcome.greet(heard, work, now)
    return help_flow.hear(heard, work, now)


def _is_no_news(turn: Turn, work: Work) -> bool:
    """A platform tells each time that its conversation was opened, and of everyone who leaves the tenant."""
    match turn.event:
        case Joined():
            return newcomers.is_known(turn, work)
        case Left():
            return not newcomers.is_known(turn, work)
        case _:
            return False


def _posted(
    outcome: Outcome, turn: Turn, person: Person, handle: Handle | None, work: Work, now: datetime
) -> Outcome:
    own = Message(0, f"turn:{turn.id}", (person.id,), own_room(person.id), "", now)
    if outcome.instead:
        put(work, _in_place_of(own, handle), outcome.instead, now, handle)
    if turn.aside:
        outcome = replace(outcome, show=tuple(bound(work, own, shown, now) for shown in outcome.show))
    else:
        for number, shown in enumerate(outcome.show):
            put(work, replace(own, cause=f"{own.cause}:{number}"), shown, now)
    form = _bound_form(outcome.form, person, handle, work, now)
    home = _bound_home(outcome.home, person, work, now)
    reader = work.people.get(person.id)
    return replace(outcome, form=form, home=home, locale=reader.locale, zone=reader.zone)


def _in_place_of(own: Message, pressed: Handle | None) -> Message:
    """The message that takes the pressed one's place, for everyone who reads it; else a new one."""
    if pressed is None or not pressed.message:
        return own
    return replace(own, people=pressed.readers, room=pressed.room, replaces=pressed.message)


def _bound_form(
    form: Form | None, person: Person, pressed: Handle | None, work: Work, now: datetime
) -> Form | None:
    if form is None:
        return None
    return replace(form, token=work.handles.add(handles.for_form(form, person.id, pressed, now)).token)


def _bound_home(home: Home | None, person: Person, work: Work, now: datetime) -> Home | None:
    if home is None:
        return None
    handle = handles.for_parts(home.parts, (person.id,), "", now)
    return handles.bound_home(home, work.handles.add(handle).token) if handle else home
