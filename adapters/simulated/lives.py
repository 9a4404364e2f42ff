"""Where a row of each kind may come from and go to, read off the literal tables of the rules."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.mentoring import checkins, goodbyes, mentorships, needs, requests

Life = Mapping[tuple[Any, Any], Any]
States = Mapping[tuple[str, int], str]
"""The state of each row, by its kind and id."""

LIVES: Mapping[str, Life] = {
    "need": needs.LIFE,
    "request": requests.LIFE,
    "mentorship": mentorships.LIFE,
    "goodbye": goodbyes.LIFE,
    "check-in": checkins.LIFE,
}
BEGINNINGS = {
    "need": "draft", "request": "queued", "mentorship": "exploring", "goodbye": "draft", "check-in": "asked"
}  # fmt: skip


@cache
def may_go_on(kind: str) -> tuple[str, ...]:
    """The states of a kind from which its life leads elsewhere."""
    return tuple(dict.fromkeys(str(state) for (state, _), after in LIVES[kind].items() if after != state))


@cache
def reach(kind: str) -> dict[str, set[str]]:
    """The states that each state leads to, in any number of steps."""
    life = LIVES[kind]
    leads: dict[str, set[str]] = defaultdict(set)
    for (state, _), after in life.items():
        leads[str(state)].add(str(after))
    for _ in life:
        for state in list(leads):
            leads[state] |= {further for near in leads[state] for further in leads.get(near, ())}
    return leads
