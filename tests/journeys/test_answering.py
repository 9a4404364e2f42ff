"""Stories 11 and 12: what a mentor offers and sets as limits, and five good answers to a request."""

from tests.journeys.scenes import doctor, looks_for, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")
CONTRACT = ("career.first_contract",)


async def test_a_mentor_says_what_she_offers_how_and_how_many(chat):
    lea = await chat.joins("Léa Roy", brings="mentor", level="associate_professor")
    await lea.presses("Set up my profile")
    await lea.fills(domains=("Career direction", "Life and wellness"))
    await lea.fills(
        challenges=("First contract", "Parenting and leave"),
        words="Three children, two during residency; happy to talk about timing, leave and saying no.",
        formats=("In person", "Video"),
        languages=("English", "French"),
        meets="Tuesdays after 4",
        replies="A few days",
        places="3",
    )
    shown = await lea.sees("Saved.", "First contract and Parenting and leave", "Tuesdays after 4")
    assert "In person and Video" in shown.text

    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, "How do I plan my parental leave?", "Parenting and leave")
    card = await amira.sees("Léa Roy", "3 places open")
    assert "Speaks English and French" in card.text
    assert "Usually free: Tuesdays after 4" in card.text
    assert "Usually replies within a few days" in card.text


async def test_a_mentor_who_is_full_is_not_suggested_and_cannot_say_yes_twice(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=CONTRACT, places="1")
    amira, ben = await chat.joins("Amira Haddad"), await chat.joins("Ben Cole")
    for resident in (amira, ben):
        await looks_for(resident, *NEED)
        await writes(resident, "Write to Dr. Roy", f"Could we talk? {resident.name}")

    await lea.presses("Yes, let’s meet", near="Amira")
    await amira.sees("said yes")
    await lea.presses("Yes, let’s meet", near="Ben")
    await lea.sees("All your places are taken just now, so nothing has changed.", "One meeting", "Not now…")
    await ben.never_saw("said yes")

    cleo = await chat.joins("Cleo Park")
    await looks_for(cleo, *NEED)
    await cleo.sees("No one in the programme has a place open for First contract right now.")

    await lea.presses("One meeting", near="All your places")
    await ben.sees("Dr. Léa Roy would gladly meet you once.", "Keep looking")
    await lea.opens_home()
    await lea.sees("Places taken: 1 of 1")


async def test_a_no_with_the_pace_of_new_requests_set_in_the_same_step(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=CONTRACT)
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, *NEED)
    await writes(amira, "Write to Dr. Roy", "Could we talk?")

    await lea.presses("No")
    await lea.sees("Amira knows you can’t take this on now, and no more.", "And new requests?", "Limit")
    await lea.presses("Pause until…")
    await lea.fills(until="2026-12-01")
    await lea.sees("No new requests will reach you.", "Tuesday 1 December")
    await amira.sees("Dr. Roy can’t take this on now.", "Show who else fits")
    await amira.never_saw("pause")


async def test_un_mentor_ne_prend_quune_partie_de_la_demande(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.writing", "research.methods_and_statistics"),
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await maude.presses("Un nouveau besoin")
    await maude.fills(words="Statistiques et rédaction pour mon article")
    await maude.presses("Choisir")
    await maude.fills(domains=("Recherche",))
    await maude.fills(challenges=("Méthodes et statistiques", "Rédaction et publication"))
    await writes(maude, "Benali", "Mes données sont prêtes, mon plan d’analyse ne l’est pas.")

    await karim.sees("Sujet", "Méthodes et statistiques et Rédaction et publication")
    await karim.presses("Pas maintenant…")
    await karim.fills(only="Méthodes et statistiques")
    await karim.sees("Merci d’avoir répondu")
    await maude.sees("Dr Benali", "ne peut pas tout prendre en ce moment", "Méthodes et statistiques")
    await maude.presses("Redemander")
    await maude.fills()
    await karim.sees("vous réécrit, comme vous l’aviez proposé", "Méthodes et statistiques")
    await karim.presses("Oui, rencontrons-nous")
    await maude.sees("Dr", "Benali a dit oui")


async def test_une_mentore_pleine_propose_une_seule_rencontre_qui_se_conclut_delle_meme(chat):
    sophie = await doctor(
        chat, "Sophie Gagnon", locale="fr", offers=("exams",), challenges=("exams.oral_practice",), places="1"
    )
    olivier = await chat.joins("Olivier Gagné", locale="fr")
    await looks_for(olivier, "J’aimerais pratiquer pour mes examens oraux", "Pratique des oraux", locale="fr")
    await writes(olivier, "Gagnon", "Une heure avant mon oral de novembre?")

    await sophie.presses("Une rencontre")
    await olivier.sees("Sophie Gagnon vous rencontrera volontiers une fois")
    await olivier.sees("vous avez dit oui à une rencontre", "Proposer un moment")
    await sophie.presses("La rencontre a eu lieu")
    await sophie.fills()
    await chat.later(days=20)
    await olivier.sees("La rencontre unique", "Voir qui d’autre conviendrait")
    await sophie.opens_home()
    await sophie.sees("Places prises", "0 sur 1")
