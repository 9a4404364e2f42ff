"""Old cards, other people's cards, and whatever people type: always a kind answer, and nothing changes."""

from itertools import pairwise

import pytest

from tests.journeys.chat import Someone
from tests.journeys.scenes import doctor, introduced, looks_for, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")
ODD = (
    "<script>alert(1)</script>",
    "'; DROP TABLE people; --",
    "{name} {0} %s **bold** _under_ <@U123>",
    "\u202eesrever\u202c \u0000 \ud7ff",
    "Z\u0351\u0343\u0302a\u0300\u0301l\u0334g\u0321o",
    "👩🏽‍⚕️" * 50,
    "lorem ipsum " * 300,
)


async def test_an_old_card_and_anothers_card_get_the_same_kind_answer(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, *NEED)
    await writes(amira, "Write to Dr. Roy", "Could we talk?")
    asked = await lea.sees("Could we talk?")

    nosy = Someone(chat.platform, amira.user, amira.name)
    await nosy.presses_again("Yes, let’s meet", asked)
    await nosy.sees("This card is no longer open. Here is where things stand.", "Waiting for you")
    await amira.never_saw("said yes")

    await lea.presses("No")
    for answer in ("Yes, let’s meet", "One meeting", "No"):
        await lea.presses_again(answer, asked)
        await lea.sees("This card is no longer open. Here is where things stand.")
    await amira.never_saw("said yes")


async def test_une_vieille_carte_apres_quatre_mois_ne_change_plus_rien(chat):
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await looks_for(maude, "Je frôle l’épuisement professionnel", "Épuisement professionnel", locale="fr")
    old = await maude.sees("C’est noté", "Mettre de côté")
    await chat.later(days=130)
    await maude.presses_again("Mettre de côté", old)
    await maude.sees("Cette carte n’est plus ouverte. Voici où en sont les choses.", "Encore ouvert")


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_odd_words_never_meet_silence(chat, odd):
    ben = await chat.joins("Ben Cole")
    for text in (odd, f"/mentor {odd}", f"/mentor need {odd}"):
        await ben.says(text)
        await ben.sees("")
        await ben.never_saw("alert(1)")


async def test_the_same_not_understood_is_never_said_twice_in_a_row(chat):
    ben = await chat.joins("Ben Cole")
    answers = []
    for text in ("qwrtz", "asdf jkl", "mmmh", "zzz"):
        await ben.says(text)
        answers.append((await ben.sees("A new need", "Help")).text.split("\n")[0])
    assert all(one != after for one, after in pairwise(answers))
    await ben.says("Thank you!")
    await ben.sees("You’re welcome.")
    await ben.says("hello")
    await ben.sees("Hello Ben. What can I do for you?")


async def test_des_mots_hostiles_arrivent_tels_quels_a_la_mentore_et_nulle_part_ailleurs(chat):
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("life",), challenges=("life.burnout",))
    maude = await chat.joins("Maude Tremblay", locale="fr")
    need = ("Je frôle l’épuisement professionnel", "Épuisement professionnel")
    await looks_for(maude, *need, locale="fr")
    await maude.presses("Gagnon")
    await maude.fills(words="a" * 1_001)
    assert "C’est un peu long" in maude.errors["words"]
    await maude.fills(words="   ")
    assert "un mot ou deux suffisent" in maude.errors["words"]
    await maude.fills(words="<b>Bonjour</b> {name} **gras** & \u202e fin")
    seen = await sophie.sees("<b>Bonjour</b> {name} **gras** &")
    assert "\u202e" not in seen.text
    await sophie.presses("Oui, rencontrons-nous")
    await maude.sees("<b>Bonjour</b> {name} **gras** &", "vous avez dit oui")


async def test_a_need_that_is_met_does_not_stay_in_the_list(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    await amira.says("/mentor suggest")
    await amira.sees("Tell me first what you’d like help with.", "A new need")
