"""What a mentor sees of a request: who, about what, in which words, five good answers, what follows."""

from collections.abc import Iterable
from datetime import date

from bot.cards import (
    Button,
    Card,
    Choices,
    Day,
    Field,
    Form,
    Line,
    Option,
    Pick,
    Press,
    Text,
    button,
    card,
    line,
)
from bot.flows.names import name_of, short_name, topic, topics, verbatim, when
from bot.mentoring.people import Person
from bot.mentoring.requests import Request

ANSWERS = ("accept", "not_now", "one_meeting", "redirect", "decline")
"""The five good answers, in the order of the card."""

MOST_COLLEAGUES = 100
"""How many options a picker can hold."""


def request_card(
    request: Request, mentee: Person, asked: tuple[str, ...], places: int, *, again: bool
) -> Card:
    """The request as its mentor sees it; nothing of the need but what the mentee wrote to them."""
    return card(
        *((line("answers.hello_again", name=short_name(mentee)),) if again else ()),
        line("answers.would_value", who=who(mentee), topics=topics(asked)),
        line("answers.writes", name=short_name(mentee)),
        Text(verbatim(request.words), "quote"),
        Text(line("answers.places", n=places), "hint"),
        Choices(_answers(request), line("answers.answers")),
    )


def who(person: Person) -> Line:
    """A name with level and discipline, as far as they are known."""
    level = (line(f"levels.{person.level}"),) if person.level else ()
    discipline = (line(f"disciplines.{person.discipline}"),) if person.discipline else ()
    match (*level, *discipline):
        case ():
            return name_of(person)
        case (about,):
            return line("answers.who", name=name_of(person), about=about)
        case known:
            both = line("answers.level_discipline", level=known[0], discipline=known[1])
            return line("answers.who", name=name_of(person), about=both)


def reminder(request: Request, mentee: Person, asked: tuple[str, ...]) -> Card:
    """The one reminder of a request."""
    said = line("answers.reminder", name=short_name(mentee), topics=topics(asked))
    return card(said, Choices(_answers(request), line("answers.answers")))


def no_answer_needed(mentee: Person) -> Card:
    """A request was taken back, whatever the reason."""
    return card(line("answers.no_answer_needed", name=short_name(mentee)))


def closed_by_time(mentee: Person) -> Card:
    """A request ended without an answer: no reproach, and a way to have fewer."""
    pause = button(line("answers.pause_until"), "profile.pause")
    return card(line("answers.closed_by_time", name=short_name(mentee)), Choices((pause,)))


def full(request: Request, mentee: Person) -> Card:
    """No place is left: nothing changed, and what can be done instead."""
    ways = tuple(_answer(request, name) for name in ("one_meeting", "not_now", "redirect"))
    return card(line("answers.full", name=short_name(mentee)), Choices(ways))


def thanks(key: str, request: Request, mentee: Person) -> Card:
    """Thanks for an answer, and the availability that may be set in the same step."""
    stances = (
        ("keep_open", "answers.keep_open"),
        ("limit", "profile.limited"),
        ("pause_until", "profile.pause"),
    )
    about = {"answers.keep_open": request.id}
    ways = tuple(button(line(f"answers.{name}"), action, about.get(action, 0)) for name, action in stances)
    return card(line(key, name=short_name(mentee)), line("answers.new_requests"), Choices(ways))


def not_now_kept(mentee: Person, until: date | None) -> Card:
    """Thanks for a "not now", and what follows of it."""
    if until is None:
        return card(line("answers.not_now_kept", name=short_name(mentee)))
    return card(line("answers.not_now_until_kept", name=short_name(mentee), until=when(until)))


def as_before() -> Card:
    """New requests may reach the mentor as before."""
    return card(line("answers.as_before"))


def not_now_form(request: Request, asked: tuple[str, ...]) -> Form:
    """Until when, or only for what; and what else may wait till then."""
    stances = tuple(Option(stance, line(f"answers.stance.{stance}")) for stance in ("keep", "limit", "pause"))
    parts = tuple(Option(key, topic(key)) for key in asked)
    fields: tuple[Field, ...] = (
        Day("until", line("answers.until")),
        *((Pick("only", line("answers.only"), parts),) if len(parts) > 1 else ()),
        Pick("stance", line("answers.others"), stances, "keep"),
    )
    intro = (Text(line("answers.not_now_intro"), "hint"),)
    submit = Press("answers.save_not_now", request.id)
    return Form(line("answers.not_now_title"), fields, submit, line("answers.send"), intro)


def redirect_form(request: Request, colleagues: Iterable[Person]) -> Form:
    """Whom the mentor thinks of; the mentee is shown them, and chooses."""
    named = tuple(Option(str(person.id), name_of(person)) for person in colleagues)[:MOST_COLLEAGUES]
    colleague = Pick("colleague", line("answers.colleague"), named, required=True)
    intro = (Text(line("answers.redirect_intro"), "hint"),)
    submit = Press("answers.save_redirect", request.id)
    return Form(line("answers.redirect_title"), (colleague,), submit, line("answers.send"), intro)


def nobody_to_suggest(request: Request) -> Card:
    """No colleague has a place open."""
    return card(line("answers.no_colleague"), Choices(_answers(request), line("answers.answers")))


def _answers(request: Request) -> tuple[Button, ...]:
    return tuple(_answer(request, name) for name in ANSWERS)


def _answer(request: Request, name: str) -> Button:
    return button(line(f"answers.{name}"), f"answers.{name}", request.id, primary=name == "accept")
