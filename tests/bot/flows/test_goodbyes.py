"""Moving on: composed, previewed, held, delivered once; and everything around it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Button, buttons_of
from bot.flows import goodbyes
from bot.mentoring.goodbyes import Goodbye, GoodbyeState
from bot.mentoring.mentorships import NOT_ENDED, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Bar
from bot.mentoring.profiles import Availability, Profile
from bot.packing import packed, unpacked
from bot.turns import Pressed
from tests.bot.flows.pair import TOPICS, TYPED, Pair, introduced, is_sound
from tests.bot.flows.talk import Someone, Talk, lines_of


def start(someone: Someone) -> None:
    someone.opens_home()
    someone.presses("goodbyes.start")


def compose(someone: Someone, **typed: str) -> None:
    start(someone)
    someone.submits(**(typed or TYPED))


def goodbye_of(pair: Pair, someone: Someone) -> Goodbye:
    row: Goodbye = pair.talk.work.goodbyes.where(from_id=someone.id)[-1]
    return row


def shown_to(someone: Someone) -> str:
    """Somebody's own words on the cards that are new."""
    return " ".join(str(line.blanks.get("text", "")) for card in someone.newest() for line in lines_of(card))


def again(someone: Someone, found: tuple[str, Button]) -> None:
    """Presses a button that may be on the screen no more."""
    someone._acts(Pressed(found[1].token, found[0]))


def causes(pair: Pair, prefix: str) -> list[str]:
    return [row.cause for row in pair.talk.work.outbox.messages if row.cause.startswith(prefix)]


def test_a_note_goes_from_the_form_to_the_reader_and_back() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    compose(pair.amira)
    pair.amira.sees(
        "goodbyes.less_awkward", "goodbyes.send", "goodbyes.edit.do", "goodbyes.without", "goodbyes.keep"
    )
    assert "Because of that, I got the parental clause." in shown_to(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.amira.sees("goodbyes.on_its_way", "goodbyes.undo")
    assert pair.trace(pair.roy) == before
    assert pair.now.state is MentorshipState.ACTIVE
    assert pair.taken == 1
    pair.later(minutes=11)
    pair.roy.sees("goodbyes.from", "goodbyes.thank", "goodbyes.reply.do")
    assert "Thank you, Dr. Roy, for your blunt read of my contract." in shown_to(pair.roy)
    pair.amira.sees("goodbyes.delivered", "goodbyes.and_the_need")
    assert pair.now.state is MentorshipState.ENDED
    assert pair.taken == 0
    pair.roy.presses("goodbyes.thank")
    pair.roy.sees("goodbyes.thanks_sent")
    pair.amira.sees("goodbyes.thanked")
    assert goodbye_of(pair, pair.amira).state is GoodbyeState.ANSWERED
    assert is_sound(pair)


def test_it_goes_to_its_reader_alone() -> None:
    pair = introduced()
    pair.talk.person("Sam Okafor", ("coordinator",))
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(days=3)
    held = [row for row in pair.talk.work.outbox.messages if "blunt read" in row.card]
    assert {row.people for row in held} == {(pair.amira.id,), (pair.roy.id,)}
    assert {row.room for row in held} == {f"p:{pair.amira.id}", f"p:{pair.roy.id}"}


def test_an_edited_note_is_previewed_again_and_sent_as_it_was_read_over() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.edit")
    pair.amira.submits(note="All in my own words.")
    pair.amira.sees("goodbyes.preview", "goodbyes.less_awkward")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    assert shown_to(pair.roy).strip() == "All in my own words."


def test_undo_within_the_ten_minutes_leaves_nothing_sent() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=9)
    pair.amira.presses("goodbyes.undo")
    pair.amira.sees("goodbyes.preview")
    pair.later(days=1)
    assert pair.trace(pair.roy) == before
    assert pair.now.state is MentorshipState.ACTIVE


def test_sent_again_after_an_undo_it_is_delivered_once() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=5)
    pair.amira.presses("goodbyes.undo")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=6)
    assert pair.now.state is MentorshipState.ACTIVE
    pair.later(hours=2)
    assert len(causes(pair, f"goodbye:{goodbye_of(pair, pair.amira).id}")) == 2
    assert pair.now.state is MentorshipState.ENDED


