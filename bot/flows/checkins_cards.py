"""A check-in as a card: drawn from its answers alone, so that each tap draws the same card again."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from bot.cards import Button, Card, Choices, Divider, Line, Part, Press, Text, button, card, line
from bot.flows.names import short_name, topics, verbatim
from bot.mentoring.checkins import CheckIn, CheckInState, Moment
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.questions import Question, asked
from bot.ports import Work

SNOOZED_FOR = "7"
ACTIONS = {"next": "checkins.choose", "form": "checkins.unexpected"}
"""Which action a question's button asks for, where it is not a plain answer."""


def checkin_card(work: Work, checkins: Sequence[CheckIn]) -> Card:
    """What one person is asked now: every mentorship in turn, answers given so far marked."""
    parts: list[Part] = [Text(line("checkins.only_you"), "hint")]
    for number, checkin in enumerate(checkins):
        parts += [Divider()] if number else []
        parts += _about(work, checkin, work.mentorships.get(checkin.mentorship_id))
    return card(*parts, *_closing(work, checkins))


def questions_of(work: Work, checkin: CheckIn) -> tuple[Question, ...]:
    """What this check-in asks."""
    mentorship = work.mentorships.get(checkin.mentorship_id)
    side = "mentee" if checkin.person_id == mentorship.mentee_id else "mentor"
    return asked(checkin.moment, side, one_meeting=mentorship.one_meeting)


def _about(work: Work, checkin: CheckIn, mentorship: Mentorship) -> Iterator[Part]:
    name = short_name(work.people.get(mentorship.other(checkin.person_id)))
    need = verbatim(mentorship.goal) if mentorship.goal else topics(mentorship.topics)
    yield Text(_title(checkin, mentorship, name), "title")
    questions = questions_of(work, checkin)
    if any(question.kind == "scale5" for question in questions):
        yield Text(line("checkins.scale_means"), "hint")
    for question in questions:
        ask = line(f"questions.{question.key}.ask", name=name, need=need)
        yield Text(ask)
        yield Choices(tuple(_buttons(question, checkin)), label=ask)
        yield from _after(work, question.key, checkin, name)


def _title(checkin: CheckIn, mentorship: Mentorship, name: Line) -> Line:
    days = (checkin.asked_at - (mentorship.met_at or checkin.asked_at)).days
    long = days // 30 if checkin.moment is Moment.QUARTERLY else days // 7
    return line(f"checkins.title.{checkin.moment}", name=name, n=max(long, 1))


def _buttons(question: Question, checkin: CheckIn) -> Iterator[Button]:
    if question.kind == "met":
        yes = line(f"questions.{question.key}.yes")
        yield button(yes, "introductions.met", checkin.mentorship_id, primary=True)
    for option in question.options:
        yield _button(question, option, checkin)


def _button(question: Question, option: str, checkin: CheckIn) -> Button:
    label, action, value = _choice(question, option)
    given = checkin.answers.get(question.key)
    chosen = given == option or (question.kind == "form" and given is not None)
    return Button(label, Press(action, checkin.id, value), chosen=chosen)


@cache
def _choice(question: Question, option: str) -> tuple[Line, str, str]:
    """What one of a question's buttons says, what it asks for, and with which value."""
    key, action = question.key, ACTIONS.get(question.kind, "checkins.answer")
    if question.kind == "scale5":
        return line("checkins.scale", number=option), action, f"{key}:{option}"
    value = option if question.kind in ACTIONS else f"{key}:{option}"
    return line(f"questions.{key}.{option}"), action, value


def _after(work: Work, question: str, checkin: CheckIn, name: Line) -> Iterator[Part]:
    """What is said, to the author only, after some answers."""
    match question, checkin.answers.get(question):
        case "from_here", "unsure":
            yield from _to_think_over(work, checkin)
        case "from_here", str(choice):
            yield Text(line(f"checkins.{choice}", name=name), "hint")
        case "met", "not_yet":
            yield Text(line("checkins.not_yet"), "hint")
            propose = line("checkins.propose")
            yield Choices((button(propose, "introductions.propose", checkin.mentorship_id),))
        case (("worth" | "met"), "not_this_time"):
            yield Text(line("checkins.graceful", name=name))
            kindly = line("checkins.close_kindly")
            yield Choices((button(kindly, "goodbyes.start", checkin.mentorship_id),))
        case _:
            pass


def _to_think_over(work: Work, checkin: CheckIn) -> Iterator[Part]:
    for key in ("unsure", "unsure_one", "unsure_two", "unsure_three"):
        yield Text(line(f"checkins.{key}"))
    if work.programme.human:
        yield Text(line("checkins.human", human=work.programme.human))
    yield Choices((button(line("checkins.wrong"), "privacy.wrong", checkin.mentorship_id),))


def _closing(work: Work, checkins: Sequence[CheckIn]) -> Iterator[Part]:
    unanswered = [
        question
        for checkin in checkins
        for question in questions_of(work, checkin)
        if question.key not in checkin.answers
    ]
    if not unanswered:
        yield Text(line("checkins.all_answered"), "hint")
    elif any(checkin.state is CheckInState.ASKED for checkin in checkins):
        first = checkins[0].id
        snooze = button(line("checkins.snooze"), "checkins.snooze", first, SNOOZED_FOR)
        yield Choices((button(line("checkins.skip"), "checkins.skip", first), snooze))


def snoozed_card(until: date) -> Card:
    """What takes the place of a check-in that was put off until after a day."""
    return card(line("checkins.snoozed", when=until))
