"""A need is told in own words or from a list, confirmed by a tap, kept as it is, and changed at any time."""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import StaleCard
from bot.flows import needs
from bot.heard import Heard
from bot.mentoring.needs import NeedState
from bot.mentoring.people import Bar
from bot.mentoring.profiles import Availability
from bot.mentoring.queue import Waiting
from bot.turns import Address, Opened, Pressed, Said, Sender, Turn
from tests.bot.flows.asking import CONTRACT, PARENTING, ask, mentor, need, state_of
from tests.bot.flows.talk import Talk, lines_of

WORDS = "how do I negotiate my first staff contract while pregnant?"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad", level="pgy4", discipline="emergency_medicine")


def key_of(line):
    return line.key


def only_need(amira):
    (row,) = amira.talk.work.needs.where(mentee_id=amira.id)
    return row


def test_words_after_the_command_are_understood_and_kept_as_a_draft(amira):
    amira.says(f"/mentor need {WORDS}")
    amira.sees(
        "needs.sounds_like", f"topics.{CONTRACT}", f"topics.{PARENTING}", "needs.yes_both", "needs.only"
    )
    assert only_need(amira).words == WORDS
    assert only_need(amira).state is NeedState.DRAFT


def test_words_without_a_command_are_understood_too(amira):
    amira.says(WORDS)
    amira.sees("needs.sounds_like")


def test_a_resident_is_not_taken_to_mean_a_promotion_that_faculty_could_mean(talk, amira):
    roy = talk.person("Léa Roy", ("faculty", "resident"))
    heard = ("promotion.dossier", CONTRACT)
    for person, seen in ((amira, {f"topics.{CONTRACT}"}), (roy, {f"topics.{topic}" for topic in heard})):
        turn = Turn("t", Address("playground", "demo", person.sender.user), person.sender, Said("words"))
        shown = needs.propose(Heard(turn, person.person, "words"), talk.work, talk.now, heard).show
        assert {key for key in map(key_of, lines_of(shown)) if key.startswith("topics.")} == seen


@pytest.mark.parametrize("typed", ["need", "besoin", "/mentor need", "/mentor besoin"])
def test_the_command_alone_invites_to_write_or_to_choose(amira, typed):
    amira.says(typed)
    amira.sees("needs.invitation", "forms.no_patients")
    assert {"needs.new", "needs.choose"} <= amira.actions()


def test_a_need_can_be_told_in_a_form(amira):
    amira.says("need")
    amira.presses("needs.new")
    amira.submits(words=WORDS)
    amira.sees("needs.sounds_like")


def test_words_that_mean_nothing_known_lead_to_the_list_and_are_kept(amira):
    amira.says("/mentor need qwxz vbnm")
    amira.sees("needs.not_sure")
    amira.presses("needs.choose")
    amira.submits(domains=("career",))
    amira.submits(challenges=(CONTRACT,))
    assert only_need(amira).topics == (CONTRACT,)
    assert only_need(amira).words == "qwxz vbnm"


def test_a_tap_and_a_form_make_a_precise_need(amira):
    amira.says(f"/mentor need {WORDS}")
    amira.presses("needs.confirm", value=f"{CONTRACT},{PARENTING}")
    amira.submits(goal="a contract with leave in it", by="2026-09-01", lasting="once")
    amira.sees("needs.kept", "needs.good", "needs.by_when")
    kept = only_need(amira)
    assert kept.is_precise
    assert (kept.goal, kept.by, kept.lasting) == ("a contract with leave in it", date(2026, 9, 1), False)
    assert kept.state is NeedState.OPEN


def test_only_one_of_two_proposals_may_be_right(amira):
    amira.says(f"/mentor need {WORDS}")
    amira.presses("needs.confirm", value=PARENTING)
    amira.submits()
    assert only_need(amira).topics == (PARENTING,)


def test_what_is_missing_is_asked_for_and_never_demanded(amira):
    amira.says("need")
    amira.presses("needs.choose")
    amira.submits(domains=("career", "life"))
    assert {"challenges", "goal", "by", "lasting"} == {field.name for field in amira.form.fields}
    amira.submits()
    assert only_need(amira).topics == ("career", "life")
    assert only_need(amira).state is NeedState.OPEN
    amira.sees("needs.kept", "needs.could_add")


