"""How simulated people answer a check-in: by what the pair is to them, in taps, or not at all."""

from collections.abc import Iterator
from datetime import timedelta

from adapters.simulated import partings
from adapters.simulated.acts import Filled, Fills, Presses
from adapters.simulated.bonds import Bond
from adapters.simulated.habits import Habits, Moment, within_days
from bot.cards import Button, Choices, Line, Text

RATINGS = ("candid", "helps", "offer", "gain")
"""The questions answered on a scale: their answers may change nothing that anybody else sees."""

SPREAD = {
    "worth": {
        True: {"yes": 85, "unsure": 12, "not_this_time": 3},
        False: {"yes": 25, "unsure": 50, "not_this_time": 25},
    },
    "next_step": {True: {"yes": 75, "not_yet": 25}, False: {"yes": 35, "not_yet": 65}},
    "progress": {
        True: {"none": 5, "some": 40, "most": 30, "done": 15, "changed": 10},
        False: {"none": 40, "some": 40, "most": 10, "done": 2, "changed": 8},
    },
    "needs_changed": {True: {"no": 75, "yes": 25}, False: {"no": 60, "yes": 40}},
    "met": {True: {"not_yet": 100}, False: {"not_yet": 80, "not_this_time": 20}},
}
"""How the other questions are answered, with and without a spark."""

SECONDS = 6
"""Between two taps."""


def _checkin(moment: Moment) -> None:
    """Answers what is asked about each pair in turn, or skips, puts off, or leaves it."""
    if not moment.first_time("checkin", _occasion(moment)):
        return
    if not moment.chance(_response(moment)):
        drawn = moment.rng.random()
        if drawn < 0.05:
            moment.press(within_days(moment, 1), "checkins.skip")
        elif drawn < 0.1:
            moment.press(within_days(moment, 1), "checkins.snooze")
            moment.me.seen.discard(("checkin", _occasion(moment)))
        return
    when, tap = within_days(moment, 0.7, most=10), 0
    bond: Bond | None = None
    for part in moment.seen.card.parts:
        if isinstance(part, Text) and part.style == "title":
            bond = _named(moment, part.line)
        elif isinstance(part, Choices) and bond and (act := _tap(moment, part.buttons, bond)):
            moment.mean(when + timedelta(seconds=SECONDS * tap), act)
            tap += 1


def _occasion(moment: Moment) -> int:
    """The first check-in on the card: the card is drawn anew with each tap."""
    return min(
        button.press.about for button in _buttons(moment) if button.press.action.startswith("checkins.")
    )


def _buttons(moment: Moment) -> Iterator[Button]:
    for part in moment.seen.card.parts:
        if isinstance(part, Choices):
            yield from part.buttons


def _response(moment: Moment) -> float:
    """How likely an answer is: it wanes over the time."""
    town, priors = moment.town, moment.town.priors
    passed = (town.now - town.start) / (town.end - town.start)
    ends = (priors.mentee_answers, priors.mentee_answers_later)
    if moment.me.is_mentor:
        ends = (priors.mentor_answers, priors.mentor_answers_later)
    return ends[0] + (ends[1] - ends[0]) * passed


def _named(moment: Moment, title: Line) -> Bond | None:
    """The pair that a title names: "Six weeks with Dr. Roy"."""
    name = title.blanks.get("name")
    said = name.blanks.get("name") if isinstance(name, Line) else None
    bonds = moment.town.bonds_of(moment.me)
    return next((bond for bond in bonds if said in bond.other(moment.me).name.split(" ")), None)


def _tap(moment: Moment, row: tuple[Button, ...], bond: Bond) -> Presses | None:
    """The one tap for a row of the card."""
    press = row[0].press
    question = row[-1].press.value.partition(":")[0]
    if any(button.chosen for button in row) or press.action in (
        "checkins.skip",
        "goodbyes.start",
        "privacy.wrong",
    ):
        return None
    spark = bond.sparks_for(moment.me)
    if press.action == "checkins.choose":
        choice = _from_here(moment, spark)
        bond.closing = bond.closing or choice == "move_on"
        return Presses("checkins.choose", press.about, choice, _next(moment, bond))
    if press.action == "checkins.unexpected":
        words = moment.town.secret(moment.me, moment.town.phrase(moment.me, "unexpected"))
        fills: Filled = {"words": words, "consent": moment.rng.choice(["yes", "no"])}
        told = Presses("checkins.unexpected", press.about, "", {"checkins.save_unexpected": fills})
        return told if moment.chance(0.25) else None
    if question in RATINGS:
        return Presses("checkins.answer", press.about, f"{question}:{_rated(moment, spark)}")
    if question not in SPREAD:
        return None
    answers = SPREAD[question][spark]
    given = moment.rng.choices(list(answers), list(answers.values()))[0]
    return Presses("checkins.answer", row[-1].press.about, f"{question}:{given}")


def _rated(moment: Moment, spark: bool) -> int:
    return min(5, max(1, round(moment.town.ratings.gauss(4.2 if spark else 2.4, 0.9))))


def _from_here(moment: Moment, spark: bool) -> str:
    """Keeps going where it sparks; else hesitates, or moves on."""
    if not spark:
        return moment.rng.choices(["keep", "reset", "pause", "move_on", "unsure"], [25, 15, 8, 22, 30])[0]
    rest = (1 - moment.town.priors.keep_going) / 3
    kinds = ["keep", "reset", "pause", "unsure"]
    return moment.rng.choices(kinds, [moment.town.priors.keep_going, rest, rest, rest])[0]


def _next(moment: Moment, bond: Bond) -> Fills:
    """What is filled into the form that a choice opens."""
    adjusted: Fills = {"mentorships.save_adjust": {"rhythm": moment.rng.choice(["7", "14", "60", "90"])}}
    return {**adjusted, **partings.pause(moment), **partings.note(moment.town, moment.me, bond)}


HABITS: Habits = {"checkins.answer": _checkin, "checkins.choose": _checkin}
