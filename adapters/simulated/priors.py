"""What is assumed of a programme's people: knobs to sweep, never evidence.

Shares are between 0 and 1, times in days unless the name says otherwise; the figures are those of the
programme's plan, and what it left open is this file's own choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


def _knob(default: Any, means: str) -> Any:
    return field(default=default, metadata={"help": means})


@dataclass(frozen=True)
class Priors:
    """How many people, and how likely they do what."""

    women: float = _knob(0.54, "share of women among residents and faculty")
    french: float = _knob(0.3, "share of people who speak French with the bot")
    enrol: float = _knob(0.75, "share of residents who join")
    opt_in: float = _knob(0.7, "share of faculty who offer to mentor")
    places: float = _knob(2.0, "mean number of places that a mentor offers, of 0 to 5")
    domains: int = _knob(3, "the most domains that a mentor offers")
    needs: float = _knob(1.2, "mean number of needs beyond the first, for each resident (Poisson)")
    accept: float = _knob(0.68, "share of requests that a mentor accepts")
    decline: float = _knob(
        0.14, "share that a mentor declines, puts off, redirects or answers with one meeting"
    )
    reply_days: float = _knob(3.0, "median time until a mentor replies (log-normal)")
    rank: float = _knob(0.2, "share of lists from which a mentee ranks several mentors")
    met: float = _knob(0.78, "share of the introduced who meet within 30 days")
    meets_late: float = _knob(0.3, "share of the others who meet later")
    logs: float = _knob(0.8, "share of meetings that one of the two logs")
    mutual_spark: float = _knob(0.5, "share of pairs in which both find it worth while")
    one_sided_spark: float = _knob(0.25, "share of pairs in which one of them does")
    enduring: float = _knob(0.5, "share of mutual pairs that last beyond a task")
    enduring_months: float = _knob(14.0, "median length of those, in months")
    goal_reached: float = _knob(0.35, "share of endings because the goal was reached")
    moved_on: float = _knob(0.20, "share of endings because somebody moved on")
    circumstances: float = _knob(0.12, "share of endings because of circumstances")
    drift: float = _knob(0.08, "share of endings by drifting apart")
    pauses: float = _knob(0.08, "share of pairs that pause for some weeks on their way")
    silent: float = _knob(0.05, "share of goodbyes without a note")
    both_at_once: float = _knob(0.03, "share of goodbyes that cross")
    mentee_answers: float = _knob(0.60, "share of check-ins that a mentee answers at first")
    mentee_answers_later: float = _knob(0.40, "the same, at the end")
    mentor_answers: float = _knob(0.50, "share of check-ins that a mentor answers at first")
    mentor_answers_later: float = _knob(0.35, "the same, at the end")
    keep_going: float = _knob(0.75, "share of sparks that keep going at a check-in")
    on_leave: float = _knob(0.08, "share of mentors who close their profile for a leave")
    on_call: float = _knob(0.2, "share of people who tell of days on call or snooze")
    felt_wrong: float = _knob(0.01, "share of people to whom something feels wrong once")
    forgotten: float = _knob(0.01, "share of people who ask to be forgotten")
    chatty: float = _knob(0.15, "share of people who type something that means nothing to the bot")
    july_surge: float = _knob(2.5, "how many times as many needs arise in July (1: no surge)")
    match_season: float = _knob(
        3.0, "how many times as many needs about jobs arise from November to February (1: none)"
    )
    star: float = _knob(10.0, "how many times as often one mentor is asked (1: no star)")
    domain_without_mentor: str = _knob("procedures", "a domain that nobody offers (empty: none)")
    retirements: float = _knob(0.03, "share of mentors who leave after two thirds of the time")
    funding_cut: float = _knob(0.2, "share of mentors who lose places at half-time")
    unforeseen_theme: float = _knob(
        0.04, "share of needs, in the second half, about something nobody foresaw"
    )


LEVELS: Mapping[str, float] = {"pgy1": 27, "pgy2": 25, "pgy3": 18, "pgy4": 15, "pgy5": 15}
"""How residents are spread over their years, in percent."""

DEMAND: Mapping[str, float] = {
    "career": 18, "jobs": 15, "research": 15, "life": 12, "clinical": 9, "exams": 8, "teaching": 5,
    "leadership": 5, "networking": 5, "identity": 4, "procedures": 3,
}  # fmt: skip
"""What needs are about, in percent."""

OFFER: Mapping[str, float] = {
    "career": 22, "jobs": 9, "research": 17, "life": 6, "clinical": 16, "exams": 5, "teaching": 11,
    "leadership": 6, "networking": 3, "identity": 2, "procedures": 3,
}  # fmt: skip
"""What mentors offer, in percent."""

QUIET = Priors(
    july_surge=1,
    match_season=1,
    star=1,
    domain_without_mentor="",
    retirements=0,
    funding_cut=0,
    unforeseen_theme=0,
)
"""The same people in a year in which nothing is injected."""


def knobs() -> dict[str, tuple[Any, str]]:
    """Every knob: its default, and what it means."""
    return {knob.name: (knob.default, knob.metadata["help"]) for knob in fields(Priors)}
