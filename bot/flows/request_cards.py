"""What a mentee sees of their requests: on their way, what became of them, what waits."""

from collections.abc import Iterable

from bot.cards import Button, Card, Choices, Line, Part, Text, button, card, line
from bot.flows.names import name_of, short_name, topics, when
from bot.mentoring.days import today
from bot.mentoring.people import Person
from bot.mentoring.requests import Request, RequestState


def sent(request: Request, mentor: Person, others: tuple[Person, ...] = ()) -> Card:
    """Word that the request is on its way, and what happens next."""
    names = tuple(short_name(other) for other in others)
    return card(
        line("requests.sent", name=short_name(mentor)),
        *((line("requests.then", names=names, n=len(names)),) if others else ()),
        Text(line("requests.what_next"), "hint"),
        Choices((_withdraw(request), _mine())),
    )


def taken_back(request: Request, mentor: Person, others: int) -> Card:
    """Word that a request was taken back, and that nobody after it is asked."""
    note = (Text(line("requests.others_not_asked", n=others)),) if others else ()
    return card(
        line("requests.taken_back", name=short_name(mentor)), *note, Choices((who_else(request.need_id),))
    )


def stopped(after: Person | None) -> Card:
    """Word that nobody else is asked; the one who has a request may still answer."""
    if after is None:
        return card(line("requests.stopped"))
    return card(line("requests.stopped_after", name=short_name(after)), Choices((_mine(),)))


def not_possible(need_id: int, mentor: Person) -> Card:
    """Word that this mentor can't be asked now, and no more than that."""
    return card(line("requests.not_possible", name=short_name(mentor)), Choices((who_else(need_id),)))


def already(request: Request, mentor: Person) -> Card:
    """Word that this mentor was asked about it already."""
    once_more = (again(request, mentor),) if request.state is RequestState.NOT_NOW else ()
    verbs = (*once_more, _withdraw(request), _mine())
    return card(line("requests.already", name=short_name(mentor)), Choices(verbs))


def round_going() -> Card:
    """Word that a round of asking is under way already."""
    return card(line("requests.round_going"), Choices((_mine(),)))


def news(
    said: tuple[Part | Line, ...],
    need_id: int,
    after: tuple[Request, Person] | None,
    *,
    more: bool = False,
    verbs: tuple[Button, ...] = (),
) -> Card:
    """What became of a request, and the next step: who was asked after it, or who else fits."""
    if after is None:
        return card(*said, Choices((*verbs, who_else(need_id))))
    request, mentor = after
    stop = (button(line("requests.stop"), "requests.stop", request.id),) if more else ()
    next_one = line("requests.asked_next", name=short_name(mentor))
    return card(*said, next_one, Choices((*verbs, *stop, _mine())))


def who_else(need_id: int) -> Button:
    """See who else fits this need."""
    return button(line("requests.who_else"), "suggestions.show", need_id, primary=True)


def ask_again(request: Request, mentor: Person, asked: tuple[str, ...]) -> Card:
    """The day has come that the mentor named: ask again, or see others."""
    return card(
        line("requests.ask_again_now", name=short_name(mentor), topics=topics(asked)),
        Choices((again(request, mentor), *_others(request))),
    )


def keep_in_mind(request: Request) -> Button:
    """Be asked again on the day that the mentor named."""
    return button(line("requests.keep_in_mind"), "requests.keep_in_mind", request.id)


def kept_in_mind(request: Request, mentor: Person) -> Card:
    """Word that the day is kept, and that the mentee will be asked before anything is sent."""
    until = when(today(request.until, mentor.zone)) if request.until else line("requests.later")
    said = line("requests.kept_in_mind", name=short_name(mentor), until=until)
    return card(said, Choices(_others(request)))


def again(request: Request, mentor: Person) -> Button:
    """Ask this mentor again."""
    return button(
        line("requests.ask_again", name=short_name(mentor)), "requests.again", request.id, primary=True
    )


def _others(request: Request) -> tuple[Button, Button]:
    leave = button(line("requests.leave_it"), "requests.withdraw", request.id)
    return button(line("requests.who_else"), "suggestions.show", request.need_id), leave


def mine(rows: Iterable[tuple[Request, Person, tuple[str, ...]]]) -> Card:
    """Every request of a mentee that still waits, with the way to take it back."""
    parts = tuple(part for row in rows for part in _row(*row))
    if not parts:
        return card(line("requests.none"), Choices((button(line("requests.suggest"), "suggestions.pick"),)))
    return card(Text(line("requests.mine_title"), "title"), *parts)


def _row(request: Request, mentor: Person, asked: tuple[str, ...]) -> tuple[Part, ...]:
    moment = request.until if request.state is RequestState.NOT_NOW else request.sent_at
    dated = "" if moment or request.state is RequestState.QUEUED else "_some_day"
    on = when(today(moment, mentor.zone)) if moment else line("requests.later")
    said = line(f"requests.row.{request.state}{dated}", name=name_of(mentor), topics=topics(asked), on=on)
    return Text(said), Choices((_withdraw(request),))


def _withdraw(request: Request) -> Button:
    return button(line("requests.withdraw"), "requests.withdraw", request.id)


def _mine() -> Button:
    return button(line("requests.mine"), "requests.show")