def test_an_undo_that_comes_too_late_changes_nothing() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    undo = pair.amira.button("goodbyes.undo")
    pair.later(minutes=11)
    again(pair.amira, undo)
    assert pair.now.state is MentorshipState.ENDED
    assert goodbye_of(pair, pair.amira).state is GoodbyeState.SENT


def test_every_button_may_be_pressed_twice() -> None:
    pair = introduced()
    compose(pair.amira)
    send, edit, keep = (pair.amira.button(f"goodbyes.{name}") for name in ("send", "edit", "keep"))
    again(pair.amira, send)
    held = goodbye_of(pair, pair.amira)
    for found in (send, edit, keep):
        again(pair.amira, found)
        assert pair.amira.form is None
        assert goodbye_of(pair, pair.amira) == held
    pair.later(minutes=11)
    thank, reply = pair.roy.button("goodbyes.thank"), pair.roy.button("goodbyes.reply")
    again(pair.roy, thank)
    again(pair.roy, thank)
    again(pair.roy, reply)
    assert pair.roy.form is None
    assert len(causes(pair, f"goodbye:{held.id}:thanked")) == 1
    assert is_sound(pair)


def test_the_reader_writes_back_once() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.roy.presses("goodbyes.reply")
    pair.roy.submits(words="It was a pleasure.")
    pair.roy.sees("goodbyes.reply_sent")
    pair.amira.sees("goodbyes.replied")
    assert shown_to(pair.amira).strip() == "It was a pleasure."
    assert "goodbyes.thank" not in pair.roy.actions()


def test_keep_going_after_all_puts_the_draft_away() -> None:
    pair = introduced()
    before = pair.trace(pair.roy)
    compose(pair.amira)
    pair.amira.presses("goodbyes.keep")
    pair.amira.sees("goodbyes.kept")
    pair.later(days=1)
    assert pair.trace(pair.roy) == before
    assert goodbye_of(pair, pair.amira).state is GoodbyeState.UNDONE
    compose(pair.amira)
    assert goodbye_of(pair, pair.amira).state is GoodbyeState.DRAFT


def test_a_note_on_its_way_is_shown_instead_of_a_second_form() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    start(pair.amira)
    assert pair.amira.form is None
    pair.amira.sees("goodbyes.on_its_way")


def test_two_who_never_met_are_asked_for_little() -> None:
    pair = introduced(met=False)
    start(pair.amira)
    assert pair.amira.form
    assert {"thanks", "change"}.isdisjoint({entry.name for entry in pair.amira.form.fields})
    pair.amira.submits()
    assert "We haven’t met" in shown_to(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    assert pair.now.state is MentorshipState.ENDED


@pytest.mark.parametrize("apart", [0, 4, 9])
def test_when_both_say_goodbye_both_notes_arrive_and_it_ends_once(apart: int) -> None:
    pair = introduced()
    compose(pair.amira)
    compose(pair.roy, thanks="your questions")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=apart)
    pair.roy.presses("goodbyes.send")
    pair.later(minutes=30)
    notes = [goodbye_of(pair, someone) for someone in (pair.amira, pair.roy)]
    assert [note.state for note in notes] == [GoodbyeState.SENT] * 2
    assert pair.now.state is MentorshipState.ENDED
    assert pair.taken == 0
    assert len(causes(pair, "goodbye:")) == 4
    pair.roy.sees("goodbyes.from")
    pair.amira.sees("goodbyes.from")
    assert "goodbyes.crossed" in pair.roy.new_keys() | pair.amira.new_keys()
    pair.roy.presses("goodbyes.thank")
    pair.amira.presses("goodbyes.thank")
    assert is_sound(pair)


def test_the_second_of_two_may_still_be_undone_after_the_first_arrived() -> None:
    pair = introduced()
    compose(pair.amira)
    compose(pair.roy, thanks="your questions")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=5)
    pair.roy.presses("goodbyes.send")
    pair.later(minutes=6)
    assert pair.now.state is MentorshipState.ENDED
    pair.roy.presses("goodbyes.undo")
    pair.roy.sees("goodbyes.undone")
    pair.later(minutes=30)
    assert goodbye_of(pair, pair.roy).state is GoodbyeState.UNDONE


