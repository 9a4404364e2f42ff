"""What is seldom shown: every state of every row that a card names, every fault of a roster."""

from dataclasses import replace

import pytest

from bot.cards import Press
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Person, Role
from bot.mentoring.queue import QueueItem, Waiting
from bot.mentoring.requests import Request, RequestState
from bot.turns import Sender
from tests.bot.flows import asking
from tests.bot.flows.pair import introduced
from tests.bot.flows.talk import Someone, Talk, lines_of
from tests.bot.proof.village import presses

FILES = {
    "not_csv": 'email,name\n"' + "x" * 140_000,
    "nobody": "email,name\n",
    "column_unknown": "email,name,hobby\na@b.ca,A,chess\n",
    "column_twice": "email,name,email\na@b.ca,A,a@b.ca\n",
    "column_missing": "email\na@b.ca\n",
}
"""Files of which nothing can be read."""

ROWS = {
    "too_wide": ",,,,,,,,,more",
    "empty": "",
    "twice": "",
    "too_long": "x" * 201,
    "bad_roles": "king",
    "bad_level": "grandmaster",
    "bad_discipline": "alchemy",
    "bad_language": "la",
    "bad_zone": "Mars/Olympus",
    "bad_courtesy": "sir",
    "bad_status": "asleep",
    "bad_supervisors": "someone",
}
"""Rows of which one cell can't be read."""


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad", discipline="anesthesiology")


@pytest.fixture
def sam(talk):
    return talk.person("Sam Okafor", (Role.COORDINATOR,))


def imports(sam, text):
    sam.says("/mentor import")
    sam.presses("roster.ask")
    sam.submits(file=text)


@pytest.mark.parametrize("fault", FILES)
def test_a_file_of_which_nothing_can_be_read_says_why_at_its_place(sam, fault):
    imports(sam, FILES[fault])
    assert sam.errors == {"file": "roster.fault"}


@pytest.mark.parametrize("fault", ROWS)
def test_a_row_of_which_a_cell_cannot_be_read_is_left_out_and_named(sam, fault):
    column = fault.removeprefix("bad_")
    rows = {
        "too_wide": "email,name\nok@b.ca,Fine\na@b.ca,A,more",
        "empty": "email,name\nok@b.ca,Fine\na@b.ca,",
        "twice": "email,name\nok@b.ca,Fine\nok@b.ca,A",
        "too_long": f"email,name\nok@b.ca,Fine\na@b.ca,{ROWS[fault]}",
    }
    imports(sam, rows.get(fault, f"email,name,{column}\nok@b.ca,Fine,\na@b.ca,A,{ROWS[fault]}"))
    sam.sees("roster.dry_run", f"roster.{fault}")


def test_more_faults_than_are_named_are_counted_and_an_import_can_be_left(sam):
    imports(sam, "email,name\nok@b.ca,Fine\n" + "bad,row\n" * 30)
    sam.sees("roster.more")
    sam.presses("roster.cancel")
    sam.sees("roster.cancelled")


def test_what_is_known_is_told_in_every_state(talk, amira):
    work, roy = talk.work, talk.person("Roy Gagnon", ("faculty",), courtesy="dr")
    for state in NeedState:
        topics = () if state is NeedState.DRAFT else (asking.CONTRACT,)
        need = work.needs.add(Need(0, amira.id, topics, state=state, created_at=talk.now))
    for number, state in enumerate(RequestState):
        other = talk.person(f"M{number} Mentor", ("faculty",))
        work.requests.add(Request(0, need.id, amira.id, other.id, state=state, sent_at=talk.now))
    for state in MentorshipState:
        work.mentorships.add(Mentorship(0, need.id, 0, amira.id, roy.id, state=state, introduced_at=talk.now))
    told = set()
    for someone in (amira, *(talk_to(talk, person) for person in work.people.where()[2:])):
        someone.says("privacy")
        told |= someone.new_keys()
    assert {f"privacy.need.{state}" for state in NeedState} <= told
    assert {f"privacy.request.{state}" for state in RequestState} <= told
    assert {f"privacy.mentorship.{state}" for state in MentorshipState} <= told
    assert "privacy.no_topic" in told


def talk_to(talk, person):
    """Somebody of the programme, at their own screen."""
    user = talk.work.accounts.first(person_id=person.id).user
    return Someone(talk, Sender(user, person.name, person.email, person.locale))


def test_the_queue_names_nobody_who_is_gone_and_counts_what_it_does_not_show(talk, sam, amira):
    work = talk.work
    work.queue.add(QueueItem(0, Waiting.SAFETY, work.people.add(Person(0, "")).id, "", talk.now))
    work.queue.add(QueueItem(0, Waiting.UNMATCHED, amira.id, "", talk.now))
    work.queue.add(QueueItem(0, Waiting.EXPIRED, amira.id, "", talk.now))
    sam.says("/mentor queue")
    sam.sees("queue.someone", "queue.unmatched_other", "queue.expired_other")
    for number in range(40):
        work.queue.add(QueueItem(0, Waiting.EXPIRED, 100 + number, asking.CONTRACT, talk.now))
    sam.says("/mentor queue")
    sam.sees("queue.more")


