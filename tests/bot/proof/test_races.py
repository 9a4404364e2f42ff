"""Two who press at once, over real stores: one wins, the other is answered kindly, no place is held twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.cards import Outcome, Press
from bot.flows.requests_round import KEPT
from bot.mentoring.mentorships import NOT_ENDED
from bot.turns import Event, Pressed, Submitted
from tests.bot.flows import asking
from tests.bot.flows.talk import Someone, lines_of
from tests.bot.proof.on_disk import StoreTalk
from tests.bot.proof.village import handed
from tests.sizes import size

ROUNDS = size(3, 30)
STALE = "constellation.no_longer_open"


@pytest.fixture
def talk(store):
    return StoreTalk(store)


def at_once(*presses: tuple[Someone, str, int]) -> list[set[str]]:
    """Each of these presses in a thread of its own, at the same moment; what each was answered, in keys."""
    talk = presses[0][0].talk
    found = [(someone, *someone.button(action, about)) for someone, action, about in presses]
    return together(talk, *((someone, Pressed(button.token, ref)) for someone, ref, button in found))


def together(talk: StoreTalk, *turns: tuple[Someone, Event]) -> list[set[str]]:
    """Each of these turns in a thread of its own, at the same moment; what each was answered, in keys."""
    start = Barrier(len(turns))

    def act(someone: Someone, event: Event) -> Outcome:
        start.wait()
        return talk.submit(someone.sender, event).result()

    with ThreadPoolExecutor(len(turns)) as threads:
        outcomes = [acting.result() for acting in [threads.submit(act, *turn) for turn in turns]]
    return [{line.key for line in lines_of((outcome.show, outcome.instead))} for outcome in outcomes]


def mentor(talk, name, capacity=1):
    return asking.mentor(talk, name, capacity=capacity)


def mentee(talk, name):
    someone = talk.person(name)
    return someone, asking.need(talk, someone)


def ask(talk, name, mentor):
    """A new mentee who has written to the mentor, and the request."""
    someone, need = mentee(talk, f"{name} Haddad")
    return someone, asking.ask(someone, mentor, need)


def taken(talk, someone):
    return talk.work.profiles.of(someone.id).taken


def walks(talk, **who):
    return talk.work.mentorships.where(state=NOT_ENDED, **who)


def test_the_last_place_goes_to_one_of_those_who_were_accepted_at_once(talk):
    for round in range(ROUNDS):
        roy = mentor(talk, f"Roy{round} Gagnon")
        asked = [ask(talk, f"{name}{round}", roy)[1] for name in ("Amira", "Bea", "Chen")]
        said = at_once(*((roy, "answers.accept", request.id) for request in asked))
        assert sorted("answers.full" in keys for keys in said) == [False, True, True]
        assert sum("answers.accepted" in keys for keys in said) == 1
        assert taken(talk, roy) == len(walks(talk, mentor_id=roy.id)) == 1
        states = sorted(talk.work.requests.get(request.id).state for request in asked)
        assert states == ["accepted", "sent", "sent"]


def test_a_request_that_is_accepted_twice_at_once_is_accepted_once(talk):
    for round in range(ROUNDS):
        roy = mentor(talk, f"Roy{round} Gagnon", capacity=3)
        _, request = ask(talk, f"Amira{round}", roy)
        said = at_once(*[(roy, "answers.accept", request.id)] * 4)
        assert sorted(STALE in keys for keys in said) == [False, True, True, True]
        assert taken(talk, roy) == len(walks(talk, mentor_id=roy.id)) == 1


@pytest.mark.parametrize("answer", ["accept", "one_meeting", "decline"])
def test_a_request_that_is_taken_back_while_it_is_answered_is_one_or_the_other(talk, answer):
    for round in range(ROUNDS):
        roy = mentor(talk, f"Roy{round} Gagnon")
        amira, request = ask(talk, f"Amira{round}", roy)
        amira.says("home")
        turns = [(roy, f"answers.{answer}", request.id), (amira, "requests.withdraw", request.id)]
        said = at_once(*(turns if round % 2 else reversed(turns)))
        state = talk.work.requests.get(request.id).state
        assert sorted(STALE in keys for keys in said) == [False, True]
        assert (state == "withdrawn") is (STALE in said[0 if round % 2 else 1])
        assert len(walks(talk, mentor_id=roy.id)) == int(state in ("accepted", "one_meeting"))
        assert taken(talk, roy) == int(state == "accepted")


def test_two_mentors_who_accept_for_one_need_at_once_one_of_them_is_told_that_it_is_over(talk):
    for round in range(ROUNDS):
        roy, lea = mentor(talk, f"Roy{round} Gagnon"), mentor(talk, f"Lea{round} Roy")
        amira, need = mentee(talk, f"Amira{round} Haddad")
        asked = [asking.ask(amira, roy, need), asking.ask(amira, lea, need)]
        said = at_once((roy, "answers.accept", asked[0].id), (lea, "answers.accept", asked[1].id))
        assert sorted(STALE in keys for keys in said) == [False, True]
        assert len(walks(talk, need_id=need.id)) == 1
        assert taken(talk, roy) + taken(talk, lea) == 1


def test_a_mentor_who_is_asked_while_another_says_yes_is_not_left_with_a_request(talk):
    for round in range(ROUNDS):
        roy, lea = mentor(talk, f"Roy{round} Gagnon"), mentor(talk, f"Lea{round} Roy")
        amira, need = mentee(talk, f"Amira{round} Haddad")
        request = asking.ask(amira, roy, need)
        amira.presses("requests.write", need.id, str(lea.id))
        _, yes = roy.button("answers.accept", request.id)
        turns = [(amira, Submitted(amira.form.token, {"words": "You too?"})), (roy, Pressed(yes.token))]
        together(talk, *(turns if round % 2 else reversed(turns)))
        assert talk.work.needs.get(need.id).state == "met"
        assert not talk.work.requests.where(need_id=need.id, state=KEPT)


def test_two_who_end_at_once_give_the_place_back_once(talk):
    for round in range(ROUNDS):
        roy = mentor(talk, f"Roy{round} Gagnon", capacity=2)
        (amira, one), (_, other) = (ask(talk, f"{name}{round}", roy) for name in ("Amira", "Bea"))
        for request in (one, other):
            roy.presses("answers.accept", request.id)
        ours = walks(talk, mentee_id=amira.id)[0]
        for someone in (amira, roy):
            handed(someone, Press("goodbyes.silent", ours.id, "yes"))
        said = at_once((amira, "goodbyes.silent", ours.id), (roy, "goodbyes.silent", ours.id))
        assert sorted(STALE in keys for keys in said) == [False, True]
        assert taken(talk, roy) == len(walks(talk, mentor_id=roy.id)) == 1


def test_a_form_that_is_sent_by_two_windows_at_once_asks_once(talk):
    for round in range(ROUNDS):
        roy = mentor(talk, f"Roy{round} Gagnon")
        amira, need = mentee(talk, f"Amira{round} Haddad")
        amira.says("suggestions")
        amira.presses("requests.write", need.id, str(roy.id))
        sent = Submitted(amira.form.token, {"words": "Could we talk?"})
        keys = together(talk, *[(amira, sent)] * 4)
        assert sum("requests.sent" in said for said in keys) == 1
        assert sum("requests.already" in said for said in keys) == 3
        assert len(talk.work.requests.where(mentee_id=amira.id)) == 1
