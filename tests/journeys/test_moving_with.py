"""Story 9, moving with: another goal or rhythm, a pause, a quiet stretch, a rest that can end."""

from tests.journeys.scenes import doctor, introduced, looks_for, met, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")
PROJECT = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")


async def two(chat, places="2"):
    lea = await doctor(
        chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",), places=places
    )
    amira = await chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "I sign in May.")
    return amira, lea


async def deux(chat, places="2"):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",), places=places,
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await introduced(maude, karim, PROJECT, "Décider si je continue.", locale="fr")
    return maude, karim


async def test_a_re_set_is_read_over_shared_and_agreed(chat):
    amira, lea = await two(chat)
    await met(amira)
    await chat.later(days=36)
    await amira.presses("Re-set")
    await amira.fills()
    assert "Nothing is different so far" in amira.errors["goal"]
    await amira.fills(goal="Find my first job after the contract", rhythm="Every two months")
    await amira.sees("This is what Dr. Roy would read:", "Rhythm: Every two months")
    await lea.never_saw("first job")

    await amira.presses("Share it")
    await amira.sees("Shared with Dr. Roy. It takes effect when they say it sounds good.")
    await lea.sees("Amira suggests a re-set of your mentoring", "Goal: Find my first job after the contract")
    await lea.presses("Sounds good")
    await amira.sees("Dr. Roy says it sounds good. From now on:", "Every two months")
    await amira.opens_home()
    await amira.sees("Goal: Find my first job after the contract")


async def test_un_ajustement_dont_on_prefere_parler(chat):
    maude, karim = await deux(chat)
    await met(maude, locale="fr")
    await chat.later(days=36)
    await karim.presses("Ajuster")
    await karim.fills(rhythm="Chaque semaine")
    await karim.presses("L’envoyer")
    await maude.sees("propose d’ajuster votre mentorat", "Chaque semaine")
    await maude.presses("Parlons-en")
    await maude.sees("que vous aimeriez en parler. Rien ne change d’ici là.", "Proposer un moment")
    await karim.sees("aimerait d’abord parler de votre proposition avec vous")


async def test_a_pause_is_read_over_told_and_ends_by_itself(chat):
    amira, lea = await two(chat)
    await met(amira)
    await amira.opens_home()
    await amira.presses("Pause")
    await amira.fills(until="2026-09-01")
    assert "from tomorrow on" in amira.errors["until"]
    await amira.fills(until="2027-01-11", words="I’m on leave with a newborn.")
    await amira.sees("this is what Dr. Roy would read", "I’m on leave with a newborn.")
    await lea.never_saw("newborn")

    await amira.presses("Pause and tell Dr. Roy")
    await lea.sees("Amira pauses your mentoring until Monday 11 January.", "the place is kept")
    await chat.later(days=60)
    for someone in (amira, lea):
        await someone.never_saw("weeks with")
        await someone.never_saw("haven’t logged")
    await lea.opens_home()
    await lea.sees("paused until Monday 11 January", "Places taken: 1 of 2")

    await chat.later(days=60)
    for someone in (amira, lea):
        await someone.sees("goes on again from today.")


async def test_it_goes_quiet_each_is_asked_privately_it_rests_and_opens_again(chat):
    amira, lea = await two(chat)
    await met(amira)
    await chat.later(days=46)
    quiet = await amira.sees("You and Dr. Roy haven’t logged a meeting since Monday 14 September.")
    assert "Busy seasons happen" in quiet.text
    await lea.never_saw("haven’t logged")

    await chat.later(days=14)
    await lea.sees("You and Amira haven’t logged a meeting since Monday 14 September.", "Just busy")
    await chat.later(days=8)
    for someone in (amira, lea):
        await someone.sees("It has been quiet between you and", "Resting is not ending", "Still going")
    await chat.later(days=8)
    for someone in (amira, lea):
        await someone.sees("is resting now.", "Open it again")

    await lea.presses("Open it again")
    await lea.sees("It’s open again. Amira knows.")
    await amira.sees("Dr. Roy has opened your mentoring again.")
    await amira.presses("Open it again", near="resting now")
    await amira.sees("This card is no longer open. Here is where things stand.")


async def test_une_periode_chargee_suffit_comme_reponse(chat):
    maude, karim = await deux(chat)
    await met(maude, locale="fr")
    await chat.later(days=47)
    await maude.presses("Période chargée")
    await maude.sees("Bien sûr. J’y reviendrai beaucoup plus tard.")
    await chat.later(days=30)
    await karim.never_saw("Il y a des saisons chargées")
    await maude.never_saw("se reposera")


async def test_apres_un_long_repos_la_place_est_liberee_puis_reprise_quand_elle_se_libere(chat):
    maude, karim = await deux(chat, places="1")
    await met(maude, locale="fr")
    await chat.later(days=78)
    await maude.sees("maintenant en repos", "Le rouvrir")
    await chat.later(days=95)
    await karim.sees("Votre place est de nouveau ouverte")

    olivier = await chat.joins("Olivier Gagné", locale="fr")
    await looks_for(olivier, *PROJECT, locale="fr")
    await writes(olivier, "Benali", "Le mien aussi est en panne.")
    await karim.presses("Oui, rencontrons-nous")

    await maude.presses("Le rouvrir")
    await maude.sees("Aucune place n’est libre pour le moment", "Il reste ici, en repos")
