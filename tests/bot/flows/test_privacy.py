"""Privacy: what is known and who sees it, export, consents, forget me, keeping apart."""

import json
from dataclasses import replace

import pytest

from bot.cards import File
from bot.mentoring.checkins import CheckIn, CheckInState, Moment
from bot.mentoring.consent import agreed
from bot.mentoring.goodbyes import Goodbye, GoodbyeState
from bot.mentoring.mentorships import Meeting, Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Bar, Companion, Tie
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.queue import Waiting
from bot.mentoring.requests import Request, RequestState
from tests.bot.flows.talk import NOW, Talk, lines_of
from tests.fakes import FakeWork

MINE = ("My goal", "My words", "My request", "My answer", "My note", "My label", "My reply", "Aunt Salma")
THEIRS = ("Their answer", "Their label", "Their offer")


@pytest.fixture
def talk():
    return Talk(
        FakeWork(Programme(1, "Demo", human="Dr. Ana Cruz, 555-0100", resources="wellness.example.org"))
    )


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad", level="pgy4")


@pytest.fixture
def lea(talk):
    return talk.person("Léa Roy", ("faculty",), courtesy="dre")


@pytest.fixture
def lived(talk, amira, lea):
    """A mentorship with something of everything in it, from both sides."""
    work = talk.work
    work.profiles.add(Profile(0, lea.id, ("career",), "Their offer", capacity=3, taken=1))
    need = work.needs.add(Need(0, amira.id, ("career",), "My words", "My goal", state=NeedState.MET))
    asked = Request(0, need.id, amira.id, lea.id, "My request", state=RequestState.ACCEPTED, sent_at=NOW)
    request = work.requests.add(asked)
    mentorship = work.mentorships.add(
        Mentorship(
            0, need.id, request.id, amira.id, lea.id, ("career",), "My goal", state=MentorshipState.ACTIVE
        )
    )
    for person, words in ((amira.id, "My answer"), (lea.id, "Their answer")):
        state, answers = CheckInState.ANSWERED, {"unexpected": words}
        work.checkins.add(
            CheckIn(0, person, mentorship.id, Moment.FIRST, NOW, 0, answers, state, answered_at=NOW)
        )
        work.meetings.add(Meeting(0, mentorship.id, person, NOW.date()))
    work.goodbyes.add(
        Goodbye(0, mentorship.id, amira.id, "My note", label="My label", state=GoodbyeState.SENT, sent_at=NOW)
    )
    theirs = Goodbye(0, mentorship.id, lea.id, "A note to me", label="Their label", reply="My reply")
    work.goodbyes.add(replace(theirs, state=GoodbyeState.ANSWERED, sent_at=NOW))
    work.companions.add(Companion(0, amira.id, "Aunt Salma", "life"))
    work.ties.add(Tie(0, lea.id, amira.id, "supervisor"))
    return mentorship


def exported(someone):
    someone.says("/mentor privacy")
    someone.presses("privacy.export")
    (file,) = someone.files()
    assert file.media_type == "application/json"
    return json.loads(file.text)


def test_what_is_known_is_told_in_facts_with_who_sees_each(talk, amira, lived):
    for typed in ("privacy", "/mentor confidentialité", "confidentialite"):
        amira.says(typed)
        amira.sees("privacy.title", "levels.pgy4", "privacy.platform")
        amira.sees(
            *(f"privacy.sees.{what}" for what in ("me", "needs", "requests", "mentorships", "checkins"))
        )
        amira.sees("privacy.need.met", "privacy.request.accepted", "privacy.mentorship.active")
        assert "privacy.sees.profile" not in amira.new_keys()


def test_answers_and_notes_are_never_said_in_the_chat(amira, lived):
    amira.says("privacy")
    said = " ".join(str(line.blanks) for card in amira.newest() for line in lines_of(card))
    assert not [words for words in (*MINE[:-1], *THEIRS) if words in said]


def test_a_mentors_facts_hold_their_profile(lea, lived):
    lea.says("privacy")
    lea.sees("privacy.about.profile", "profile.places", "privacy.request_of.mentor_id")


def test_a_long_list_is_cut_and_says_so(talk, amira):
    for _ in range(12):
        talk.work.needs.add(Need(0, amira.id, ("career",), state=NeedState.OPEN))
    amira.says("privacy")
    amira.sees("privacy.more")


