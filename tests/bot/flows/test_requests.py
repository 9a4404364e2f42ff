"""A mentee asks one mentor, or up to three in order; each is told kindly, and may stop at any time."""

from datetime import timedelta

import pytest

from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Bar, Tie
from bot.mentoring.profiles import Availability
from bot.mentoring.queue import Waiting
from tests.bot.flows.asking import PARENTING, ask, ask_in_order, mentor, need, newest_request, state_of
from tests.bot.flows.talk import Talk, lines_of, prefilled
from tests.fakes import FakeCalendar


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad", level="pgy4", discipline="emergency_medicine")


@pytest.fixture
def roy(talk):
    return mentor(talk, "Léa Roy")


@pytest.fixture
def kim(talk):
    return mentor(talk, "Sam Kim")


@pytest.fixture
def ono(talk):
    return mentor(talk, "Yui Ono")


def test_the_words_begin_with_the_goal_and_can_be_changed(talk, amira, roy):
    row = need(talk, amira, goal="a fair contract")
    amira.says("suggestions")
    amira.presses("requests.write", row.id, str(roy.id))
    (words,) = amira.form.fields
    assert prefilled(words) == "a fair contract"
    amira.submits(words="May I ask about my contract?")
    amira.sees("requests.sent", "requests.what_next")
    roy.sees("answers.would_value", "answers.writes", "levels.pgy4", "disciplines.emergency_medicine")
    assert {
        f"answers.{name}" for name in ("accept", "not_now", "one_meeting", "redirect", "decline")
    } <= roy.actions()


def test_the_mentor_sees_only_what_the_mentee_approved(talk, amira, roy):
    row = need(talk, amira, words="canary-words", goal="canary-goal", unmatched_at=talk.now)
    need(talk, amira, PARENTING, words="canary-other", goal="canary-other-goal")
    request = ask(amira, roy, row, "Could we talk about my contract?")
    roy.presses("answers.accept", request.id)
    roy.says("home")
    read = [message.card for message in talk.work.outbox.messages if roy.id in message.people]
    assert read
    assert not [card for card in read if "canary" in card or PARENTING in card]


def test_a_mentor_is_asked_about_one_need_once(talk, amira, roy):
    row = need(talk, amira)
    amira.says("suggestions")
    for _ in range(2):
        amira.presses("requests.write", row.id, str(roy.id))
        if amira.form:
            amira.submits(words="Hello")
    amira.sees("requests.already")
    assert len(talk.work.requests.where()) == 1


@pytest.mark.parametrize("why", ["full", "paused", "gone", "barred"])
def test_who_can_no_longer_be_asked_is_not_and_the_reason_is_not_told(talk, amira, roy, why):
    row = need(talk, amira)
    amira.says("suggestions")
    profile = talk.work.profiles.of(roy.id)
    changes = {"full": {"taken": 2}, "paused": {"availability": Availability.PAUSED}}.get(why)
    if changes:
        talk.work.profiles.save(type(profile)(**{**vars(profile), **changes}))
    elif why == "gone":
        roy.leaves()
    else:
        talk.work.bars.add(Bar(0, roy.id, amira.id, blocked=True))
    amira.presses("requests.write", row.id, str(roy.id))
    amira.sees("requests.not_possible")
    assert not talk.work.requests.where()


def test_a_conflict_of_interest_is_acknowledged_before_asking_and_blocks_nobody(talk, amira, roy):
    talk.work.ties.add(Tie(0, roy.id, amira.id, "supervises"))
    row = need(talk, amira)
    amira.says("suggestions")
    amira.presses("requests.write", row.id, str(roy.id))
    assert "requests.conflict" in {line.key for line in lines_of(amira.form)}
    amira.submits(words="Hello")
    assert set(amira.errors) == {"aware"}
    assert not talk.work.requests.where()
    amira.submits(words="Hello", aware=("yes",))
    amira.sees("requests.sent")