def test_a_challenge_stands_in_the_place_of_its_domain(amira):
    amira.says("need")
    amira.presses("needs.choose")
    amira.submits(domains=("career", "life"))
    amira.submits(challenges=(PARENTING,))
    assert only_need(amira).topics == ("career", PARENTING)


def test_a_day_that_has_passed_is_named_at_its_place_and_nothing_is_lost(amira):
    amira.says(f"/mentor need {WORDS}")
    amira.presses("needs.confirm", value=CONTRACT)
    amira.submits(goal="fairness", by="2026-05-11")
    assert amira.errors == {"by": "needs.by_past"}
    amira.submits(goal="fairness", by="2026-05-12")
    assert only_need(amira).by == date(2026, 5, 12)


def test_several_needs_live_side_by_side(amira):
    for topics in (CONTRACT, PARENTING):
        amira.says(f"/mentor need {WORDS}")
        amira.presses("needs.confirm", value=topics)
        amira.submits()
    rows = amira.talk.work.needs.where(mentee_id=amira.id, state=NeedState.OPEN)
    assert [row.topics for row in rows] == [(CONTRACT,), (PARENTING,)]


def test_a_need_is_edited_with_what_is_kept_filled_in(talk, amira):
    row = need(talk, amira, goal="fairness")
    amira.says(f"/mentor need {WORDS}")
    amira.presses("needs.confirm", value=PARENTING)
    amira.submits()
    amira.presses("needs.edit")
    assert {field.name: getattr(field, "value", "") for field in amira.form.fields}["goal"] == ""
    amira.submits(goal="a year at home", challenges=("life.finances",))
    changed = talk.work.needs.where(mentee_id=amira.id)[-1]
    assert (changed.goal, changed.topics) == ("a year at home", ("life.finances",))
    assert talk.work.needs.get(row.id).goal == "fairness"


def test_a_mentor_who_was_asked_is_not_shown_other_areas_afterwards(talk, amira):
    roy = mentor(talk, "Léa Roy")
    row = need(talk, amira)
    request = ask(amira, roy, row)
    amira.opens_home()
    amira.presses("needs.edit", row.id)
    amira.submits(challenges=("career.changing_path",))
    assert amira.errors == {"challenges": "needs.asked_already"}
    amira.submits(goal="fairness")
    assert talk.work.needs.get(row.id).goal == "fairness"
    amira.presses("requests.withdraw", request.id)
    amira.presses("needs.edit", row.id)
    amira.submits(challenges=("career.changing_path",))
    assert talk.work.needs.get(row.id).topics == ("career.changing_path",)


def test_closing_a_need_takes_its_requests_back_and_frees_the_mentor_of_an_answer(talk, amira):
    roy = mentor(talk, "Léa Roy")
    row = need(talk, amira)
    amira.says(f"/mentor need {WORDS}")
    request = ask(amira, roy, row)
    close(amira, row)
    amira.sees("needs.closed", "needs.taken_back")
    roy.sees("answers.no_answer_needed")
    assert state_of(amira, request) == "withdrawn"
    assert talk.work.needs.get(row.id).state is NeedState.CLOSED
    talk.later(days=20)
    assert "answers.reminder" not in roy.new_keys()


def test_a_need_rests_and_is_taken_up_again(talk, amira):
    row = need(talk, amira)
    edit_card(amira, row)
    amira.presses("needs.rest", row.id)
    assert talk.work.needs.get(row.id).state is NeedState.DORMANT
    amira.presses("needs.reopen", row.id)
    assert talk.work.needs.get(row.id).state is NeedState.OPEN


def test_nobody_else_may_touch_a_need(talk, amira):
    row = need(talk, amira)
    edit_card(amira, row)
    ref, button = amira.button("needs.close", row.id)
    ben = talk.person("Ben Côté")
    ben._acts(Pressed(button.token, ref))
    assert ben.newest()
    assert talk.work.needs.get(row.id).state is NeedState.OPEN