def test_the_export_holds_everything_that_is_theirs_and_nothing_of_the_others_own(amira, lived):
    text = json.dumps(exported(amira), ensure_ascii=False)
    assert not [words for words in MINE if words not in text]
    assert not [words for words in THEIRS if words in text]
    assert "A note to me" in text
    assert "Léa Roy" in text


def test_the_export_of_the_other_side_holds_only_what_is_theirs(lea, lived):
    text = json.dumps(exported(lea), ensure_ascii=False)
    assert not [words for words in THEIRS if words not in text]
    assert not [words for words in ("My answer", "My label", "My words", "My request") if words in text]


def test_the_export_names_who_they_keep_away_from_but_never_who_keeps_away_from_them(talk, amira, lea):
    talk.work.bars.add(Bar(0, lea.id, amira.id, blocked=True))
    assert exported(amira)["people_i_keep_away_from"] == []
    assert [row["other"] for row in exported(lea)["people_i_keep_away_from"]] == ["Amira Haddad"]


def test_every_kind_of_row_that_is_theirs_is_in_the_export(amira, lived):
    empty = {name for name, rows in exported(amira).items() if not rows}
    assert empty == {"profile", "suggestions_shown_to_me", "requests_i_received", "people_i_keep_away_from"}


def test_consents_are_withdrawn_and_given_again_each_with_its_time(talk, amira):
    amira.says("privacy")
    amira.presses("privacy.consents")
    amira.submits(agree=())
    held = talk.work.consents.where(person_id=amira.id)
    assert agreed(held) == {"keep"}
    assert all(consent.withdrawn_at == talk.now for consent in held if consent.purpose != "keep")
    amira.says("privacy")
    amira.presses("privacy.consents")
    amira.submits(agree=("figures",))
    assert agreed(talk.work.consents.where(person_id=amira.id)) == {"keep", "figures"}
    assert amira.person.is_here


def test_before_joining_one_can_ask_what_is_kept_and_have_it_erased(talk):
    noor = talk.stranger("Noor Ito", "noor@example.org")
    noor.arrives()
    noor.presses("privacy.show")
    noor.sees("privacy.not_joined", "people.email")
    noor.presses("privacy.forget")
    noor.presses("privacy.forget_me")
    noor.sees("privacy.forgotten")
    assert not [person for person in talk.work.people.where() if person.name or person.email]


def test_forget_me_asks_first_and_says_what_it_cannot_reach(talk, amira, lived):
    before = talk.work.people.where()
    amira.says("privacy")
    amira.presses("privacy.forget")
    amira.sees("privacy.forget_what", "privacy.forget_others", "privacy.forget_platform")
    assert talk.work.people.where() == before
    amira.presses("home.show")
    amira.sees("constellation.title")


def test_forget_me_erases_at_once_and_ends_what_is_open_kindly(talk, amira, lea, lived):
    gone = amira.id
    amira.says("privacy")
    amira.presses("privacy.forget")
    amira.presses("privacy.forget_me")
    amira.sees("privacy.forgotten", "privacy.forget_platform")
    assert talk.work.people.get(gone).name == ""
    assert not talk.work.people.get(gone).is_here
    assert talk.work.mentorships.get(lived.id).state is MentorshipState.ENDED
    assert talk.work.profiles.of(lea.id).taken == 0
    kept = [row for name, rows in talk.work.tables.items() for row in rows.where()]
    assert not [
        row for row in kept if any(words in str(row) for words in (*MINE, "Amira", "amira@example.org"))
    ]


def test_who_was_forgotten_may_begin_afresh(talk, amira, lived):
    amira.says("privacy")
    amira.presses("privacy.forget")
    amira.presses("privacy.forget_me")
    assert amira.person.name == ""
    amira.presses("welcome.start")
    amira.submits(brings="mentee", agree=("keep",))
    assert amira.person.is_here
    amira.opens_home()
    assert "constellation.empty" in amira.keys_at_home()


def test_a_card_from_before_is_dead_after_forgetting(talk, amira, lived):
    amira.opens_home()
    amira.says("privacy")
    _, old = amira.button("privacy.export")
    amira.presses("privacy.forget")
    amira.presses("privacy.forget_me")
    amira.presses_old(old)
    amira.sees("constellation.no_longer_open")