def test_ending_without_a_note_asks_once_more_then_says_one_neutral_line() -> None:
    pair = introduced()
    compose(pair.roy, thanks="your questions")
    pair.roy.presses("goodbyes.silent")
    pair.roy.sees("goodbyes.silent.ask")
    assert pair.now.state is MentorshipState.ACTIVE
    pair.roy.presses("goodbyes.silent", value="yes")
    pair.roy.sees("goodbyes.silent.done")
    pair.amira.sees("goodbyes.closed", "goodbyes.need_open", "goodbyes.who_else")
    assert "your questions" not in shown_to(pair.amira)
    assert pair.now.state is MentorshipState.ENDED
    assert pair.need.state is NeedState.OPEN
    assert is_sound(pair)


def test_ending_without_a_note_may_be_left() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.silent")
    pair.amira.presses("goodbyes.keep_going")
    pair.amira.sees("goodbyes.kept")
    assert pair.now.state is MentorshipState.ACTIVE


def test_a_mentor_may_suggest_a_colleague_and_the_need_opens_again_for_others() -> None:
    pair = introduced()
    khan = pair.talk.person("Noor Khan", ("faculty",), courtesy="dr")
    pair.talk.work.profiles.add(Profile(0, khan.id, topics=("career",), capacity=1))
    start(pair.roy)
    pair.roy.submits(thanks="your questions", colleague=str(khan.id))
    pair.roy.sees("goodbyes.with_colleague")
    pair.roy.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.amira.sees("goodbyes.suggests", "goodbyes.write_to", "goodbyes.need_open", "goodbyes.who_else")
    _, write = pair.amira.button("requests.write")
    assert write.press.value == str(khan.id)
    assert pair.need.state is NeedState.OPEN
    passed = pair.talk.work.suggestions.where(need_id=pair.need.id)
    assert [(row.mentor_id, row.passed) for row in passed] == [(pair.roy.id, True)]


def test_a_mentee_says_whether_the_need_is_met_or_open() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    assert {"needs.close", "needs.reopen"} <= pair.amira.actions()
    assert pair.need.state is NeedState.MET


def test_the_mentor_is_asked_about_the_place_the_next_day_privately() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.later(hours=20)
    pair.roy.sees_nothing_new()
    pair.later(hours=10)
    pair.roy.sees("goodbyes.place.ask")
    assert "profile.pause" in pair.roy.actions()
    pair.roy.presses("goodbyes.place")
    pair.roy.sees("goodbyes.place.is_open")


def test_whoever_waits_for_someone_like_the_mentor_hears_that_the_place_is_open() -> None:
    pair = introduced()
    noor = pair.talk.person("Noor Aziz")
    pair.talk.work.needs.add(
        Need(0, noor.id, TOPICS, state=NeedState.OPEN, unmatched_at=pair.talk.now - timedelta(days=3))
    )
    goodbyes.end_quietly(pair.talk.work, pair.now, pair.talk.now, by=pair.amira.id)
    pair.later(hours=30)
    assert "needs.newcomer" not in noor.new_keys()
    pair.roy.presses("goodbyes.place")
    pair.later(hours=20)
    noor.sees("needs.newcomer")


def test_a_mentor_who_has_paused_is_not_asked_about_the_place() -> None:
    pair = introduced()
    profile = pair.talk.work.profiles.of(pair.roy.id)
    pair.talk.work.profiles.save(replace(profile, availability=Availability.PAUSED))
    goodbyes.end_quietly(pair.talk.work, pair.now, pair.talk.now, by=pair.amira.id)
    pair.later(days=3)
    assert not causes(pair, "goodbye.place")


@pytest.mark.parametrize("goal", ["A contract I can live with", ""])
def test_a_goal_reached_is_celebrated_for_its_author_only(goal: str) -> None:
    pair = introduced(goal=goal)
    start(pair.amira)
    pair.amira.submits(label="goal_reached")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.amira.sees("goodbyes.reached_goal" if goal else "goodbyes.reached")
    assert not pair.roy.new_keys() & {"goodbyes.reached", "goodbyes.reached_goal"}


def test_what_the_author_kept_to_themselves_changes_nothing_for_the_reader() -> None:
    seen = []
    for label in ("", "goal_reached", "moved_on", "no_spark", "circumstances"):
        pair = introduced()
        start(pair.amira)
        pair.amira.submits(**TYPED, label=label)
        pair.amira.presses("goodbyes.send")
        pair.later(days=2)
        seen.append(pair.trace(pair.roy))
    assert all(trace == seen[0] for trace in seen)


