"""Check-ins: one card, few and at free hours, seen by their author only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards import buttons_of
from bot.due import DueState
from bot.mentoring.checkins import MONTH, CheckInState, Moment
from bot.mentoring.consent import Purpose
from bot.mentoring.mentorships import MentorshipState
from bot.packing import unpacked
from bot.turns import Pressed
from tests.bot.flows.pair import Pair, introduced, is_sound
from tests.bot.flows.talk import Someone, Talk
from tests.fakes import FakeCalendar


def asked(pair: Pair, someone: Someone) -> list[str]:
    return [row.moment for row in pair.checkins(someone) if row.moment is not Moment.DRIFT]


def note_of(pair: Pair, moment: str, someone: Someone) -> str:
    due = pair.talk.work.due.first(f"{moment}:{pair.id}:{someone.id}")
    assert due
    return due.note


def test_two_days_after_the_first_meeting_both_are_asked_for_themselves() -> None:
    pair = introduced()
    pair.later(days=1)
    pair.amira.sees_nothing_new()
    pair.later(days=2)
    pair.amira.sees(
        "checkins.title.t0", "questions.worth.ask", "questions.next_step.ask", "checkins.only_you"
    )
    pair.roy.sees("questions.worth.ask")
    assert asked(pair, pair.amira) == asked(pair, pair.roy) == ["t0"]


def test_two_weeks_after_an_introduction_it_asks_whether_they_met() -> None:
    pair = introduced(met=False)
    pair.later(days=15)
    pair.amira.sees("questions.met.ask")
    assert "introductions.met" in pair.amira.actions()
    pair.amira.presses("checkins.answer", value="met:not_yet")
    pair.amira.sees("checkins.not_yet")
    pair.later(days=2)
    pair.meet()
    pair.later(days=3)
    assert asked(pair, pair.amira) == ["met", "t0"]


def test_who_met_in_time_is_not_asked_whether_they_met() -> None:
    pair = introduced(met=False)
    pair.later(days=5)
    pair.meet()
    pair.later(days=20)
    assert asked(pair, pair.amira) == ["t0"]


def test_each_tap_draws_the_same_card_with_its_answer_marked() -> None:
    pair = introduced()
    pair.later(days=3)
    pair.amira.presses("checkins.answer", value="worth:yes")
    (shown,) = pair.amira.newest()
    chosen = [button.press.value for button in buttons_of(shown.parts) if button.chosen]
    assert chosen == ["worth:yes"]
    pair.amira.presses("checkins.answer", value="worth:unsure")
    pair.amira.presses("checkins.answer", value="next_step:yes")
    pair.amira.sees("checkins.all_answered")
    (kept,) = pair.checkins(pair.amira)
    assert kept.answers == {"worth": "unsure", "next_step": "yes"}
    assert len([row for row in pair.talk.work.outbox.messages if row.replaces]) == 3


def test_a_card_that_is_drawn_again_with_the_same_buttons_keeps_their_handle() -> None:
    pair = introduced()
    pair.later(days=3)
    pair.amira.presses("checkins.answer", value="worth:yes")
    handles = len(pair.talk.work.handles.where())
    pair.amira.presses("checkins.answer", value="next_step:yes")
    assert len(pair.talk.work.handles.where()) == handles
    pair.amira.presses("checkins.answer", value="worth:unsure")
    assert pair.checkins(pair.amira)[0].answers == {"worth": "unsure", "next_step": "yes"}


def test_a_card_that_is_pressed_twice_before_it_is_drawn_again_is_sent_once_as_it_stands() -> None:
    pair = introduced()
    pair.later(days=3)
    ref, worth = pair.amira.button("checkins.answer", value="worth:yes")
    _, step = pair.amira.button("checkins.answer", value="next_step:yes")
    for button in (worth, step):
        pair.amira._acts(Pressed(button.token, ref))
    (row,) = [row for row in pair.talk.work.outbox.messages if row.replaces]
    chosen = {button.press.value for button in buttons_of(unpacked(row.card).parts) if button.chosen}
    assert chosen == {"worth:yes", "next_step:yes"}


def test_each_moment_comes_in_its_time_and_quarters_go_on() -> None:
    pair = introduced()
    for _ in range(20):
        pair.later(days=21)
        pair.meet()
    moments = asked(pair, pair.amira)
    assert moments[:3] == ["t0", "t1", "quarterly"]
    assert moments.count("quarterly") == 4
    assert moments == asked(pair, pair.roy)


def test_what_is_due_within_a_week_comes_in_one_card() -> None:
    talk = Talk()
    first = introduced(talk)
    talk.later(days=4)
    second = introduced(talk, amira=first.amira, mentor="Noor Khan")
    talk.later(days=33)
    cards = {row.card for row in first.checkins(first.amira) if row.moment is Moment.SIX_WEEKS}
    assert len(cards) == 1
    assert [row.mentorship_id for row in first.checkins(first.amira)].count(second.id) == 2
    first.amira.presses("checkins.answer", value="candid:4")
    shown = first.amira.newest()[0]
    assert sum(button.chosen for button in buttons_of(shown.parts)) == 1
    talk.later(days=7)
    dues = [talk.work.due.first(f"t1:{pair.id}:{first.amira.id}") for pair in (first, second)]
    assert [due.state for due in dues if due] == [DueState.DONE] * 2


def test_no_month_brings_more_than_two_prompts() -> None:
    talk = Talk()
    pairs = [introduced(talk)]
    for mentor in ("Noor Khan", "Paul Roy", "Ines Diaz", "Wei Chen"):
        talk.later(days=9)
        pairs.append(introduced(talk, amira=pairs[0].amira, mentor=mentor))
    talk.later(days=120)
    times = sorted({row.asked_at for row in pairs[0].checkins(pairs[0].amira)})
    assert len(times) > 4
    for start in times:
        assert len([at for at in times if start <= at < start + MONTH]) <= 2


def test_nothing_is_asked_at_night_on_a_weekend_on_call_on_a_holiday_or_while_snoozed() -> None:
    talk = Talk()
    talk.calendar = FakeCalendar(("CA-AB", date(2026, 5, 18)))
    pair = introduced(talk)
    work = talk.work
    work.people.save(replace(pair.amira.person, busy=(date(2026, 5, 14), date(2026, 5, 15))))
    roy = pair.roy.person
    work.people.save(replace(roy, snoozed_until=talk.now + timedelta(days=20), zone="Asia/Tokyo"))
    talk.later(days=30)
    (amira,), (roys,) = pair.checkins(pair.amira), pair.checkins(pair.roy)
    assert amira.asked_at.date() == date(2026, 5, 19)
    assert roys.asked_at >= talk.now - timedelta(days=10)
    assert 8 <= (roys.asked_at + timedelta(hours=9)).hour < 20


def test_a_snooze_holds_everything_back_and_shows_the_card_again() -> None:
    pair = introduced()
    pair.later(days=3)
    pair.amira.presses("checkins.snooze")
    pair.amira.sees("checkins.snoozed")
    assert pair.amira.person.snoozed_until
    pair.later(days=6)
    pair.amira.sees_nothing_new()
    pair.later(days=4)
    pair.amira.sees("questions.worth.ask")
    pair.amira.presses("checkins.answer", value="worth:yes")
    assert len(pair.checkins(pair.amira)) == 1


def test_skipping_is_one_press_and_a_second_one_is_too_late() -> None:
    pair = introduced()
    pair.later(days=3)
    stale = pair.amira.button("checkins.skip")
    pair.amira.presses("checkins.skip")
    pair.amira.sees("checkins.skipped")
    assert pair.checkins(pair.amira)[0].state is CheckInState.SKIPPED
    before = pair.checkins(pair.amira)
    _press_again(pair.amira, stale[1].token)
    assert pair.checkins(pair.amira) == before


def _press_again(someone: Someone, token: str) -> None:
    someone._acts(Pressed(token, "1"))


@pytest.mark.parametrize(
    ("state", "note"),
    [(MentorshipState.PAUSED, "it is paused"), (MentorshipState.ENDED, "it is ended")],
)
def test_what_does_not_go_on_is_skipped_and_says_why(state: MentorshipState, note: str) -> None:
    pair = introduced()
    pair.talk.work.mentorships.save(replace(pair.now, state=state))
    pair.later(days=4)
    assert not pair.checkins(pair.amira)
    assert note_of(pair, "t0", pair.amira) == note


def test_who_left_cannot_be_reached_or_did_not_agree_is_not_asked() -> None:
    pair = introduced()
    work = pair.talk.work
    work.accounts.save(replace(work.accounts.first(person_id=pair.amira.id), reachable=False))
    consent = work.consents.first(person_id=pair.roy.id, purpose=Purpose.CHECKINS)
    work.consents.save(replace(consent, withdrawn_at=pair.talk.now))
    pair.later(days=4)
    assert note_of(pair, "t0", pair.amira) == "they cannot be reached"
    assert note_of(pair, "t0", pair.roy) == "they did not agree to be asked"
    assert not work.checkins.where()


def at_six_weeks() -> Pair:
    pair = introduced()
    pair.later(days=36)
    pair.amira.sees("questions.candid.ask", "questions.helps.ask", "questions.from_here.ask")
    pair.roy.sees("questions.offer.ask", "questions.gain.ask", "questions.from_here.ask")
    return pair


def test_when_both_keep_going_each_is_told_once_and_nothing_more() -> None:
    pair = at_six_weeks()
    pair.amira.presses("checkins.choose", value="keep")
    pair.amira.sees("checkins.keep")
    assert "checkins.both_keep" not in pair.amira.new_keys()
    pair.roy.presses("checkins.choose", value="keep")
    pair.roy.sees("checkins.both_keep")
    pair.amira.sees("checkins.both_keep")
    pair.roy.presses("checkins.choose", value="keep")
    told = [row for row in pair.talk.work.outbox.messages if row.cause.startswith("keep:")]
    assert [row.people for row in told] == [(pair.amira.id,), (pair.roy.id,)]


def test_a_choice_of_one_side_says_nothing_to_the_other() -> None:
    for choice in ("keep", "unsure", "reset", "pause", "move_on"):
        pair = at_six_weeks()
        before = pair.trace(pair.roy)
        pair.amira.presses("checkins.choose", value=choice)
        assert pair.trace(pair.roy) == before
        assert (pair.amira.form is not None) is (choice in ("reset", "pause", "move_on"))


def test_changing_ones_mind_before_the_other_answers_is_not_told() -> None:
    pair = at_six_weeks()
    pair.amira.presses("checkins.choose", value="keep")
    pair.amira.presses("checkins.choose", value="unsure")
    pair.roy.presses("checkins.choose", value="keep")
    assert "checkins.both_keep" not in pair.roy.new_keys() | pair.amira.new_keys()


def test_not_sure_brings_three_questions_and_a_person_to_talk_to() -> None:
    pair = at_six_weeks()
    pair.talk.work.programme = replace(pair.talk.work.programme, human="Sam Okafor")
    pair.amira.presses("checkins.choose", value="unsure")
    pair.amira.sees(
        "checkins.unsure_one",
        "checkins.unsure_two",
        "checkins.unsure_three",
        "checkins.human",
        "checkins.wrong",
    )


def test_not_this_time_offers_the_graceful_end_to_its_author_alone() -> None:
    for someone in ("amira", "roy"):
        pair = introduced()
        pair.later(days=3)
        author: Someone = getattr(pair, someone)
        other = pair.roy if author is pair.amira else pair.amira
        before = pair.trace(other)
        author.presses("checkins.answer", value="worth:not_this_time")
        author.sees("checkins.graceful", "checkins.close_kindly")
        assert pair.trace(other) == before
        author.presses("goodbyes.start")
        assert author.form


def test_something_unexpected_is_kept_with_its_own_consent() -> None:
    pair = introduced()
    for _ in range(4):
        pair.later(days=25)
        pair.meet()
    pair.amira.presses("checkins.unexpected")
    pair.amira.submits(words="We wrote a paper", consent="yes")
    pair.amira.sees("questions.unexpected.tell")
    newest = pair.checkins(pair.amira)[-1]
    assert newest.answers == {"unexpected": "We wrote a paper", "unexpected_consent": "yes"}


def test_one_agreed_meeting_is_looked_back_on_lightly_and_closes_by_itself() -> None:
    pair = introduced(one_meeting=True)
    pair.later(days=3)
    pair.amira.sees("questions.worth.ask")
    assert "questions.next_step.ask" not in pair.amira.new_keys()
    pair.later(days=14)
    pair.amira.sees("mentorships.one_meeting_over", "goodbyes.need_open")
    pair.roy.sees_nothing_new()
    assert pair.now.state is MentorshipState.ENDED
    pair.later(days=200)
    assert asked(pair, pair.amira) == ["t0"]
    assert is_sound(pair)


def test_one_agreed_meeting_that_never_found_its_day_closes_too() -> None:
    pair = introduced(met=False, one_meeting=True)
    pair.later(days=62)
    pair.amira.sees("mentorships.one_meeting_unmet")
    assert pair.now.state is MentorshipState.ENDED


def test_after_a_pause_the_quarters_go_on() -> None:
    pair = introduced()
    pair.later(days=40)
    work = pair.talk.work
    work.mentorships.save(replace(pair.now, state=MentorshipState.PAUSED))
    pair.later(days=60)
    assert note_of(pair, "quarterly:1", pair.amira) == "it is paused"
    work.mentorships.save(replace(pair.now, state=MentorshipState.ACTIVE, quiet_since=pair.talk.now))
    pair.later(days=85)
    assert asked(pair, pair.amira)[-1] == "quarterly"


def test_the_card_carries_no_prose_of_answers() -> None:
    pair = at_six_weeks()
    pair.amira.presses("checkins.answer", value="candid:1")
    for message in pair.talk.work.outbox.messages:
        if pair.roy.id in message.people:
            shown = unpacked(message.card)
            assert "candid" not in str(shown)