def test_only_people_one_has_met_can_be_blocked(talk, amira, lea, lived):
    talk.person("Sol Ito", ("faculty",))
    amira.says("privacy")
    amira.presses("privacy.block")
    (who,) = amira.form.fields
    assert [option.value for option in who.options] == [str(lea.id)]


def test_who_met_nobody_is_told_so(amira):
    amira.says("privacy")
    amira.presses("privacy.block")
    amira.sees("privacy.nobody_met")


def test_a_block_ends_everything_between_the_two_without_a_note(talk, amira, lea, lived):
    work = talk.work
    need = work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    work.requests.add(Request(0, need.id, amira.id, lea.id, state=RequestState.SENT, sent_at=NOW))
    amira.says("privacy")
    amira.presses("privacy.block")
    amira.submits(who=str(lea.id))
    amira.sees("privacy.apart")
    assert work.bars.first(person_id=amira.id, other_id=lea.id, blocked=True)
    assert work.mentorships.get(lived.id).state is MentorshipState.ENDED
    assert work.requests.get(2).state is RequestState.WITHDRAWN
    assert work.profiles.of(lea.id).taken == 0
    lea.sees("goodbyes.closed")
    assert not {key for key in lea.new_keys() if key.startswith("privacy.")}


def test_a_mentors_block_reads_like_any_other_no(talk, amira, lea, lived):
    work = talk.work
    need = work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    work.requests.add(Request(0, need.id, amira.id, lea.id, state=RequestState.SENT, sent_at=NOW))
    lea.says("privacy")
    lea.presses("privacy.block")
    lea.submits(who=str(amira.id))
    assert work.requests.get(2).state is RequestState.DECLINED
    amira.sees("requests.declined", "goodbyes.closed")


def test_never_suggest_becomes_a_block(talk, amira, lea, lived):
    talk.work.bars.add(Bar(0, amira.id, lea.id))
    amira.says("privacy")
    amira.presses("privacy.block")
    amira.submits(who=str(lea.id))
    (bar,) = talk.work.bars.where(person_id=amira.id)
    assert bar.blocked
    amira.says("privacy")
    amira.sees("privacy.blocked")


def test_something_felt_wrong_offers_a_person_and_a_block_and_tells_nobody(talk, amira, lea, lived):
    amira.opens_home()
    amira.presses("privacy.wrong", about=lived.id)
    amira.sees("privacy.human", "privacy.resources", "privacy.wrong_danger", "privacy.block_name")
    assert not talk.work.queue.where()
    amira.presses("privacy.block_now", about=lived.id)
    amira.sees("privacy.apart")
    assert talk.work.mentorships.get(lived.id).state is MentorshipState.ENDED
    assert not talk.work.queue.where()


def test_the_coordinator_learns_of_it_only_when_asked_and_once(talk, amira, lived):
    for _ in range(2):
        amira.says("privacy")
        amira.presses("privacy.wrong")
        amira.presses("privacy.tell")
        amira.sees("privacy.told")
    (item,) = talk.work.queue.where()
    assert (item.kind, item.about, item.topic) == (Waiting.SAFETY, amira.id, "")


def test_a_programme_that_names_nobody_still_says_where_to_turn():
    amira = Talk().person("Amira Haddad")
    amira.says("privacy")
    amira.presses("privacy.wrong")
    amira.sees("privacy.no_human")
    assert "privacy.resources" not in amira.new_keys()


def test_the_export_is_a_file_and_its_card_says_where_it_stays(amira, lived):
    amira.says("privacy")
    amira.presses("privacy.export")
    amira.sees("privacy.exported", "privacy.file")
    assert any(isinstance(part, File) for card in amira.newest() for part in card.parts)


def test_the_coordinator_reads_a_name_and_nothing_more(talk, amira, lived):
    ana = talk.person("Ana Cruz", ("coordinator",))
    amira.opens_home()
    amira.presses("privacy.wrong", about=lived.id)
    amira.presses("privacy.tell")
    ana.says("/mentor queue")
    ana.sees("queue.safety", "names.plain")
    assert "Léa Roy" not in str(ana.newest())