def test_up_to_three_are_asked_one_after_another(talk, amira, roy, kim, ono):
    row = need(talk, amira)
    first, second, third = ask_in_order(amira, row, kim, roy, ono)
    amira.sees("requests.sent", "requests.then")
    assert [state_of(amira, request) for request in (first, second, third)] == ["sent", "queued", "queued"]
    roy.sees_nothing_new()
    kim.presses("answers.decline", first.id)
    amira.sees("requests.declined", "requests.asked_next")
    roy.sees("answers.would_value")
    ono.sees_nothing_new()
    roy.presses("answers.decline", second.id)
    ono.presses("answers.decline", third.id)
    assert "requests.who_else" in amira.new_keys()


def test_no_mentor_learns_of_the_others(talk, amira, roy, kim, ono):
    first, *_ = ask_in_order(amira, need(talk, amira), kim, roy, ono)
    kim.presses("answers.decline", first.id)
    for someone, others in ((kim, ("Roy", "Ono")), (roy, ("Kim", "Ono"))):
        read = [m.card for m in talk.work.outbox.messages if someone.id in m.people]
        assert read
        assert not [card for card in read for other in others if other in card]


def test_silence_moves_on_by_itself(talk, amira, roy, kim):
    first, second = ask_in_order(amira, need(talk, amira), kim, roy)
    talk.later(days=15)
    assert [state_of(amira, request) for request in (first, second)] == ["expired", "sent"]
    amira.sees("requests.expired", "requests.asked_next")
    roy.sees("answers.would_value")


def test_those_in_line_who_can_no_longer_be_asked_are_passed_over(talk, amira, roy, kim, ono):
    first, second, third = ask_in_order(amira, need(talk, amira), kim, roy, ono)
    roy.says("profile")
    roy.presses("profile.pause")
    roy.submits()
    kim.presses("answers.decline", first.id)
    assert [state_of(amira, request) for request in (second, third)] == ["withdrawn", "sent"]
    assert "answers.would_value" not in roy.new_keys()


def test_a_round_may_be_stopped_after_the_one_who_is_asked(talk, amira, roy, kim, ono):
    first, second, third = ask_in_order(amira, need(talk, amira), kim, roy, ono)
    kim.presses("answers.decline", first.id)
    amira.presses("requests.stop")
    amira.sees("requests.stopped_after")
    assert [state_of(amira, request) for request in (second, third)] == ["sent", "withdrawn"]
    roy.presses("answers.decline", second.id)
    assert state_of(amira, third) == "withdrawn"


def test_the_same_mentor_twice_is_named_at_its_place(talk, amira, roy, kim):
    row = need(talk, amira)
    amira.says("suggestions")
    amira.presses("requests.rank", row.id)
    amira.submits(mentor1=str(roy.id), mentor2=str(roy.id), words="Hello")
    assert amira.errors == {"mentor2": "requests.twice"}
    assert not talk.work.requests.where()


def test_a_conflict_in_a_ranking_is_acknowledged_only_if_that_mentor_is_chosen(talk, amira, roy, kim):
    talk.work.ties.add(Tie(0, roy.id, amira.id, "supervises"))
    row = need(talk, amira)
    amira.says("suggestions")
    amira.presses("requests.rank", row.id)
    amira.submits(mentor1=str(roy.id), words="Hello")
    assert amira.errors == {"aware": "requests.please_confirm"}
    amira.submits(mentor1=str(kim.id), words="Hello")
    amira.sees("requests.sent")


def test_a_second_round_waits_for_the_first(talk, amira, roy, kim, ono):
    row = need(talk, amira)
    ask_in_order(amira, row, kim, roy)
    amira.presses("requests.rank", row.id)
    amira.sees("requests.round_going")


def test_a_request_is_taken_back_at_any_time_and_nobody_after_it_is_asked(talk, amira, roy, kim):
    first, second = ask_in_order(amira, need(talk, amira), kim, roy)
    amira.presses("requests.withdraw", first.id)
    amira.sees("requests.taken_back", "requests.others_not_asked")
    assert [state_of(amira, request) for request in (first, second)] == ["withdrawn", "withdrawn"]
    kim.sees("answers.no_answer_needed")
    kim.presses("answers.accept", first.id)
    assert not talk.work.mentorships.where()
    assert not [m for m in talk.work.outbox.messages if roy.id in m.people]


