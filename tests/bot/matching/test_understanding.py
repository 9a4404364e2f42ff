import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.domains import PROPOSED, understood
from bot.matching.topics import TOPICS, domain_of
from tests.bot.matching.development import written


def test_a_need_may_speak_of_two_things() -> None:
    said = "how do I negotiate my first staff contract while pregnant?"
    assert understood(said) == ("career.first_contract", "life.parenting_and_leave")


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("comment négocier mon premier contrat", "career.first_contract"),
        ("COMMENT NEGOCIER MON PREMIER CONTRAT", "career.first_contract"),
        ("coment negocier mon premer contrat", "career.first_contract"),
        ("how to anser the reviewers of my manuscrpt", "research.writing"),
        ("j’ai échoué à mon examen", "exams.retaking"),
        ("I am burnt out", "life.burnout"),
        ("burnout", "life.burnout"),
        ("POCUS", "procedures.ultrasound"),
    ],
)
def test_accents_case_and_misspellings_do_not_count(said: str, topic: str) -> None:
    assert understood(said)[0] == topic


@pytest.mark.parametrize("said", written()["nothing"])
def test_a_greeting_or_nonsense_asks_for_nothing(said: str) -> None:
    assert understood(said) == ()


@pytest.mark.parametrize("said", ["", " ", "\n", "patient in room 4 has fever", "68M chest pain, troponin 4"])
def test_nothing_and_patients_ask_for_nothing(said: str) -> None:
    assert understood(said) == ()


def test_j_ai_is_not_artificial_intelligence() -> None:
    assert "innovation.informatics" not in understood("j'ai une entrevue demain")


def test_who_somebody_is_is_never_guessed_from_letters_alone() -> None:
    assert not {domain_of(topic) for topic in understood("68 yo male with chest pain, troponin 4")} & {
        "identity"
    }


@given(st.text(max_size=300))
def test_whatever_is_typed_at_most_three_known_topics_are_proposed_each_once(said: str) -> None:
    proposed = understood(said)
    assert len(proposed) == len(set(proposed)) <= PROPOSED
    assert set(proposed) <= set(TOPICS)
    assert understood(said) == proposed


@pytest.mark.parametrize(
    "piece", ["pregnant and negotiating ", "a", "é", "ﷺ", " ", "first ", "\x00", "'ai j"]
)
def test_a_mebibyte_is_read_no_longer_than_its_beginning(piece: str) -> None:
    said = piece * ((1 << 20) // len(piece))
    understood(said[:100])
    began = time.process_time()
    understood(said)
    assert time.process_time() - began < 0.05
