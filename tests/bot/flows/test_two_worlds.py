"""Two worlds that differ only in private answers look the same to the other side."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

import pytest

from bot import nudges
from bot.cards import Button, buttons_of
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.questions import every_question
from bot.packing import unpacked
from bot.turns import Pressed
from tests.bot.flows.pair import Pair, introduced
from tests.bot.flows.talk import Someone

SEEDS = 500
BATCHES = 10
RATINGS: Mapping[str, Sequence[str]] = {
    question.key: question.options
    for question in every_question()
    if question.kind in ("scale5", "choice", "met", "next")
}
"""What one side answers for itself; "from here" too, for a choice of one side stays with it."""

OWN = {key: options for key, options in RATINGS.items() if key != "from_here"}

TOKEN = re.compile(r'"token":"[^"]*"')
Trace = list[tuple[str, str, str]]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_other_side_sees_the_same_at_the_same_time_in_the_same_order(batch: int) -> None:
    for seed in range(batch, SEEDS, BATCHES):
        one, other = (lived(Random(seed), Random(f"{seed} {world}")) for world in ("one", "other"))
        assert one == other, f"seed {seed}"


def test_the_two_worlds_do_differ_and_much_is_shown() -> None:
    worlds = [introduced() for _ in range(2)]
    traces = [lived(Random(7), Random(world), pair) for world, pair in enumerate(worlds)]
    answers = [[row.answers for row in pair.checkins(pair.amira)] for pair in worlds]
    assert answers[0] != answers[1]
    assert sum(map(len, answers[0])) > 3
    assert len(traces[0]) > 5


def test_a_choice_that_both_make_does_show() -> None:
    pairs = [introduced() for _ in range(2)]
    for pair, choices in zip(pairs, (("keep", "keep"), ("unsure", "keep")), strict=True):
        pair.later(days=36)
        for someone, choice in zip((pair.amira, pair.roy), choices, strict=True):
            someone.presses("checkins.choose", value=choice)
    assert trace(pairs[0]) != trace(pairs[1])


def lived(shared: Random, private: Random, pair: Pair | None = None) -> Trace:
    """What Roy was shown in some months: `shared` is what both worlds have, `private` Amira's answers."""
    pair = pair or introduced()
    end = pair.talk.now + timedelta(hours=shared.randrange(24))
    for stretch in range(1, 6):
        end += timedelta(days=shared.choice((3, 16, 31, 47)))
        pass_until(pair, end)
        if shared.random() < 0.4 and pair.now.state is MentorshipState.ACTIVE:
            pair.meet()
        answer(pair.amira, RATINGS, private, 0.6)
        pair.talk.now, pair.talk.turns = end + timedelta(minutes=10), stretch * 1000
        answer(pair.roy, OWN, shared, 0.2)
        pair.talk.now = end + timedelta(minutes=20)
    return trace(pair)


def pass_until(pair: Pair, end: datetime) -> None:
    """Time passes, straight from one due row to the next."""
    talk = pair.talk
    while rows := [row.next_at for row in talk.work.due.rows.where(state="open") if row.next_at <= end]:
        talk.now = max(talk.now, min(rows))
        nudges.put_due_in_outbox(talk.work, talk.now, talk.calendar)
    talk.now = end


def answer(someone: Someone, ratings: Mapping[str, Sequence[str]], by: Random, often: float) -> None:
    """Answers some of what was asked last, each by the card as it stood."""
    on_screen = buttons(someone)
    for key, options in ratings.items():
        given = by.choice(options)
        found = on_screen.get(given if key == "from_here" else f"{key}:{given}")
        if by.random() < often and found:
            stands = str(len(someone.talk.work.outbox.messages))  # each is sent before the next one is given
            someone._acts(Pressed(found.token, stands))


def buttons(someone: Someone) -> dict[str, Button]:
    """The buttons of the newest check-in that somebody was sent, by their value."""
    sent = [row for row in someone.talk.work.outbox.messages if row.room == f"p:{someone.id}"]
    cards = [row.card for row in sent if row.cause.startswith("checkin:")]
    return {button.press.value: button for button in buttons_of(unpacked(cards[-1]).parts)} if cards else {}


def trace(pair: Pair) -> Trace:
    """Everything that Roy was shown: when, why, and the whole card but for its random tokens."""
    return [
        (row.next_at.isoformat(), row.cause, TOKEN.sub("", row.card))
        for row in pair.talk.work.outbox.messages
        if pair.roy.id in row.people
    ]