def test_a_reminder_is_brought_forward_and_a_pause_can_be_left(talk, sam, amira):
    mentor = asking.mentor(talk, "Léa Roy")
    asking.ask(amira, mentor, asking.need(talk, amira))
    talk.later(days=3)
    sam.says("/mentor nudge")
    sam.sees("queue.nudged")
    sam.says("/mentor pause-all")
    sam.presses("queue.leave")
    sam.sees("queue.left_as_is")


def test_nothing_waits_and_suggestions_are_a_press_away(amira):
    presses(amira, Press("requests.show"))
    amira.sees("requests.none", "requests.suggest")


def test_a_round_stops_where_nobody_has_a_request(talk, amira):
    mentors = [asking.mentor(talk, name) for name in ("Léa Roy", "Roy Gagnon")]
    need = asking.need(talk, amira)
    for rank, mentor in enumerate(mentors, start=1):
        state = RequestState.QUEUED
        talk.work.requests.add(Request(0, need.id, amira.id, mentor.id, rank=rank, state=state))
    presses(amira, Press("requests.stop", talk.work.requests.where()[0].id))
    amira.sees("requests.stopped")


def test_a_request_that_waits_for_a_day_or_for_one_topic_says_so(talk, amira):
    roy = asking.mentor(talk, "Roy Gagnon", asking.CONTRACT, asking.PARENTING)
    need = asking.need(talk, amira, asking.CONTRACT, asking.PARENTING)
    request = asking.ask(amira, roy, need)
    roy.presses("answers.not_now")
    roy.submits(until="2026-08-03", only=asking.PARENTING)
    amira.sees("requests.not_before_only")
    presses(amira, Press("requests.show"))
    amira.sees("requests.row.not_now")
    assert talk.work.requests.get(request.id).only_domain == asking.PARENTING


@pytest.mark.parametrize("formats", [("in_person", "phone"), ("message",)])
@pytest.mark.parametrize("replies", ["a_day", "a_week", "two_weeks"])
def test_every_way_of_working_is_shown(talk, amira, formats, replies):
    asking.mentor(talk, "Léa Roy", formats=formats, replies=replies, meets="Tuesdays")
    asking.need(talk, amira)
    amira.says("suggestions")
    amira.sees(*(f"suggestions.way.{name}" for name in formats), f"suggestions.within.{replies}")


def test_one_of_the_same_discipline_is_shown_as_such(talk, amira):
    asking.mentor(talk, "Léa Roy", "career")
    asking.need(talk, amira)
    amira.says("suggestions")
    amira.sees("suggestions.reason.same_discipline")


@pytest.mark.parametrize(("challenges", "yes"), [(1, "needs.yes"), (3, "needs.yes_all")])
def test_one_or_three_topics_are_confirmed_with_one_press(amira, challenges, yes):
    words = {
        1: "how do I negotiate my first contract?",
        3: "first contract, burnout, and my stalled research project with authorship trouble",
    }
    presses(amira, Press("needs.new"))
    amira.submits(words=words[challenges])
    amira.sees(yes)


def test_a_need_that_was_never_finished_is_put_away(talk, amira):
    draft = talk.work.needs.add(Need(0, amira.id, (), words="mine", created_at=talk.now))
    presses(amira, Press("needs.close", draft.id))
    amira.sees("needs.closed_draft")


def test_a_need_at_rest_keeps_its_goal_at_home(talk, amira):
    asking.need(talk, amira, goal="A fair contract")
    need = talk.work.needs.where()[0]
    talk.work.needs.save(replace(need, state=NeedState.DORMANT))
    amira.opens_home()
    assert "constellation.dormant_need_with_goal" in amira.keys_at_home()


def test_a_pause_that_was_not_meant_is_left(talk):
    pair = introduced(talk)
    presses(pair.amira, Press("mentorships.pause", pair.id))
    pair.amira.submits(until="2026-06-20")
    pair.amira.presses("mentorships.leave")
    pair.amira.sees("mentorships.pausing.kept")


def test_a_rhythm_of_ones_own_is_told_in_days(talk):
    pair = introduced(talk)
    talk.work.mentorships.save(replace(pair.now, rhythm=45))
    presses(pair.amira, Press("mentorships.adjust", pair.id))
    assert "mentorships.rhythm.other" in {said.key for said in lines_of(pair.amira.form)}


def test_too_many_ticks_and_too_long_a_file_are_named_at_their_place(talk, sam, amira):
    presses(amira, Press("needs.choose"))
    amira.submits(domains=("career", "life", "exams", "research"))
    assert amira.errors == {"domains": "forms.too_many"}
    imports(sam, "x" * 1_000_001)
    assert sam.errors == {"file": "forms.too_large"}


@pytest.mark.parametrize(("email", "key"), [("lea@example.org", "reach"), ("", "reach_here")])
def test_two_without_a_conversation_in_common_are_told_how_to_reach_each_other(talk, amira, email, key):
    lea = asking.mentor(talk, "Léa Roy")
    talk.work.people.save(replace(lea.person, email=email))
    asking.ask(amira, lea, asking.need(talk, amira))
    alone = talk.work.accounts.first(person_id=amira.id)
    talk.work.accounts.save(replace(alone, joint=False))
    lea.presses("answers.accept")
    amira.sees("introductions.yes_apart")
    amira.sees(f"introductions.{key}")
