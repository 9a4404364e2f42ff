"""A mentor's five answers, each a good one; places hold; the mentee is told kindly what follows."""

from datetime import timedelta

import pytest

from bot.cards import Pick
from bot.mentoring.mentorships import MentorshipState
from bot.mentoring.needs import NeedState
from bot.mentoring.people import Bar
from bot.mentoring.profiles import Availability
from bot.turns import Pressed
from tests.bot.flows.asking import (
    CONTRACT,
    PARENTING,
    ask,
    ask_in_order,
    mentor,
    need,
    newest_request,
    state_of,
)
from tests.bot.flows.talk import Talk

WORDS = "May I ask about my contract?"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad")


@pytest.fixture
def roy(talk):
    return mentor(talk, "Léa Roy", capacity=1)


@pytest.fixture
def kim(talk):
    return mentor(talk, "Sam Kim")


def test_yes_takes_a_place_meets_the_need_and_introduces_the_two(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira), WORDS)
    roy.presses("answers.accept", request.id)
    roy.sees("answers.accepted", "introductions.hello", "answers.new_requests")
    amira.sees("introductions.yes", "introductions.hello")
    (mentorship,) = talk.work.mentorships.where()
    assert mentorship.state is MentorshipState.EXPLORING
    assert mentorship.holds
    assert talk.work.profiles.of(roy.id).taken == 1
    assert talk.work.needs.get(request.need_id).state is NeedState.MET
    assert state_of(amira, request) == "accepted"


def test_the_last_place_goes_to_one_and_the_other_changes_nothing(talk, amira, roy):
    ben = talk.person("Ben Côté")
    first, second = ask(amira, roy, need(talk, amira)), ask(ben, roy, need(talk, ben))
    roy.presses("answers.accept", first.id)
    roy.presses("answers.accept", second.id)
    roy.sees("answers.full")
    assert len(talk.work.mentorships.where()) == 1
    assert talk.work.profiles.of(roy.id).taken == 1
    assert state_of(ben, second) == "sent"
    assert talk.work.needs.get(second.need_id).state is NeedState.OPEN
    ben.sees("requests.sent")
    roy.presses("answers.one_meeting", second.id)
    assert state_of(ben, second) == "one_meeting"


def test_two_mentors_who_say_yes_at_once_make_one_mentorship(talk, amira, roy, kim):
    row = need(talk, amira)
    one, two = ask(amira, roy, row), ask(amira, kim, row)
    kims_button = kim.button("answers.accept", two.id)
    roy.presses("answers.accept", one.id)
    press_again(kim, kims_button)
    assert len(talk.work.mentorships.where()) == 1
    assert talk.work.profiles.of(kim.id).taken == 0


@pytest.mark.parametrize("answer", ["accept", "one_meeting", "decline"])
def test_a_second_press_is_answered_kindly_and_changes_nothing(talk, amira, roy, answer):
    request = ask(amira, roy, need(talk, amira))
    button = roy.button(f"answers.{answer}", request.id)
    roy.presses(f"answers.{answer}", request.id)
    rows = len(talk.work.mentorships.where()), talk.work.requests.get(request.id)
    press_again(roy, button)
    assert roy.newest()
    assert (len(talk.work.mentorships.where()), talk.work.requests.get(request.id)) == rows


