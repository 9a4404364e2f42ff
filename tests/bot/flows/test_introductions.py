"""Two who both said yes: why, an agenda, a time for both calendars, the day they met, their agreement."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cards import Facts, Invitation
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.people import Account
from bot.turns import Pressed
from tests.bot.flows.asking import ask, mentor, need
from tests.bot.flows.talk import Talk, lines_of

WORDS = "May I ask about my contract?"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad")


@pytest.fixture
def roy(talk):
    return mentor(talk, "Léa Roy")


@pytest.fixture
def introduced(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira, goal="canary-goal"), WORDS)
    roy.presses("answers.accept", request.id)
    return talk.work.mentorships.where()[0].id


def row(talk, id):
    return talk.work.mentorships.get(id)


def test_both_read_the_same_words_in_one_conversation(talk, amira, roy, introduced):
    (message,) = [m for m in talk.work.outbox.messages if m.cause == f"introduction:{introduced}"]
    assert set(message.people) == {amira.id, roy.id}
    assert message.room == f"m:{introduced}"
    assert "canary" not in message.card
    for someone in (amira, roy):
        someone.sees("introductions.hello", "introductions.wrote", "introductions.either_may_stop")
    agenda = [key for key in roy.new_keys() if key.startswith("introductions.agenda.")]
    assert len(agenda) == 5
    quoted = [
        line.blanks["text"]
        for card in roy.newest()
        for line in lines_of(card)
        if line.key == "names.verbatim"
    ]
    assert WORDS in quoted


def test_a_goal_that_was_not_written_to_the_mentor_is_not_in_the_mentorship(talk, introduced):
    assert row(talk, introduced).goal == ""


def test_a_goal_that_was_written_to_the_mentor_is(talk, amira, roy):
    request = ask(
        amira, roy, need(talk, amira, goal="a fair contract"), "I hope for a fair contract, and soon."
    )
    roy.presses("answers.accept", request.id)
    assert talk.work.mentorships.where()[0].goal == "a fair contract"


def test_where_the_two_share_no_platform_each_reads_it_in_their_own_conversation(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira), WORDS)
    account = talk.work.accounts.first(person_id=amira.id)
    talk.work.accounts.save(replace(account, reachable=False))
    talk.work.accounts.add(Account(0, amira.id, "slack", "T1", "U1", "D1"))
    roy.presses("answers.accept", request.id)
    rooms = [m.room for m in talk.work.outbox.messages if m.cause.startswith("introduction:")]
    assert sorted(rooms) == sorted([f"p:{amira.id}", f"p:{roy.id}"])


def test_a_time_is_proposed_in_ones_own_zone_with_an_invitation_for_both(talk, amira, roy, introduced):
    amira.presses("introductions.propose", introduced)
    amira.submits(day="2026-05-14", time="16:00", minutes="45", where="Room 4")
    roy.sees("introductions.proposes", "introductions.at_place")
    (invitation,) = [part for card in roy.newest() for part in card.parts if isinstance(part, Invitation)]
    assert invitation.start == datetime(2026, 5, 14, 22, 0, tzinfo=UTC)
    assert invitation.minutes == 45
    assert invitation.emails == ("amira@example.org", "léa@example.org")


def test_another_time_replaces_the_first_in_the_calendar(talk, amira, roy, introduced):
    uids = []
    for someone, day in ((amira, "2026-05-14"), (roy, "2026-05-15")):
        someone.presses("introductions.propose", introduced)
        someone.submits(day=day, time="16:00")
        uids += [part.uid for card in someone.newest() for part in card.parts if isinstance(part, Invitation)]
    assert len(uids) == 2
    assert len(set(uids)) == 1


def test_a_moment_that_has_passed_is_named_at_its_place(talk, amira, introduced):
    amira.presses("introductions.propose", introduced)
    amira.submits(day="2026-05-12", time="07:00")
    assert amira.errors == {"day": "introductions.time_past"}


def test_the_other_one_says_that_it_works(talk, amira, roy, introduced):
    amira.presses("introductions.propose", introduced)
    amira.submits(day="2026-05-14", time="16:00")
    amira.presses("introductions.works", introduced)
    amira.sees("introductions.waits")
    roy.presses("introductions.works", introduced)
    amira.sees("introductions.agreed_time")


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_either_logs_the_meeting_and_both_know(talk, amira, roy, introduced, who):
    one, other = (amira, roy) if who == "mentee" else (roy, amira)
    log(one, introduced)
    other.sees("introductions.logged")
    (meeting,) = talk.work.meetings.where()
    assert (meeting.by_id, meeting.on) == (one.id, date(2026, 5, 12))
    assert row(talk, introduced).state is MentorshipState.ACTIVE
    assert talk.work.due.first(f"t0:{introduced}:{amira.id}")


def test_a_meeting_is_logged_once_for_its_day(talk, amira, roy, introduced):
    log(amira, introduced)
    log(roy, introduced)
    roy.sees("introductions.logged_already")
    assert len(talk.work.meetings.where()) == 1


@pytest.mark.parametrize(
    ("day", "key"), [("2026-05-13", "introductions.not_yet"), ("2026-05-11", "introductions.too_early")]
)
def test_a_meeting_lies_between_the_introduction_and_today(talk, amira, introduced, day, key):
    log(amira, introduced, day)
    assert amira.errors == {"on": key}
    assert not talk.work.meetings.where()


def test_a_meeting_logged_late_does_not_turn_the_clock_back(talk, amira, introduced):
    talk.now += timedelta(days=8)
    log(amira, introduced, "2026-05-20")
    last = row(talk, introduced).last_met_at
    log(amira, introduced, "2026-05-14")
    assert row(talk, introduced).last_met_at == last
    assert len(talk.work.meetings.where()) == 2


def test_the_agreement_is_written_by_either_and_read_by_both(talk, amira, roy, introduced):
    roy.presses("introductions.agreement", introduced)
    roy.submits(
        purpose="A first contract",
        rhythm="14",
        contact="text",
        between="Nothing to the head",
        review="2026-09-01",
    )
    amira.sees(
        "introductions.agreement_title", "introductions.confidence_words", "introductions.ending_words"
    )
    agreed = row(talk, introduced)
    assert (agreed.goal, agreed.rhythm, agreed.contact) == ("A first contract", 14, "text")
    assert (agreed.agreement, agreed.review_on) == ("Nothing to the head", date(2026, 9, 1))
    amira.presses("introductions.agreement", introduced)
    amira.submits(rhythm="30")
    assert row(talk, introduced).contact == "text"
    (facts,) = [part for card in roy.newest() for part in card.parts if isinstance(part, Facts)][-1:]
    assert len(facts.rows) == 7


def test_a_day_to_look_back_is_ahead(talk, amira, introduced):
    amira.presses("introductions.agreement", introduced)
    amira.submits(review="2026-05-12")
    assert amira.errors == {"review": "introductions.review_past"}


def test_nobody_else_may_log_propose_or_agree(talk, amira, introduced):
    ben = talk.person("Ben Côté")
    for action in ("met", "propose", "agreement"):
        ref, button = amira.button(f"introductions.{action}", introduced)
        ben._acts(Pressed(button.token, ref))
        assert ben.form is None
        assert ben.newest()


def test_nothing_is_logged_once_it_has_ended(talk, amira, introduced):
    amira.presses("introductions.met", introduced)
    talk.work.mentorships.save(replace(row(talk, introduced), state=MentorshipState.ENDED))
    amira.submits()
    assert not talk.work.meetings.where()


def log(someone, mentorship_id, day=None):
    someone.presses("introductions.met", mentorship_id)
    someone.submits(**({"on": day} if day else {}))