def test_nobody_else_may_choose_for_a_need(talk, amira):
    amira.says("/mentor need qwxz vbnm")
    row = only_need(amira)
    ref, button = amira.button("needs.choose", row.id)
    ben = talk.person("Ben Côté")
    ben._acts(Pressed(button.token, ref))
    assert ben.form is None
    heard = Heard(Turn("t", Address("", "", ""), Sender("ben"), Opened()), ben.person, about=row.id)
    with pytest.raises(StaleCard):
        needs.choose(heard, talk.work, talk.now)


def test_a_need_that_is_closed_is_not_changed_any_more(talk, amira):
    row = need(talk, amira, goal="fairness")
    amira.opens_home()
    amira.presses("needs.edit", row.id)
    form = amira.form
    talk.work.needs.save(replace(row, state=NeedState.CLOSED))
    amira.form = form
    amira.submits(goal="something else")
    assert talk.work.needs.get(row.id).goal == "fairness"


def test_nothing_fits_is_said_plainly_and_queued_once_without_a_name(talk, amira):
    amira.says(f"/mentor need {WORDS}")
    amira.presses("needs.confirm", value=CONTRACT)
    amira.submits()
    amira.sees("suggestions.nothing")
    amira.says("suggestions")
    (item,) = talk.work.queue.where()
    assert (item.kind, item.topic, item.about) == (Waiting.UNMATCHED, CONTRACT, 0)


def test_whoever_waited_is_told_once_when_someone_new_fits(talk, amira):
    unmatched(talk, amira)
    roy = talk.person("Léa Roy", ("faculty",), courtesy="dre")
    offers(roy, "career", CONTRACT)
    amira.sees("needs.newcomer")
    amira.presses("suggestions.show")
    amira.sees("suggestions.title", "suggestions.reason.topics")
    offers(roy, "career", CONTRACT)
    assert len([row for row in talk.work.outbox.messages if row.cause.startswith("newcomer:")]) == 1


def test_a_mentor_who_comes_back_is_someone_new_too(talk, amira):
    roy = mentor(talk, "Léa Roy", availability=Availability.PAUSED)
    unmatched(talk, amira)
    roy.says("profile")
    roy.presses("profile.resume")
    amira.sees("needs.newcomer")


@pytest.mark.parametrize("topic", ["research", PARENTING])
def test_a_newcomer_who_offers_something_else_is_not_announced(talk, amira, topic):
    unmatched(talk, amira)
    offers(talk.person("Léa Roy", ("faculty",)), topic.split(".")[0])
    assert "needs.newcomer" not in amira.new_keys()


def test_a_mentor_who_was_shown_already_is_nobody_new(talk, amira):
    roy = mentor(talk, "Léa Roy")
    need(talk, amira)
    amira.says("suggestions")
    amira.presses("suggestions.none_fits")
    roy.says("profile")
    roy.presses("profile.limited")
    assert "needs.newcomer" not in amira.new_keys()


def test_a_newcomer_kept_away_is_not_announced(talk, amira):
    unmatched(talk, amira)
    roy = talk.person("Léa Roy", ("faculty",))
    talk.work.bars.add(Bar(0, roy.id, amira.id, blocked=True))
    offers(roy, "career", CONTRACT)
    assert "needs.newcomer" not in amira.new_keys()


def unmatched(talk, amira):
    need(talk, amira)
    amira.says("suggestions")
    amira.sees("suggestions.nothing")


def offers(roy, domain, *challenges):
    """Fills in a profile."""
    roy.says("profile")
    roy.presses("profile.edit")
    roy.submits(domains=(domain,))
    roy.submits(challenges=challenges, languages=("en",))


def edit_card(amira, row):
    """The card of a need, with what may be done with it."""
    amira.opens_home()
    if "needs.edit" in amira.actions():
        amira.presses("needs.edit", row.id)
        amira.submits()


def close(amira, row):
    edit_card(amira, row)
    amira.presses("needs.close", row.id)
