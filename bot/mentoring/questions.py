"""What a check-in asks, as data: `bot/words/questions.toml`, one table a question."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True)
class Question:
    """One question; its words are `questions.<key>.ask` and `questions.<key>.<option>`.

    `side` says who is asked, `light` whether it is asked after a single meeting too.
    """

    key: str
    moments: tuple[str, ...]
    side: Literal["both", "mentee", "mentor"]
    kind: Literal["scale5", "choice", "met", "next", "form"]
    options: tuple[str, ...] = ("1", "2", "3", "4", "5")
    light: bool = False


@cache
def asked(moment: str, side: str, *, one_meeting: bool = False) -> tuple[Question, ...]:
    """What one side ("mentee" or "mentor") is asked at a moment, in order."""
    return tuple(
        question
        for question in every_question()
        if moment in question.moments
        and question.side in ("both", side)
        and (question.light or not one_meeting)
    )


@cache
def every_question() -> tuple[Question, ...]:
    """Every question there is, in the file's order."""
    tables = tomllib.loads((files("bot.words") / "questions.toml").read_text("utf-8"))
    return tuple(_question(key, table) for key, table in tables.items())


def _question(key: str, table: dict[str, object]) -> Question:
    own = {name: value for name, value in table.items() if not isinstance(value, dict)}
    return Question(key, **{name: tuple(v) if isinstance(v, list) else v for name, v in own.items()})  # type: ignore[arg-type]