def test_one_meeting_takes_no_place_and_the_search_may_go_on(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.one_meeting", request.id)
    (mentorship,) = talk.work.mentorships.where()
    assert mentorship.one_meeting
    assert not mentorship.holds
    assert talk.work.profiles.of(roy.id).taken == 0
    amira.sees("introductions.yes_once", "introductions.hello_once")
    amira.presses("needs.reopen", request.need_id)
    assert talk.work.needs.get(request.need_id).state is NeedState.OPEN


def test_no_needs_no_reason_and_tells_nothing_about_the_mentee(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.decline", request.id)
    roy.sees("answers.declined")
    amira.sees("requests.declined", "requests.who_else")
    assert "requests.nothing_about_you" not in amira.new_keys()


def test_not_now_until_a_day_is_kept_and_the_mentee_is_asked_first(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    not_now(roy, request, until="2026-06-10")
    amira.sees(
        "requests.not_before", "requests.nothing_about_you", "requests.keep_in_mind", "requests.who_else"
    )
    amira.presses("requests.keep_in_mind", request.id)
    amira.sees("requests.kept_in_mind")
    talk.later(days=20)
    assert state_of(amira, request) == "not_now"
    talk.later(days=10)
    amira.sees("requests.ask_again_now")
    amira.presses("requests.again", request.id)
    amira.submits(words="Is it a better time?")
    roy.sees("answers.hello_again", "answers.would_value")
    assert state_of(amira, request) == "sent"
    assert talk.work.requests.get(request.id).words == "Is it a better time?"
    roy.presses("answers.accept", request.id)
    assert len(talk.work.mentorships.where()) == 1


@pytest.mark.parametrize("when", ["opening", "sending"])
def test_asking_again_is_not_possible_while_no_place_is_open(talk, amira, roy, when):
    request = ask(amira, roy, need(talk, amira))
    not_now(roy, request, until="2026-06-10")
    talk.later(days=30)
    if when == "sending":
        amira.presses("requests.again", request.id)
    assert talk.work.profiles.take_place(roy.id)
    if when == "opening":
        amira.presses("requests.again", request.id)
    else:
        amira.submits()
    amira.sees("requests.not_possible")
    assert state_of(amira, request) == "not_now"


def test_a_request_that_was_sent_anew_is_reminded_of_and_expires_anew(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    talk.later(days=7)
    not_now(roy, request, until="2026-06-10")
    talk.later(days=25)
    amira.presses("requests.again", request.id)
    amira.submits()
    talk.later(days=16)
    reminders = [m.cause for m in talk.work.outbox.messages if ":reminded" in m.cause]
    assert reminders == [f"request:{request.id}:reminded", f"request:{request.id}:reminded:2"]
    assert state_of(amira, request) == "expired"


def test_nobody_is_asked_again_for_a_need_that_was_met_meanwhile(talk, amira, roy, kim):
    row = need(talk, amira)
    request = ask(amira, roy, row)
    not_now(roy, request, until="2026-06-10")
    kims = ask(amira, kim, row)
    kim.presses("answers.accept", kims.id)
    talk.later(days=40)
    assert state_of(amira, request) == "withdrawn"
    assert not [m for m in talk.work.outbox.messages if ":again:" in m.cause]


def test_not_now_but_for_a_part_lets_the_mentee_ask_about_that_part(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira, CONTRACT, PARENTING))
    not_now(roy, request, only=CONTRACT)
    amira.sees("requests.only_for", "requests.ask_again")
    assert "requests.nothing_about_you" not in amira.new_keys()
    amira.presses("requests.again", request.id)
    amira.submits()
    asked = roy.new_keys()
    assert f"topics.{CONTRACT}" in asked
    roy.presses("answers.accept", request.id)
    assert talk.work.mentorships.where()[0].topics == (CONTRACT,)


def test_a_need_of_one_topic_offers_no_part(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.not_now", request.id)
    assert {field.name for field in roy.form.fields} == {"until", "stance"}


def test_a_plain_not_now_is_told_as_such_and_may_be_asked_again(talk, amira, roy, kim):
    row = need(talk, amira)
    request = ask(amira, roy, row)
    amira.says("suggestions")
    not_now(roy, request)
    amira.sees("requests.declined", "requests.who_else")
    amira.presses("requests.show")
    amira.sees("requests.row.not_now_some_day")


@pytest.mark.parametrize("until", ["2026-05-12", "2026-05-01"])
def test_a_day_that_is_not_ahead_is_named_at_its_place(talk, amira, roy, until):
    request = ask(amira, roy, need(talk, amira))
    not_now(roy, request, until=until)
    assert roy.errors == {"until": "answers.until_ahead"}
    assert state_of(amira, request) == "sent"


def test_the_profile_can_be_paused_in_the_same_step_and_opens_again_by_itself(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    not_now(roy, request, stance="pause")
    assert roy.errors == {"until": "answers.until_for_pause"}
    roy.submits(until="2026-06-10", stance="pause")
    assert talk.work.profiles.of(roy.id).availability is Availability.PAUSED
    talk.later(days=31)
    assert talk.work.profiles.of(roy.id).availability is Availability.AVAILABLE


def test_new_requests_can_be_limited_in_the_same_step(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    not_now(roy, request, stance="limit")
    assert talk.work.profiles.of(roy.id).availability is Availability.LIMITED


@pytest.mark.parametrize(
    ("action", "availability"), [("answers.keep_open", "available"), ("profile.limited", "limited")]
)
def test_availability_is_offered_after_an_answer(talk, amira, roy, action, availability):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.decline", request.id)
    assert {"answers.keep_open", "profile.limited", "profile.pause"} <= roy.actions()
    roy.presses(action)
    assert talk.work.profiles.of(roy.id).availability == availability


def test_not_now_moves_a_round_on(talk, amira, roy, kim):
    first, second = ask_in_order(amira, need(talk, amira), roy, kim)
    not_now(roy, first, until="2026-06-10")
    amira.sees("requests.not_before", "requests.asked_next")
    assert state_of(amira, second) == "sent"


def test_a_colleague_is_shown_to_the_mentee_and_written_to_by_nobody_else(talk, amira, roy, kim):
    row = need(talk, amira)
    request = ask(amira, roy, row)
    redirect(roy, request, kim)
    roy.sees("answers.redirected")
    amira.sees("requests.declined", "suggestions.thought_of", "suggestions.mentor")
    kim.sees_nothing_new()
    assert talk.work.requests.get(request.id).colleague_id == kim.id
    amira.presses("requests.write", row.id, str(kim.id))
    amira.submits(words=WORDS)
    kim.sees("answers.would_value")
    assert newest_request(amira, kim).need_id == row.id


def test_a_colleague_whom_the_mentee_avoids_is_not_mentioned_and_the_mentor_learns_nothing(
    talk, amira, roy, kim
):
    talk.work.bars.add(Bar(0, amira.id, kim.id))
    request = ask(amira, roy, need(talk, amira))
    redirect(roy, request, kim)
    roy.sees("answers.redirected")
    amira.sees("requests.declined")
    assert "suggestions.thought_of" not in amira.new_keys()


def test_colleagues_are_those_with_a_place_the_need_s_domain_first(talk, amira, roy):
    ana = mentor(talk, "Ana Abel", "research")
    full = mentor(talk, "Full Doe", capacity=1, taken=1)
    zoe = mentor(talk, "Zoé Zola", "career")
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.redirect", request.id)
    (colleague,) = [field for field in roy.form.fields if isinstance(field, Pick)]
    assert [int(option.value) for option in colleague.options] == [zoe.id, ana.id]
    assert full.id not in [int(option.value) for option in colleague.options]


def test_without_a_colleague_with_a_place_the_other_answers_stay(talk, amira, roy):
    request = ask(amira, roy, need(talk, amira))
    roy.presses("answers.redirect", request.id)
    roy.sees("answers.no_colleague", "answers.accept")


def not_now(someone, request, **answers):
    someone.presses("answers.not_now", request.id)
    someone.submits(**answers)


def redirect(someone, request, colleague):
    someone.presses("answers.redirect", request.id)
    someone.submits(colleague=str(colleague.id))


def press_again(someone, button):
    """Presses a button that may have gone from the screen since."""
    message, pressed = button
    someone.talk.now += timedelta(seconds=1)
    someone._acts(Pressed(pressed.token, message))
