"""Story 10: keeping apart, getting help, taking one's data along, being forgotten."""

import json

from tests.journeys.scenes import doctor, introduced, looks_for, met, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")
PROJECT = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")


async def two(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad", level="pgy4")
    await introduced(amira, lea, NEED, "I sign in May.")
    await met(amira)
    return amira, lea


async def deux(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await introduced(maude, karim, PROJECT, "Décider si je continue.", locale="fr")
    await met(maude, locale="fr")
    return maude, karim


async def exported(someone) -> dict:
    card = await someone.sees("(JSON)")
    ((name, text),) = card.files
    assert name == "constellation.json"
    return json.loads(text)


async def test_an_export_holds_all_that_is_hers_and_nothing_that_is_the_mentors(chat):
    amira, lea = await two(chat)
    await chat.later(days=36)
    await lea.presses("Not sure")
    await amira.presses("Keep going")
    await amira.says("/mentor privacy")
    await amira.sees("What I know about you", "With Dr. Léa Roy", "Your answers are in the export, not here")
    await amira.presses("Export my data")

    data = await exported(amira)
    assert data["person"]["name"] == "Amira Haddad"
    assert data["needs"][0]["goal"] == "I sign in May."
    assert data["requests_i_sent"][0]["words"] == "I sign in May."
    assert "keep" in str(data["checkins"])
    assert "unsure" not in str(data)

    await lea.says("/mentor privacy")
    await lea.presses("Export my data")
    theirs = await exported(lea)
    assert "unsure" in str(theirs["checkins"])
    assert "keep" not in str(theirs["checkins"])
    assert "negotiate" not in str(theirs)


async def test_forgotten_means_forgotten_and_the_other_reads_one_neutral_line(chat):
    amira, lea = await two(chat)
    await amira.says("/mentor privacy")
    await amira.presses("Forget me")
    await amira.sees("I would erase, at once and for good", "Keep me", "Erase everything")
    await amira.presses("Erase everything")
    await amira.sees("Done: everything I knew about you is erased.")
    await lea.sees("Your mentoring with someone who has left has come to a close.")
    await lea.opens_home()
    await lea.sees("Places taken: 0 of 2")


async def test_un_blocage_met_fin_a_tout_sans_explication(chat):
    maude, karim = await deux(chat)
    await maude.says("/mentor confidentialité")
    await maude.presses("Bloquer quelqu’un")
    await maude.fills(who="Dr Karim Benali")
    await maude.sees("Le Dr Benali et vous êtes à distance", "aucune suggestion ne vous réunira")
    told = await karim.sees("Votre mentorat avec Maude est arrivé à son terme. Vous n’avez rien à faire.")
    assert "bloqu" not in told.text
    await karim.never_saw("bloqué")

    await looks_for(maude, *PROJECT, locale="fr")
    await maude.sees("Personne dans le programme n’a de place")


async def test_something_felt_wrong_tells_nobody_unless_she_asks(chat):
    nadia = await chat.joins("Nadia Singh", coordinates=True)
    amira, lea = await two(chat)
    await amira.opens_home()
    await amira.presses("Something felt wrong")
    await amira.sees("I’m sorry.", "you don’t have to explain", "in confidence", "988", "Block Dr. Roy now")
    await nadia.says("/mentor queue")
    await nadia.never_saw("Amira")

    await amira.presses("Ask the programme to call me")
    await amira.sees("The coordinator now knows that you’d like someone to get in touch, and nothing else.")
    await nadia.says("/mentor queue")
    await nadia.sees("Amira Haddad")
    await nadia.never_saw("Roy")

    await amira.presses("Something felt wrong")
    await amira.presses("Block Dr. Roy now")
    await amira.sees("You and Dr. Roy are kept apart from now on")
    await lea.sees("Your mentoring with Amira has come to a close.")
    await lea.never_saw("wrong")


async def test_elle_retire_un_accord_et_plus_aucune_question_ne_vient(chat):
    maude, karim = await deux(chat)
    await maude.says("/mentor confidentialité")
    await maude.presses("Mes accords")
    await maude.fills(agree=())
    await maude.sees("C’est noté. Cela vaut dès maintenant, et rien d’autre ne change.")
    await chat.later(days=40)
    await maude.never_saw("Quelques touches")
    await karim.sees("5 semaines avec Maude")


async def test_a_request_from_someone_blocked_cannot_be_sent(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, *NEED)
    listed = await amira.sees("Write to Dr. Roy")
    await writes(amira, "Write to Dr. Roy", "Could we talk?")
    await lea.says("/mentor privacy")
    await lea.presses("Block someone")
    await lea.fills(who="Amira Haddad")
    await amira.sees("Dr. Roy can’t take this on now.")
    await amira.presses_again("Write to Dr. Roy", listed)
    await amira.sees("Dr. Roy can’t be asked at the moment.")
    await amira.never_saw("block")


async def test_une_mentore_oubliee_ne_laisse_personne_sans_reponse(chat):
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("life",), challenges=("life.burnout",))
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr", offers=("life",), challenges=("life.burnout",)
    )
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await looks_for(maude, "Je frôle l’épuisement professionnel", "Épuisement professionnel", locale="fr")
    await maude.presses("Écrire à trois au plus, en ordre")
    await maude.fills(mentor1="Dre Sophie Gagnon", mentor2="Dr Karim Benali", words="On peut se parler?")

    await sophie.says("/mentor confidentialité")
    await sophie.presses("M’oublier")
    await sophie.presses("Tout effacer")
    await sophie.sees("C’est fait", "effacé")
    told = await maude.sees("Une personne qui a quitté le programme ne peut pas s’engager pour le moment.")
    assert "J’ai écrit ensuite au Dr Benali" in told.text
    assert "Gagnon" not in told.text
    await karim.sees("On peut se parler?")
