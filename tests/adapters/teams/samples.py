"""One of every part and every field, and whole cards like those that people see."""

from dataclasses import replace
from datetime import UTC, datetime

from adapters.dates import dates
from bot import cards as core
from bot.cards import (
    Card,
    Choices,
    Divider,
    Facts,
    File,
    Form,
    Invitation,
    Line,
    Option,
    Part,
    Picture,
    Press,
    Text,
    button,
    line,
)
from bot.flows.names import topic, verbatim
from bot.words import speaker

ENGLISH = speaker("en", dates("America/Edmonton"))
FRENCH = speaker("fr", dates("America/Toronto"))
SAYS = {"en": (ENGLISH,), "fr": (FRENCH,), "both": (FRENCH, ENGLISH)}
NOON = datetime(2026, 5, 14, 18, tzinfo=UTC)

WORDS = "I have an offer in hand, and a baby due in May.\n\nCould we look at it together?"


def choices(*labels: Line, about: Line | None = None, token: str = "a-handle") -> Choices:
    """A row of buttons, each with its token."""
    row = (
        replace(button(label, "x", primary=not place), token=f"{token}.{place}")
        for place, label in enumerate(labels)
    )
    return Choices(tuple(row), about)


def scale(question: str, token: str, answered: int = 0) -> tuple[Part, ...]:
    """A question and its five answers."""
    row = choices(*(verbatim(str(n)) for n in range(1, 6)), about=verbatim(question), token=token)
    buttons = tuple(
        replace(one, style="plain", chosen=n == answered) for n, one in enumerate(row.buttons, start=1)
    )
    return Text(verbatim(question)), replace(row, buttons=buttons)


PARTS: dict[type, Part] = {
    Text: Text(topic("career")),
    Facts: Facts(((topic("career"), topic("research")),)),
    Picture: Picture("stars.svg", topic("career")),
    File: File("mine.json", "application/json", '{"é": 1}', topic("career")),
    Invitation: Invitation("u1", topic("career"), NOON, 30, topic("research"), ("amira@example.org",)),
    Choices: choices(topic("career"), topic("exams"), about=topic("research")),
    Divider: Divider(),
}
FIELDS: dict[type, core.Field] = {
    core.Write: core.Write("goal", topic("career"), "mine", topic("research"), 4, 200, True),
    core.Pick: core.Pick(
        "one", topic("career"), (Option("a", topic("exams")), Option("b,c", topic("research"))), "b,c"
    ),
    core.Tick: core.Tick(
        "some", topic("career"), (Option("a", topic("exams")), Option("50%,b", topic("jobs"))), ("50%,b",)
    ),
    core.Day: core.Day("by", topic("career"), "2026-05-14"),
    core.Attach: core.Attach("csv", topic("career"), topic("research")),
}
FORM = Form(
    topic("exams"), tuple(FIELDS.values()), Press("x"), topic("exams"), (Text(topic("jobs")),), "a-form"
)

CARDS: dict[str, Card] = {
    **{kind.__name__: Card((Text(topic("exams")), part)) for kind, part in PARTS.items()},
    "asked": Card(
        (
            Text(line("answers.new_requests"), "title"),
            Text(verbatim(WORDS), "quote"),
            Facts(((topic("career"), verbatim(WORDS)), (topic("exams"), topic("jobs")))),
            choices(*(topic(name) for name in ("career", "exams", "jobs", "research"))),
            Divider(),
            Text(line("forms.no_patients"), "hint"),
        )
    ),
    "checkin": Card(
        (
            Text(line("checkins.only_you"), "hint"),
            *scale("We can be candid", "one", 4),
            *scale("It’s helping with my first contract", "two"),
            choices(*(topic(name) for name in ("career", "exams", "jobs")), token="three"),
        )
    ),
    "many": Card((Text(topic("career")), choices(*(verbatim(f"Way {n}") for n in range(14))))),
}
