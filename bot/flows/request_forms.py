"""The forms in which a mentee writes to a mentor, to the same one again, or to up to three in order."""

from collections.abc import Iterable

from bot.cards import Field, Form, Option, Pick, Press, Text, Tick, Write, line
from bot.flows.names import name_of, short_name
from bot.mentoring.people import Person
from bot.mentoring.requests import MOST_RANKED, Request

MOST_WORDS = 1_000


def first(need_id: int, mentor: Person, words: str, *, tied: bool) -> Form:
    """Write to one mentor."""
    return _to_one("requests.title", Press("requests.send", need_id, str(mentor.id)), mentor, words, tied)


def again(request: Request, mentor: Person, *, tied: bool) -> Form:
    """Ask the same mentor again; the words may have changed since."""
    return _to_one(
        "requests.again_title", Press("requests.send_again", request.id), mentor, request.words, tied
    )


def _to_one(title: str, submit: Press, mentor: Person, words: str, tied: bool) -> Form:
    fields: tuple[Field, ...] = (_words(words), *((_aware((mentor,), required=True),) if tied else ()))
    intro = (Text(line("requests.sees", name=short_name(mentor)), "hint"),)
    return Form(line(title), fields, submit, line("requests.send"), intro)


def ranked(need_id: int, mentors: Iterable[Person], words: str, tied: tuple[Person, ...]) -> Form:
    """Put up to three mentors in order."""
    named = tuple(Option(str(mentor.id), name_of(mentor)) for mentor in mentors)
    places = tuple(
        Pick(f"mentor{rank}", line(f"requests.rank.{rank}"), named, required=rank == 1)
        for rank in range(1, min(MOST_RANKED, len(named)) + 1)
    )
    fields: tuple[Field, ...] = (*places, _words(words), *((_aware(tied),) if tied else ()))
    intro = (Text(line("requests.ranked_intro"), "hint"),)
    submit = Press("requests.send_ranked", need_id)
    return Form(line("requests.ranked_title"), fields, submit, line("requests.send"), intro)


def _words(words: str) -> Write:
    hint = line("forms.no_patients")
    return Write("words", line("requests.words"), words, hint=hint, lines=5, limit=MOST_WORDS, required=True)


def _aware(mentors: Iterable[Person], *, required: bool = False) -> Tick:
    names = tuple(name_of(mentor) for mentor in mentors)
    label = line("requests.conflict", names=names, n=len(names))
    return Tick("aware", label, (Option("yes", line("requests.aware")),), required=required)
