"""What two who were introduced read together: why, an agenda, a time, their agreement."""

from datetime import date, datetime

from bot.cards import Card, Choices, Facts, Invitation, Line, Part, Text, button, card, line
from bot.flows.mentorships_proposal import rhythm
from bot.flows.names import name_of, short_name, topics, verbatim, when
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Person

AGENDA = ("where_each_is", "good", "one_thing", "how_often", "look_back")
"""The five lines of a first half hour."""


def introduction(mentorship: Mentorship, mentee: Person, mentor: Person, words: str) -> Card:
    """Why these two are here, in the words that the mentee wrote to the mentor, and how to begin."""
    key = "introductions.hello_once" if mentorship.one_meeting else "introductions.hello"
    quoted = (Text(line("introductions.wrote", name=short_name(mentee))), Text(verbatim(words), "quote"))
    agenda = {item: line(f"introductions.agenda.{item}", n=n) for n, item in enumerate(AGENDA, start=1)}
    names = {"mentee": short_name(mentee), "mentor": short_name(mentor)}
    return card(
        line(key, topics=topics(mentorship.topics), **names),
        *(quoted if words else ()),
        line("introductions.first_half_hour", **agenda),
        Text(line("introductions.either_may_stop"), "hint"),
        _verbs(mentorship, "propose", "met", "agreement"),
    )


def apart(shown: Card, other: Person) -> Card:
    """The introduction for one of two who have no conversation in common: how to reach the other."""
    key = "introductions.reach" if other.email else "introductions.reach_here"
    *parts, verbs = shown.parts
    return Card((*parts, Text(line(key, name=short_name(other), email=other.email)), verbs))


def said_yes(mentorship: Mentorship, mentor: Person, others: int, *, together: bool) -> Card:
    """Word to the mentee that the mentor said yes, and where the two can talk."""
    once = "_once" if mentorship.one_meeting else ""
    key = f"introductions.yes{once}" if together or once else "introductions.yes_apart"
    note = (Text(line("introductions.others_told", n=others), "hint"),) if others else ()
    reopen = button(line("introductions.keep_looking"), "needs.reopen", mentorship.need_id)
    look = (Choices((reopen,)),) if mentorship.one_meeting else ()
    return card(line(key, name=name_of(mentor)), *note, *look)


def proposed_time(
    mentorship: Mentorship, proposer: Person, other: Person, start: datetime, minutes: int, where: str
) -> Card:
    """A time that one of them proposes, with the invitation for both calendars."""
    emails = tuple(person.email for person in (proposer, other) if person.email)
    title = line("introductions.invitation", one=name_of(proposer), other=name_of(other))
    invitation = Invitation(
        f"mentorship-{mentorship.id}", title, start, minutes, line("introductions.add_to_calendar"), emails
    )
    proposal = line("introductions.proposes", name=short_name(proposer), start=start, n=minutes)
    place: tuple[Part, ...] = (Text(line("introductions.at_place", where=where)),) if where else ()
    works = button(
        line("introductions.works"),
        "introductions.works",
        mentorship.id,
        f"{proposer.id} {start.isoformat()}",
    )
    others = _verbs(mentorship, "another_time", "met").buttons
    return card(proposal, *place, invitation, Choices((works, *others)))


def waits_for_other(other: Person) -> Card:
    """Word to the proposer that the other one's answer is still to come."""
    return card(line("introductions.waits", name=short_name(other)))


def agreed_time(by: Person, start: datetime) -> Card:
    """The time suits the other one too."""
    return card(line("introductions.agreed_time", name=short_name(by), start=start))


def logged(mentorship: Mentorship, day: date) -> Card:
    """A meeting was logged."""
    return card(line("introductions.logged", on=when(day)), _verbs(mentorship, "propose_next", "agreement"))


def logged_already(day: date) -> Card:
    """The meeting of that day is in the log already."""
    return card(line("introductions.logged_already", on=when(day)))


def agreement(mentorship: Mentorship, by: Person) -> Card:
    """What the two agreed, as one of them just wrote it."""
    return card(
        Text(line("introductions.agreement_title"), "title"),
        line("introductions.agreement_by", name=short_name(by)),
        Facts(tuple(_agreed(mentorship))),
        _verbs(mentorship, "propose", "change_agreement"),
    )


def _agreed(mentorship: Mentorship) -> list[tuple[Line, Line]]:
    written = (("purpose", mentorship.goal), ("contact", mentorship.contact))
    rows = {name: verbatim(text) for name, text in written if text}
    rows["rhythm"] = rhythm(mentorship.rhythm)
    rows["confidence"] = line("introductions.confidence_words")
    if mentorship.agreement:
        rows["between"] = verbatim(mentorship.agreement)
    if mentorship.review_on:
        rows["review"] = when(mentorship.review_on)
    rows["ending"] = line("introductions.ending_words")
    order = ("purpose", "rhythm", "contact", "confidence", "between", "review", "ending")
    return [(line(f"introductions.{name}"), rows[name]) for name in order if name in rows]


_ACTIONS = {"another_time": "propose", "propose_next": "propose", "change_agreement": "agreement"}


def _verbs(mentorship: Mentorship, *names: str) -> Choices:
    return Choices(
        tuple(
            button(
                line(f"introductions.{name}"),
                f"introductions.{_ACTIONS.get(name, name)}",
                mentorship.id,
                primary=place == 0,
            )
            for place, name in enumerate(names)
        )
    )
