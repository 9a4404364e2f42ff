"""Home: what waits, my constellation by domain with its gaps, my mentees, everything else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Choices, Text
from bot.mentoring.checkins import CheckIn, CheckInState, Moment
from bot.mentoring.goodbyes import Goodbye, GoodbyeState
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Companion
from bot.mentoring.profiles import Availability, Profile
from bot.mentoring.requests import Request, RequestState
from tests.bot.flows.talk import NOW, Talk, lines_of

ROW = 5
"""As many buttons as Slack sets in one row on a phone."""


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad")


@pytest.fixture
def lea(talk):
    lea = talk.person("Léa Roy", ("faculty",), courtesy="dre")
    talk.work.profiles.add(Profile(0, lea.id, ("career",), capacity=3))
    return lea


def walk(talk, amira, lea, state=MentorshipState.ACTIVE, topics=("career.first_contract",), **more):
    need = talk.work.needs.add(Need(0, amira.id, topics, state=NeedState.MET))
    talk.work.profiles.take_place(lea.id)
    return talk.work.mentorships.add(
        Mentorship(0, need.id, 0, amira.id, lea.id, topics, goal="A fair contract", state=state, **more)
    )


def home(someone):
    someone.opens_home()
    return someone.keys_at_home()


def texts(someone):
    return [part.line for part in someone.home.parts if isinstance(part, Text)]


def test_an_empty_home_invites_and_is_brief(amira):
    assert "constellation.empty" in home(amira)
    assert {"needs.new", "home.companion", "pauses.me", "privacy.show", "help.show"} <= amira.actions()
    assert len(texts(amira)) == 2


def test_a_visitor_finds_the_way_in(talk):
    noor = talk.stranger("Noor")
    assert home(noor) >= {"constellation.not_joined"}
    noor.presses("welcome.start")
    assert noor.form


def test_a_mentor_stands_in_their_domain_with_goal_state_and_ways_on(talk, amira, lea):
    mentorship = walk(talk, amira, lea, last_met_at=NOW)
    keys = home(amira)
    assert {"topics.career", "names.dre", "constellation.goal", "constellation.state.met"} <= keys
    for action in (
        "introductions.met",
        "introductions.agreement",
        "mentorships.pause",
        "goodbyes.start",
        "privacy.wrong",
    ):
        assert amira.button(action, about=mentorship.id)


def test_one_mentor_of_two_domains_is_in_both_and_counted_once(talk, amira, lea):
    walk(talk, amira, lea, topics=("career.first_contract", "life.parenting_and_leave"))
    home(amira)
    said = [line.key for line in texts(amira)]
    assert (said.count("constellation.mentorship"), said.count("constellation.as_above")) == (1, 1)
    (summary,) = (line for line in texts(amira) if line.key == "constellation.summary")
    assert {line.key: line.blanks["n"] for line in lines_of(summary) if "n" in line.blanks} == {
        "constellation.people": 1,
        "constellation.domains": 2,
    }


def test_one_domain_may_have_two_mentors(talk, amira, lea):
    sol = talk.person("Sol Ito", ("faculty",))
    walk(talk, amira, lea)
    walk(talk, amira, sol)
    home(amira)
    assert [line.key for line in texts(amira)].count("constellation.domain") == 1
    assert [line.key for line in texts(amira)].count("constellation.mentorship") == 2


@pytest.mark.parametrize(
    ("state", "more", "says", "ways"),
    [
        (MentorshipState.EXPLORING, {}, "exploring", {"introductions.met", "mentorships.pause"}),
        (MentorshipState.ACTIVE, {}, "active", {"introductions.met", "mentorships.pause"}),
        (MentorshipState.PAUSED, {}, "paused", {"mentorships.resume"}),
        (MentorshipState.PAUSED, {"paused_until": NOW}, "paused_until", {"mentorships.resume"}),
        (MentorshipState.RESTING, {}, "resting", {"mentorships.reopen"}),
    ],
)
def test_every_state_of_a_mentorship_has_its_words_and_its_ways_on(talk, amira, lea, state, more, says, ways):
    walk(talk, amira, lea, state, **more)
    for someone in (amira, lea):
        assert f"constellation.state.{says}" in home(someone)
        assert ways | {"goodbyes.start", "privacy.wrong"} <= someone.actions()


def test_an_ended_mentorship_is_history(talk, amira, lea):
    walk(talk, amira, lea, MentorshipState.ENDED)
    assert "constellation.mentorship" not in home(amira) | home(lea)


def test_open_needs_and_needs_at_rest_are_named_with_their_ways_on(talk, amira):
    looking = talk.work.needs.add(Need(0, amira.id, ("research",), goal="A question", state=NeedState.OPEN))
    resting = talk.work.needs.add(Need(0, amira.id, ("exams",), state=NeedState.DORMANT))
    talk.work.needs.add(Need(0, amira.id, ("life",), state=NeedState.CLOSED))
    keys = home(amira)
    assert {
        "constellation.looking",
        "constellation.open_need_with_goal",
        "constellation.dormant_need",
    } <= keys
    assert "topics.life" not in keys
    assert amira.button("suggestions.show", about=looking.id)
    assert amira.button("needs.reopen", about=resting.id)


def test_the_rest_of_the_sky_is_named_once_there_is_something_in_it(talk, amira, lea):
    assert "constellation.elsewhere" not in home(amira)
    walk(talk, amira, lea)
    keys = home(amira)
    assert {"constellation.elsewhere", "topics.research"} <= keys


def test_companions_are_added_shown_in_their_domain_and_removed(talk, amira):
    home(amira)
    amira.presses("home.companion")
    amira.submits(name="Aunt Salma", kind="mentor", domain="life")
    amira.sees("constellation.companion_added", "constellation.companion.mentor", "topics.life")
    amira.presses("home.remove_companion")
    amira.sees("constellation.companion_removed", "constellation.empty")
    assert not talk.work.companions.where()


def test_nobody_removes_somebody_elses_companion(talk, amira, lea):
    mine = talk.work.companions.add(Companion(0, amira.id, "Aunt Salma", "life"))
    theirs = talk.work.companions.add(Companion(0, lea.id, "Old Friend", "life"))
    home(amira)
    with pytest.raises(AssertionError):
        amira.button("home.remove_companion", about=theirs.id)
    amira.presses("home.remove_companion", about=mine.id)
    amira.presses("home.remove_companion", about=mine.id)
    amira.sees("constellation.no_longer_open")
    assert talk.work.companions.where() == [theirs]


def test_what_waits_comes_first(talk, amira, lea):
    mentorship = walk(talk, amira, lea)
    need = talk.work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    work = talk.work
    work.requests.add(Request(0, need.id, amira.id, lea.id, state=RequestState.SENT, sent_at=NOW))
    work.goodbyes.add(
        Goodbye(0, mentorship.id, amira.id, state=GoodbyeState.HELD, send_at=NOW + timedelta(minutes=9))
    )
    work.checkins.add(CheckIn(0, amira.id, mentorship.id, Moment.FIRST, NOW))
    keys = home(amira)
    assert {"constellation.sent.sent", "constellation.held_note", "constellation.checkin"} <= keys
    assert {"requests.withdraw", "goodbyes.undo", "home.checkin"} <= amira.actions()
    assert texts(amira)[0].key == "constellation.waiting"
    home(lea)
    assert "home.request" in lea.actions()
    assert "constellation.held_note" not in lea.keys_at_home()


@pytest.mark.parametrize(
    ("state", "until", "says"),
    [
        (RequestState.QUEUED, None, "constellation.sent.queued"),
        (RequestState.NOT_NOW, NOW, "constellation.not_now_until"),
        (RequestState.NOT_NOW, None, None),
        (RequestState.DECLINED, None, None),
        (RequestState.EXPIRED, None, None),
    ],
)
def test_a_request_is_shown_while_it_is_on_its_way(talk, amira, lea, state, until, says):
    need = talk.work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    talk.work.requests.add(Request(0, need.id, amira.id, lea.id, state=state, until=until))
    shown = {key for key in home(amira) if key.startswith(("constellation.sent.", "constellation.not_now"))}
    assert shown == ({says} if says else set())


def test_a_mentor_sees_places_and_mentees_and_no_map_of_their_own(talk, amira, lea):
    walk(talk, amira, lea)
    keys = home(lea)
    assert {"constellation.mentees", "constellation.places.available", "constellation.mentorship"} <= keys
    assert "constellation.title" not in keys
    (taken,) = (line for line in lines_of(lea.home) if line.key == "constellation.taken")
    assert (taken.blanks["taken"], taken.blanks["n"]) == (1, 3)


def test_a_mentor_who_looks_for_someone_too_sees_both(talk, lea):
    talk.work.needs.add(Need(0, lea.id, ("promotion",), state=NeedState.OPEN))
    assert {"constellation.mentees", "constellation.title"} <= home(lea)


def test_a_mentor_without_a_profile_is_invited_to_set_one_up(talk):
    sol = talk.person("Sol Ito", ("faculty",))
    assert "constellation.no_profile" in home(sol)
    assert "profile.edit" in sol.actions()


@pytest.mark.parametrize(
    ("availability", "until", "says"),
    [
        (Availability.LIMITED, None, "limited"),
        (Availability.PAUSED, None, "paused"),
        (Availability.PAUSED, NOW + timedelta(days=9), "paused_until"),
    ],
)
def test_a_mentor_sees_how_open_they_are(talk, availability, until, says):
    sol = talk.person("Sol Ito", ("faculty",))
    talk.work.profiles.add(Profile(0, sol.id, ("career",), availability=availability, paused_until=until))
    assert f"constellation.places.{says}" in home(sol)
    assert "profile.resume" in sol.actions()


def test_the_home_is_a_card_too(talk, amira, lea):
    walk(talk, amira, lea)
    amira.says("/mentor home")
    amira.sees("constellation.title", "constellation.mentorship")
    amira.says("accueil")
    amira.sees("constellation.title")


def test_no_row_holds_more_buttons_than_a_phone_shows(talk, amira, lea):
    walk(talk, amira, lea)
    for someone in (amira, lea):
        home(someone)
        assert all(len(part.buttons) <= ROW for part in someone.home.parts if isinstance(part, Choices))


def test_a_dead_card_gets_one_kind_answer_and_changes_nothing(talk, amira, lea):
    mentorship = walk(talk, amira, lea)
    home(amira)
    talk.work.mentorships.save(
        Mentorship(**{**vars(mentorship), "state": MentorshipState.ENDED, "holds": False})
    )
    amira.presses("mentorships.pause")
    if amira.form:
        amira.submits()
    amira.sees("constellation.no_longer_open", "constellation.title")
    assert talk.work.mentorships.get(mentorship.id).state is MentorshipState.ENDED


def test_a_dead_card_leads_a_visitor_to_the_way_in(talk):
    noor = talk.stranger("Noor")
    noor.arrives()
    noor.presses("welcome.start")
    talk.later(days=130)
    noor.submits(brings="mentee", agree=("keep",))
    noor.sees("constellation.no_longer_open", "constellation.not_joined")
    assert not noor.person.is_here


def test_a_request_is_read_again_from_home_until_it_is_answered(talk, amira, lea):
    need = talk.work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    row = talk.work.requests.add(
        Request(
            0, need.id, amira.id, lea.id, "Would you read my draft?", state=RequestState.SENT, sent_at=NOW
        )
    )
    home(lea)
    lea.presses("home.request")
    lea.sees("answers.would_value", "names.verbatim")
    lea.presses("answers.decline", about=row.id)
    lea.presses("home.request")
    lea.sees("constellation.no_longer_open")


def test_a_check_in_is_opened_again_from_home_until_it_is_answered(talk, amira, lea):
    mentorship = walk(talk, amira, lea, met_at=NOW)
    row = talk.work.checkins.add(CheckIn(0, amira.id, mentorship.id, Moment.FIRST, NOW))
    talk.work.checkins.save(replace(row, card=row.id))
    home(amira)
    amira.presses("home.checkin")
    amira.sees("checkins.only_you")
    amira.presses("checkins.skip", about=row.id)
    amira.presses("home.checkin")
    amira.sees("constellation.no_longer_open")


def test_only_the_newest_check_in_of_a_mentorship_waits_at_home(talk, amira, lea):
    mentorship = walk(talk, amira, lea, met_at=NOW)
    talk.work.checkins.add(CheckIn(0, amira.id, mentorship.id, Moment.FIRST, NOW))
    newest = talk.work.checkins.add(CheckIn(0, amira.id, mentorship.id, Moment.SIX_WEEKS, NOW))
    home(amira)
    assert "constellation.checkin" in amira.keys_at_home()
    talk.work.checkins.save(replace(newest, state=CheckInState.ANSWERED))
    home(amira)
    assert "constellation.checkin" not in amira.keys_at_home()


def test_a_crowded_sky_is_cut_to_what_fits_and_keeps_its_last_row(talk, amira):
    for number in range(40):
        talk.work.companions.add(Companion(0, amira.id, f"Friend {number}", "life", "peer"))
    amira.says("home")
    (card,) = amira.newest()
    assert len(card.parts) <= 50
    amira.sees("constellation.more")
    assert {"pauses.me", "help.show"} <= amira.actions()


def test_an_ask_about_drift_and_what_has_ended_do_not_wait_at_home(talk, amira, lea):
    walking, over = walk(talk, amira, lea), walk(talk, amira, lea, MentorshipState.ENDED, holds=False)
    talk.work.checkins.add(CheckIn(0, amira.id, walking.id, Moment.DRIFT, NOW))
    talk.work.checkins.add(CheckIn(0, amira.id, over.id, Moment.FIRST, NOW))
    assert "constellation.checkin" not in home(amira)