def test_where_requests_stand_can_be_seen(talk, amira, roy, kim):
    ask_in_order(amira, need(talk, amira), kim, roy)
    amira.presses("requests.show")
    amira.sees("requests.mine_title", "requests.row.sent", "requests.row.queued")


def test_without_requests_the_way_to_suggestions_is_shown(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    amira.presses("requests.withdraw", request.id)
    ask(amira, roy, talk.work.needs.get(request.need_id))
    amira.presses("requests.withdraw", newest_request(amira, roy).id)
    assert "suggestions.show" in amira.actions()


def test_a_mentor_is_reminded_once_at_an_hour_that_is_theirs(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    talk.calendar = FakeCalendar(("CA-AB", (talk.now + timedelta(days=6)).date()))
    talk.later(days=13)
    reminders = [m for m in talk.work.outbox.messages if m.cause == f"request:{request.id}:reminded"]
    (reminder,) = reminders
    # asked on a Tuesday: five days later is a Sunday, and that Monday a holiday
    assert reminder.next_at.strftime("%A %H") == "Tuesday 14"


def test_a_request_that_finds_no_answer_ends_after_two_weeks_and_blames_nobody(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    talk.later(days=13)
    assert state_of(amira, request) == "sent"
    talk.later(days=2)
    assert state_of(amira, request) == "expired"
    amira.sees("requests.expired", "requests.who_else")
    roy.sees("answers.closed_by_time", "answers.pause_until")
    (item,) = talk.work.queue.where(kind=Waiting.EXPIRED)
    assert (item.topic, item.about) == ("career", 0)
    talk.later(days=30)
    assert len([m for m in talk.work.outbox.messages if m.cause.endswith(":expired")]) == 1


def test_an_answered_request_is_neither_reminded_of_nor_expired(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.decline", request.id)
    assert {talk.work.due.first(f"request:{request.id}:{step}").state for step in ("remind", "expire")} == {
        "skipped"
    }
    before = len(talk.work.outbox.messages)
    talk.later(days=20)
    assert len(talk.work.outbox.messages) == before


def test_a_yes_settles_the_other_requests_of_the_need(talk, amira, roy, kim, ono):
    row, other = need(talk, amira), need(talk, amira)
    one, two = ask(amira, roy, row), ask(amira, kim, row)
    elsewhere = ask(amira, ono, other)
    roy.presses("answers.accept", one.id)
    amira.sees("introductions.yes", "introductions.others_told")
    kim.sees("answers.no_answer_needed")
    assert state_of(amira, two) == "withdrawn"
    assert state_of(amira, elsewhere) == "sent"
    kim.presses("answers.accept", two.id)
    (only,) = talk.work.mentorships.where()
    assert isinstance(only, Mentorship)
    assert only.mentor_id == roy.id


def test_whoever_walks_with_the_mentee_for_a_need_is_not_asked_about_it_again(talk, amira, roy, kim):
    row = need(talk, amira)
    amira.says("suggestions")
    _, old = amira.button("requests.write", row.id, str(roy.id))
    request = ask(amira, roy, row)
    roy.presses("answers.one_meeting", request.id)
    amira.presses("needs.reopen", row.id)
    amira.presses_old(old)
    amira.sees("requests.not_possible")
    assert len(talk.work.requests.where(mentor_id=roy.id)) == 1


def test_a_need_stays_met_when_one_of_two_who_help_with_it_is_done(talk, amira, roy, kim):
    row = need(talk, amira)
    roy.presses("answers.one_meeting", ask(amira, roy, row).id)
    amira.presses("needs.reopen", row.id)
    kim.presses("answers.accept", ask(amira, kim, row).id)
    talk.later(days=65)
    assert talk.work.mentorships.first(mentor_id=roy.id).state == "ended"
    assert talk.work.needs.get(row.id).state == "met"
