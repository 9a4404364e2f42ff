"""Story 2: telling what one needs, several things at once, in one's own words or from a list."""


async def test_a_resident_tells_two_needs_of_her_own_and_sets_one_aside(chat):
    amira = await chat.joins("Amira Haddad", level="pgy4")

    await amira.says("How do I negotiate my first staff contract while pregnant?")
    await amira.sees("That sounds like", "First contract", "Parenting and leave", "Yes, both")
    await amira.presses("Yes, both")
    await amira.fills(goal="A contract that has room for a newborn", by="2027-03-01")
    await amira.sees("Noted", "First contract", "A contract that has room for a newborn", "Monday 1 March")

    await amira.says("/mentor need I need more practice with ultrasound")
    await amira.sees("That sounds like Ultrasound")
    await amira.presses("Yes")
    await amira.fills(lasting="One conversation")
    noted = await amira.sees("Noted: Ultrasound", "A precise challenge and a goal in one line help")
    assert "For how long: One conversation" in noted.text

    await amira.opens_home()
    await amira.sees("Still open", "First contract and Parenting and leave", "Ultrasound")

    await amira.presses("Set aside", near="Noted: Ultrasound")
    await amira.sees("Set aside: Ultrasound", "It stays here until you want it again")
    await amira.says("/mentor suggest")
    await amira.never_saw("For which need?")


async def test_un_resident_que_le_programme_ne_comprend_pas_choisit_dans_la_liste(chat):
    olivier = await chat.joins("Olivier Gagné", locale="fr", level="pgy3")

    await olivier.presses("Un nouveau besoin")
    await olivier.fills(words="Je ne sais pas trop comment le dire")
    await olivier.sees("Vos mots sont gardés; pouvez-vous choisir dans la liste?")
    await olivier.presses("Choisir dans une liste")
    await olivier.fills(domains=("Recherche", "Vie et mieux-être"))
    await olivier.fills(challenges=("Un projet en panne",), goal="Savoir si je continue ce projet")
    await olivier.sees("C’est noté", "Un projet en panne et Vie et mieux-être", "Savoir si je continue")

    await olivier.presses("Modifier", near="C’est noté")
    await olivier.fills(goal="Décider avant l’été")
    await olivier.sees("Décider avant l’été")

    await olivier.presses("Fermer", near="C’est noté")
    await olivier.sees("Besoin fermé", "Vous pourrez le reprendre quand vous voudrez")
    await olivier.presses("Reprendre ce besoin")
    await olivier.sees("C’est noté", "Décider avant l’été")
