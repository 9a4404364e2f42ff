"""Story 7: the constellation by domain: who is there, what is open, what rests, and others one knows."""

from tests.journeys.scenes import doctor, introduced, looks_for


async def test_a_resident_sees_who_stands_where_and_what_is_still_open(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    tom = await doctor(
        chat, "Tom Okafor", courtesy="dr", offers=("research",), challenges=("research.writing",)
    )
    amira = await chat.joins("Amira Haddad")
    await amira.opens_home()
    await amira.sees("Nobody here yet. Most people start with one question")

    contract = ("How do I negotiate my first staff contract?", "First contract")
    await introduced(amira, lea, contract, "I sign in May.")
    await introduced(amira, tom, ("I need help writing up my paper", "Writing and publishing"), "One paper.")
    await looks_for(amira, "I need more practice with ultrasound", "Ultrasound")

    await amira.opens_home()
    home = await amira.sees("My constellation", "2 people around you, in 2 domains.")
    assert "Career direction\nDr. Léa Roy · First contract · a first conversation is ahead" in home.text
    assert "Research\nDr. Tom Okafor · Writing and publishing" in home.text
    assert "Ultrasound: no one beside you for this yet." in home.text
    assert "Nobody needs to fill a whole sky." in home.text

    await amira.presses("Add someone I know")
    await amira.fills(name="Grandpa Joe", kind="A mentor outside the programme", domain="Life and wellness")
    await amira.sees("On your map now, for your eyes only.", "3 people around you, in 3 domains.")
    await amira.sees("Grandpa Joe · mentor outside the programme")
    for other in (lea, tom):
        await other.never_saw("Grandpa")

    await lea.opens_home()
    mine = await lea.sees("As a mentor", "Places taken: 1 of 2")
    assert "Amira Haddad · First contract" in mine.text

    await amira.presses("Remove")
    await amira.sees("Taken off your map.", "2 people around you")


async def test_une_residente_met_un_besoin_de_cote_puis_lui_redonne_sa_place(chat):
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await looks_for(maude, "Je frôle l’épuisement professionnel", "Épuisement professionnel", locale="fr")
    await maude.presses("Mettre de côté")
    await maude.opens_home()
    await maude.sees("Ma constellation", "Mis de côté pour l’instant", "Épuisement professionnel")

    await maude.presses("Rouvrir")
    await maude.says("/mentor accueil")
    await maude.sees("Encore ouvert", "personne à vos côtés pour cela, pour l’instant")
    await maude.presses("Ajouter quelqu’un que je connais")
    await maude.fills(name="Jade", kind="Pair ou paire", domain="Vie et mieux-être")
    await maude.sees("pour vos yeux seulement", "Jade", "Une personne autour de vous")


async def test_someone_is_mentor_and_mentee_at_once(chat):
    ines = await chat.joins("Ines Novak", brings="both", offers=("exams",), level="fellow")
    ben = await chat.joins("Ben Cole")
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    await introduced(
        ben, ines, ("I need help with my exam study plan", "Study plan"), "Two months left.", called="Ines"
    )
    contract = ("How do I negotiate my first staff contract?", "First contract")
    await introduced(ines, lea, contract, "I sign in May.")

    await ines.opens_home()
    home = await ines.sees("My constellation", "As a mentor")
    assert "Dr. Léa Roy · First contract" in home.text
    assert "Ben Cole · Study plan" in home.text
