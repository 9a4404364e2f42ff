"""What a coordinator sees: groups, never anyone; and the pause of everything."""

from datetime import timedelta

import pytest

from bot.due import Due
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Role
from bot.mentoring.queue import QueueItem, Waiting
from bot.packing import unpacked
from bot.words import plain, speaker
from tests.bot.flows.talk import Talk


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def sam(talk):
    return talk.person("Sam Okafor", (Role.COORDINATOR,))


def prose(talk):
    say = speaker("en", lambda day, locale: str(day))
    card = unpacked(talk.work.outbox.messages[-1].card)
    return "\n".join(
        plain(say(name)) + "=" + plain(say(value))
        for part in card.parts
        if hasattr(part, "rows")
        for name, value in part.rows
    )


def test_the_status_counts_groups_and_leaves_small_ones_unsaid(talk, sam):
    for number in range(6):
        talk.person(f"R{number} Resident")
    for topics, count in ((("career.first_contract",), 5), (("exams.study_plan",), 2)):
        for _ in range(count):
            talk.work.needs.add(Need(0, 2, topics, state=NeedState.OPEN))
    sam.says("/mentor status")

    said = prose(talk)
    assert "People=7" in said
    assert "Career direction=wanted: 5; mentors with a place: 0" in said
    assert "wanted: fewer than 5" in said


def test_the_queue_is_empty_and_says_so(sam):
    sam.says("/mentor queue")
    sam.sees("queue.empty")


@pytest.mark.parametrize("kind", Waiting)
def test_each_kind_of_item_is_said_and_can_be_settled(talk, sam, kind):
    talk.work.queue.add(QueueItem(0, kind, sam.id, "career.first_contract", talk.now))
    sam.says("/mentor queue")
    sam.sees(f"queue.{kind}")
    sam.presses("queue.settle")
    sam.sees("queue.empty")


def test_an_unmatched_need_never_tells_whose_it_is(talk, sam):
    amira = talk.person("Amira Haddad")
    need = talk.work.needs.add(Need(0, amira.id, ("procedures.ultrasound",), words="my own words"))
    talk.work.queue.add(QueueItem(0, Waiting.UNMATCHED, need.id, "procedures.ultrasound", talk.now))
    sam.says("/mentor queue")

    card = talk.work.outbox.messages[-1].card
    assert "Amira" not in card
    assert "my own words" not in card


def test_while_everything_is_paused_nothing_falls_due_and_then_it_does(talk, sam):
    sam.says("/mentor pause-all")
    sam.presses("queue.pause_all")
    talk.work.due.put(Due(0, "no such kind", "a cause", talk.now + timedelta(hours=1)))
    talk.later(days=2)
    assert talk.work.due.first("a cause").attempts == 0

    sam.says("/mentor pause-all")
    sam.presses("queue.resume_all")
    talk.later(hours=2)
    assert talk.work.due.first("a cause").attempts > 0


def test_a_due_row_whose_rule_raises_is_tried_again_and_then_waits_for_the_coordinator(talk, sam):
    talk.work.due.put(Due(0, "no such kind", "poison", talk.now))
    talk.later(days=1)

    assert talk.work.due.first("poison").state == "stuck"
    assert [item.kind for item in talk.work.queue.where()] == [Waiting.STUCK]


def test_nothing_to_nudge_is_said(sam):
    sam.says("/mentor nudge")
    sam.sees("queue.nobody_to_nudge")


@pytest.mark.parametrize("command", ["status", "queue", "nudge", "pause-all", "import"])
def test_the_commands_of_coordinators_mean_nothing_to_others(talk, command):
    amira = talk.person("Amira Haddad")
    amira.says(f"/mentor {command}")

    assert not any(key.startswith(("queue.", "roster.")) for key in amira.new_keys())
