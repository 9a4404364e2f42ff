from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.ranking import Offer, Wish
from bot.matching.reasons import (
    OpenPlaces,
    OtherDiscipline,
    OwnWords,
    SameDiscipline,
    SharedLanguage,
    SharedTopics,
    reasons,
)

WISH = Wish(
    topics=frozenset({"career.first_contract", "life.parenting_and_leave"}),
    words="negotiating my first staff contract while pregnant",
    languages=frozenset({"en"}),
    discipline="emergency_medicine",
    seed="need:1",
)
SAID = "Dr. Roy signed her first staff contract while pregnant."
ROY = Offer(
    mentor_id=1,
    topics=frozenset({"career.first_contract", "life.finances", "research"}),
    words=f"I like canoes. {SAID} Tuesdays suit me.",
    discipline="anesthesiology",
    languages=frozenset({"en", "fr"}),
    places=2,
)


def test_every_reason_is_a_fact_that_the_mentor_chose_to_show() -> None:
    assert reasons(WISH, ROY) == (
        SharedTopics(("career.first_contract", "life")),
        OwnWords(SAID),
        OtherDiscipline("anesthesiology"),
        SharedLanguage(("en",)),
        OpenPlaces(2),
    )


def test_nothing_shared_leaves_nothing_to_say() -> None:
    stranger = Offer(2, frozenset({"exams"}), "Hello.", "", frozenset({"fr"}), 0)
    assert reasons(WISH, stranger) == ()


def test_the_home_discipline_is_said_as_such() -> None:
    assert SameDiscipline("emergency_medicine") in reasons(
        WISH, replace(ROY, discipline="emergency_medicine")
    )


def test_a_sentence_that_is_not_like_the_need_is_not_quoted() -> None:
    facts = reasons(WISH, replace(ROY, words="I like canoes. Tuesdays suit me."))
    assert not [fact for fact in facts if isinstance(fact, OwnWords)]


def test_a_sentence_is_quoted_across_languages_when_it_speaks_of_the_topic() -> None:
    said = "Négocier un contrat et un salaire, ça s'apprend."
    assert OwnWords(said) in reasons(WISH, replace(ROY, words=f"Bonjour à vous. {said}"))


def test_who_somebody_is_is_quoted_only_to_a_need_that_names_it() -> None:
    said = "As a lesbian surgeon I negotiated my first staff contract."
    offer = replace(ROY, words=said)
    assert OwnWords(said) not in reasons(WISH, offer)
    asked = replace(WISH, topics=frozenset({"identity.2slgbtqia"}))
    assert OwnWords(said) in reasons(asked, offer)


@given(st.text(max_size=400))
def test_a_quoted_sentence_stands_in_the_profile_word_for_word(words: str) -> None:
    profile = f"{words} negotiating a first staff contract"
    for fact in reasons(WISH, replace(ROY, words=profile)):
        if isinstance(fact, OwnWords):
            assert " ".join(fact.sentence.split()) in " ".join(profile.split())
