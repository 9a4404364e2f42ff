"""A note says what its author typed, and nothing that they did not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import line
from bot.flows.goodbye_note import DOORS, SLOTS, TONES, Note, composed

ROY = line("names.dr", name="Roy")
TYPED = {
    "thanks": "your blunt read of my draft contract",
    "change": "I got the parental clause",
    "reason": "my focus is my fellowship",
    "wish": "a calm autumn",
}


def test_a_warm_note_in_english() -> None:
    assert composed(Note(ROY, TYPED)) == (
        "Thank you, Dr. Roy, for your blunt read of my draft contract. "
        "Because of that, I got the parental clause. "
        "These days my focus is my fellowship, so I’d like to bring our mentoring to a close. "
        "I wish you a calm autumn. I hope we stay in touch."
    )


def test_a_formal_note_in_french() -> None:
    typed = {
        "thanks": "votre lecture franche de mon contrat",
        "change": "j’ai obtenu la clause parentale",
        "reason": "",
        "wish": "un bel automne",
    }
    note = Note(line("names.dre", name="Roy"), typed, tone="formal", door="goodbye", locale="fr")
    assert composed(note) == (
        "Bonjour Dre Roy,\n\n"
        "Je vous prie d’accepter mes remerciements pour votre lecture franche de mon contrat. "
        "Grâce à cela, j’ai obtenu la clause parentale. "
        "Je souhaite mettre un terme à notre mentorat. "
        "Je vous souhaite un bel automne. Je vous dis au revoir."
    )


def test_an_empty_slot_leaves_its_sentence_out() -> None:
    assert composed(Note(ROY, {}, tone="brief", door="goodbye")) == (
        "Thanks, Dr. Roy. I’m moving on now. Goodbye."
    )


def test_two_who_never_met_get_a_short_one() -> None:
    said = composed(Note(ROY, {"thanks": "ignored"}, met=False))
    assert said == (
        "Thank you, Dr. Roy, for saying yes. We haven’t met, and I’d like to leave it there. "
        "I hope we stay in touch."
    )
    by_mentor = composed(Note(line("names.plain", name="Amira"), {}, met=False, by_mentor=True))
    assert by_mentor.startswith("Thank you, Amira, for writing to me.")


@pytest.mark.parametrize(
    "typed",
    ["your time", "your time.", " your time ", "Thank you for your time", "thank you for your time…"],
)
def test_the_beginning_that_the_form_shows_may_be_typed_again(typed: str) -> None:
    said = composed(Note(ROY, {"thanks": typed}))
    assert said.startswith("Thank you, Dr. Roy, for your time. ")


@given(slots=st.fixed_dictionaries({}, optional={name: st.text(max_size=60) for name in SLOTS}))
def test_whatever_was_typed_is_in_the_note_and_its_blanks_are_filled(slots: dict[str, str]) -> None:
    for tone, door, locale, met in product(TONES, DOORS, ("en", "fr"), (True, False)):
        said = composed(Note(ROY, slots, tone, door, locale, met))
        plain = composed(Note(ROY, {}, tone, door, locale, met))
        kept = {name for name in slots if met or name in ("reason", "wish")}
        for name in kept:
            assert slots[name].strip().rstrip(".… ") in said or len(said) > len(plain)
        if not any(slots[name].strip(".… ") for name in kept):
            assert said == plain


def test_no_tone_praises_by_itself() -> None:
    for tone, locale in product(TONES, ("en", "fr")):
        said = composed(Note(ROY, {}, tone, "goodbye", locale)).casefold()
        praise = (
            "great",
            "wonderful",
            "invaluable",
            "help",
            "learn",
            "merveilleu",
            "précieu",
            "aid",
            "appris",
        )
        assert not [word for word in praise if word in said]
