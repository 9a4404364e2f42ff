"""Fills a form as somebody might: from a random source, with words that can be found again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.cards import Attach, Day, Field, Form, Pick, Tick, Write
from bot.turns import FieldValue

AHEAD = (-400, 0, 0, 1, 8, 20, 20, 45, 120, 500)
"""Days from now that a date field is given."""

NAMES = ("Amira Haddad", "Léa Roy", "Jo", "Marie-Ève de la Chevrotière")
ROSTERS = (
    "",
    "email,name\namira@example.org,Amira Haddad\nnew@example.org,New Person\nbad,row\n",
    "email,name,status,supervisors\nroy@example.org,Roy Gagnon,left,\nbea@example.org,Bea,,lea@example.org\n",
)
CANARY = re.compile(r"zq(\d+)n(\d+)z")


@dataclass
class Canaries:
    """Words that name their author, and the place where they were typed."""

    typed: dict[int, tuple[int, str]] = field(default_factory=dict)

    def word(self, author: int, action: str) -> str:
        """Words that nobody typed before."""
        number = len(self.typed) + 1
        self.typed[number] = (author, action)
        return f"zq{author}n{number}z"

    def found(self, text: str) -> set[tuple[int, str, str]]:
        """The canaries in a text: the author, the action with which it was typed, the words."""
        numbers = {int(hit[2]): hit[0] for hit in CANARY.finditer(text)}
        return {(*self.typed[number], word) for number, word in numbers.items()}


def filled(
    form: Form, by: Random, now: datetime, author: int, canaries: Canaries
) -> Mapping[str, FieldValue]:
    """What somebody sends with this form."""
    return {entry.name: _value(entry, form, by, now, author, canaries) for entry in form.fields}


def _value(
    entry: Field, form: Form, by: Random, now: datetime, author: int, canaries: Canaries
) -> FieldValue:
    match entry:
        case Write("name", required=True) if form.submit.action != "home.add_companion":
            return by.choice(NAMES)
        case Write("busy"):
            return by.choice(("", "2026-06-01..2026-06-05", f"{now:%Y-%m-%d}", "soon"))
        case Write(value=before, required=required):
            options = [before, canaries.word(author, form.submit.action), *([] if required else [""])]
            return by.choice(options)
        case Day(value=before):
            return before if by.random() < 0.3 else f"{now + timedelta(days=by.choice(AHEAD)):%Y-%m-%d}"
        case Pick(options=options, value=before, required=required):
            values = [option.value for option in options] + ([] if required else [""])
            return before if before and by.random() < 0.5 else by.choice(values)
        case Tick(options=options, limit=limit, required=required):
            values = [option.value for option in options]
            return tuple(by.sample(values, by.randint(int(required), min(limit, len(values)))))
        case Attach():
            return by.choice(ROSTERS)
