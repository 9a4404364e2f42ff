"""A programme of seven: three who look for mentors, three who offer, one who looks after it all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import Button, Choices, Press, card, line
from bot.mentoring.needs import Need
from bot.mentoring.people import Tie
from bot.mentoring.requests import Request
from bot.outbox import Message
from bot.packing import unpacked
from bot.post import to_person
from tests.bot.flows import asking
from tests.bot.flows.talk import Someone, Talk
from tests.fakes import FakeWork

OFFERS = ("career", "career.first_contract", "life", "life.parenting_and_leave")
NEEDED = ("career.first_contract", "life.parenting_and_leave")


@dataclass
class Village:
    """The seven, each at their own screen, with the clock that they share."""

    talk: Talk
    mentees: tuple[Someone, ...]
    mentors: tuple[Someone, ...]
    cora: Someone

    @property
    def work(self) -> FakeWork:
        return self.talk.work

    @property
    def everyone(self) -> tuple[Someone, ...]:
        return *self.mentees, *self.mentors, self.cora

    def need(self, mentee: Someone) -> Need:
        """An open need of the mentee, told from the list."""
        presses(mentee, Press("needs.choose"))
        mentee.submits(domains=("career", "life"))
        mentee.submits(challenges=NEEDED, goal="A contract that I can live with")
        return self.work.needs.where(mentee_id=mentee.id)[-1]

    def ask(self, mentee: Someone, mentor: Someone) -> Request:
        """The mentee writes to the mentor about a new need."""
        need = self.need(mentee)
        presses(mentee, Press("requests.write", need.id, str(mentor.id)))
        aware = {"aware": ("yes",)} if "aware" in {entry.name for entry in mentee.form.fields} else {}
        mentee.submits(words="Could we talk about my contract?", **aware)
        return asking.newest_request(mentee, mentor)

    def introduce(self, mentee: Someone, mentor: Someone, *, met: bool = True) -> int:
        """The two are introduced, and perhaps have met; the id of their mentorship."""
        request = self.ask(mentee, mentor)
        presses(mentor, Press("answers.accept", request.id))
        pair = self.work.mentorships.first(request_id=request.id)
        if met:
            presses(mentee, Press("introductions.met", pair.id))
            mentee.submits()
        return pair.id


def settled(talk: Talk | None = None) -> Village:
    """The seven, joined; the first mentor has one place, the second a say in the first mentee's training."""
    talk = talk or Talk()
    mentees = (
        talk.person("Amira Haddad", level="pgy2", discipline="anesthesiology"),
        talk.person("Bea Tremblay", locale="fr", zone="America/Toronto"),
        talk.person("Chen Li", courtesy="dr"),
    )
    mentors = (
        asking.mentor(talk, "Roy Gagnon", *OFFERS, capacity=1, languages=("en", "fr")),
        asking.mentor(
            talk, "Lea Roy", *OFFERS, capacity=2, languages=("en", "fr"), words="I read contracts."
        ),
        asking.mentor(talk, "Fox Nguyen", *OFFERS, capacity=2, languages=("en", "fr"), meets="evenings"),
    )
    cora = talk.person("Cora Singh", ("coordinator",))
    talk.work.ties.add(Tie(0, mentors[1].id, mentees[0].id, "supervises"))
    return Village(talk, mentees, mentors, cora)


def presses(someone: Someone, press: Press) -> None:
    """Presses a button that asks for this, on a card of their own that came a moment ago."""
    someone.presses_old(handed(someone, press)[1])


def handed(someone: Someone, press: Press, people: tuple[int, ...] = ()) -> tuple[Message, Button]:
    """A card with one such button, in the conversation of somebody: the message, and the button."""
    work, talk = someone.talk.work, someone.talk
    talk.turns += 1
    asked = Button(line("help.help"), press)
    shown = card(line("help.title"), Choices((asked,)))
    cause = f"handed:{talk.turns}"
    to_person(work, people[0] if people else someone.id, shown, cause, talk.now)
    message = next(row for row in work.messages.where() if row.cause == cause)
    return message, unpacked(message.card).parts[-1].buttons[0]