def test_a_yearly_hello_comes_only_where_both_want_it() -> None:
    for too in (True, False):
        pair = introduced()
        start(pair.amira)
        pair.amira.submits(door="alumni")
        pair.amira.presses("goodbyes.send")
        pair.later(minutes=11)
        if too:
            pair.roy.presses("goodbyes.hello")
            pair.roy.sees("goodbyes.hello_planned")
        pair.talk.now += timedelta(days=364)
        pair.later(days=4)
        assert len(causes(pair, "hello:")) == 2 * too


def test_a_yearly_hello_can_be_stopped() -> None:
    pair = introduced()
    start(pair.amira)
    pair.amira.submits(door="alumni")
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.roy.presses("goodbyes.hello")
    pair.talk.now += timedelta(days=364)
    pair.later(days=4)
    pair.amira.presses("goodbyes.no_hello")
    pair.talk.now += timedelta(days=362)
    pair.later(days=6)
    assert len(causes(pair, "hello:")) == 2


def test_another_door_offers_no_hello() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    assert "goodbyes.hello" not in pair.roy.actions()


def test_a_reply_does_not_reach_someone_who_blocked() -> None:
    pair = introduced()
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    pair.talk.work.bars.add(Bar(0, pair.amira.id, pair.roy.id, blocked=True))
    pair.roy.presses("goodbyes.thank")
    pair.roy.sees("goodbyes.thanks_sent")
    assert not causes(pair, f"goodbye:{goodbye_of(pair, pair.amira).id}:thanked")


def test_a_block_takes_a_note_on_its_way_back() -> None:
    pair = introduced()
    compose(pair.roy, thanks="your questions")
    pair.roy.presses("goodbyes.send")
    goodbyes.end_quietly(pair.talk.work, pair.now, pair.talk.now, by=pair.amira.id)
    pair.later(hours=1)
    assert not causes(pair, f"goodbye:{goodbye_of(pair, pair.roy).id}")
    assert causes(pair, "ended:") == [f"ended:{pair.id}:{pair.roy.id}"]


def test_an_ending_happens_once_whoever_asks() -> None:
    pair = introduced()
    goodbyes.end_quietly(pair.talk.work, pair.now, pair.talk.now)
    over = pair.now
    goodbyes.end_quietly(pair.talk.work, over, pair.talk.now)
    assert pair.now == over
    assert pair.taken == 0
    assert len(causes(pair, "ended:")) == 2


@pytest.mark.parametrize("state", MentorshipState)
def test_a_note_is_sent_only_while_it_goes_on_or_rests(state: MentorshipState) -> None:
    pair = introduced()
    compose(pair.amira)
    pair.talk.work.mentorships.save(replace(pair.now, state=state))
    pair.amira.presses("goodbyes.send")
    legal = state in NOT_ENDED
    assert (goodbye_of(pair, pair.amira).state is GoodbyeState.HELD) is legal


def test_what_rests_without_a_place_gives_none_back() -> None:
    pair = introduced()
    work = pair.talk.work
    work.mentorships.save(replace(pair.now, state=MentorshipState.RESTING, holds=False))
    work.profiles.give_place(pair.roy.id)
    other = introduced(pair.talk, amira=pair.amira, mentor="Noor Khan")
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(minutes=11)
    assert pair.taken == 0
    assert is_sound(other)


def test_a_note_speaks_the_language_its_author_chose() -> None:
    pair = introduced()
    start(pair.amira)
    pair.amira.submits(thanks="votre franchise", language="fr", tone="formal", door="goodbye")
    assert "Bonjour Dre Roy" in shown_to(pair.amira)


def test_nothing_that_was_typed_leaves_the_cards_of_the_two() -> None:
    pair = introduced(Talk())
    compose(pair.amira)
    pair.amira.presses("goodbyes.send")
    pair.later(days=2)
    for due in pair.talk.work.due.rows.where():
        assert "blunt" not in packed(due.cause) + due.note
    for message in pair.talk.work.outbox.messages:
        assert all(button.token for button in buttons_of(unpacked(message.card).parts))
