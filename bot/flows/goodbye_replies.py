"""After a goodbye: a thank-you or one reply, a yearly hello where both want it, the mentor's place."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Card, Choices, Line, Outcome, button, card, line
from bot.due import Due
from bot.errors import StaleCard
from bot.flows.goodbye_cards import replied_card, thanked_card
from bot.flows.goodbye_form import reply_form
from bot.flows.names import short_name
from bot.flows.need_news import tell_of_newcomer
from bot.heard import Heard
from bot.mentoring.goodbyes import Goodbye, GoodbyeEvent, GoodbyeState, moved
from bot.mentoring.mentorships import Mentorship
from bot.ports import Work
from bot.post import to_person

YEAR = timedelta(days=365)


def thank(heard: Heard, work: Work, now: datetime) -> Outcome:
    """One tap of thanks, brought to the author."""
    goodbye = _answered(work, heard.about, "", now)
    _bring(work, goodbye, thanked_card(heard.person), "thanked", now)
    return Outcome(instead=card(line("goodbyes.thanks_sent", name=_author(work, goodbye))))


def reply(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The form of the one reply; StaleCard where an answer was given."""
    goodbye = work.goodbyes.get(heard.about)
    if goodbye.state is not GoodbyeState.SENT:
        raise StaleCard("it was answered already")
    return Outcome(form=reply_form(goodbye))


def save_reply(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The one reply, brought to the author."""
    goodbye = _answered(work, heard.about, heard.word("words"), now)
    _bring(work, goodbye, replied_card(heard.person, goodbye.reply), "replied", now)
    return Outcome(instead=card(line("goodbyes.reply_sent", name=_author(work, goodbye))))


def hello(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The reader wants the yearly hello too: from now on both are reminded once a year."""
    goodbye = work.goodbyes.get(heard.about)
    if goodbye.door != "alumni" or goodbye.sent_at is None:
        raise StaleCard("no hello was offered")
    plan_hello(work, goodbye.mentorship_id, 1, goodbye.sent_at + YEAR)
    return Outcome(show=(card(line("goodbyes.hello_planned", name=_author(work, goodbye))),))


def no_hello(heard: Heard, work: Work, now: datetime) -> Outcome:
    """No further hello, for either side; nobody is told."""
    work.due.cancel(f"hello:{heard.about}:{heard.value}")
    return Outcome(instead=card(line("goodbyes.no_more_hello")))


def plan_hello(work: Work, mentorship_id: int, number: int, at: datetime) -> None:
    """Put down one yearly hello, once."""
    work.due.put(Due(0, "hello.yearly", f"hello:{mentorship_id}:{number}", at, about=mentorship_id))


def hello_card(work: Work, mentorship: Mentorship, reader_id: int, number: int) -> Card:
    """Reminds one of the two of the other, once a year."""
    name = short_name(work.people.get(mentorship.other(reader_id)))
    no_more = button(line("goodbyes.no_hello"), "goodbyes.no_hello", mentorship.id, str(number + 1))
    return card(line("goodbyes.hello_again", name=name, n=number), Choices((no_more,)))


def place(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The mentor says that the freed place is open; whoever waits for someone like them is told."""
    tell_of_newcomer(work, heard.person.id, now)
    return Outcome(instead=card(line("goodbyes.place.is_open")))


def apart(work: Work, mentorship: Mentorship) -> bool:
    """Whether one of the two has blocked the other."""
    mentee_id, mentor_id = mentorship.both
    one = work.bars.first(person_id=mentee_id, other_id=mentor_id, blocked=True)
    other = work.bars.first(person_id=mentor_id, other_id=mentee_id, blocked=True)
    return one is not None or other is not None


def _answered(work: Work, goodbye_id: int, words: str, now: datetime) -> Goodbye:
    goodbye = moved(work.goodbyes.get(goodbye_id), GoodbyeEvent.ANSWER, now)
    return work.goodbyes.save(replace(goodbye, reply=words))


def _bring(work: Work, goodbye: Goodbye, brought: Card, what: str, now: datetime) -> None:
    """To the author, as long as they are here and neither has blocked the other."""
    mentorship = work.mentorships.get(goodbye.mentorship_id)
    if work.people.get(goodbye.from_id).is_here and not apart(work, mentorship):
        to_person(work, goodbye.from_id, brought, f"goodbye:{goodbye.id}:{what}", now)


def _author(work: Work, goodbye: Goodbye) -> Line:
    return short_name(work.people.get(goodbye.from_id))
