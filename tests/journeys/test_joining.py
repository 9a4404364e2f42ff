"""Story 1: joining by a message, consent first, in one's own language."""


async def test_a_resident_joins_with_one_page_and_first_reads_who_sees_what(chat):
    amira = await chat.arrives("Amira Haddad")

    await amira.sees("Hi Amira", "stays between us unless you send it", "you always choose")
    await amira.sees("ranked by a program", "leave out anything about patients", "Start", "Not now")
    await amira.sees("How it’s going: You alone")
    await amira.sees("What you look for: You, and each mentor you choose to write to")

    await amira.presses("Start")
    await amira.fills(
        brings="I look for mentors",
        level="PGY-4",
        discipline="Emergency medicine",
        agree=("Ask me how it’s going, twice a month at most",),
    )
    assert "I can’t help without keeping what you tell me" in amira.errors["agree"]

    await amira.fills(
        brings="I look for mentors",
        level="PGY-4",
        discipline="Emergency medicine",
        agree=("Keep what I tell it, and use it to rank suggestions",),
    )
    await amira.sees("Welcome, Amira", "What would you like help with?", "A new need")
    await amira.says("/mentor privacy")
    await amira.sees("What I know about you", "Stage or rank: PGY-4", "Discipline: Emergency medicine")


async def test_une_residente_lit_remet_a_plus_tard_puis_revient(chat):
    maude = await chat.arrives("Maude Tremblay", locale="fr")
    await maude.sees("Bonjour Maude", "reste entre nous", "c’est toujours vous qui choisissez")

    await maude.presses("Que gardez-vous sur moi?")
    await maude.sees("Avant votre accord, je ne garde que votre nom et votre adresse")
    await maude.presses("Plus tard")
    await maude.sees("Écrivez-moi quand cela vous conviendra")

    await chat.later(days=3)
    await maude.says("Bonjour!")
    await maude.sees("Bonjour Maude", "Merci de ne rien écrire qui concerne des patients")
    await maude.presses("Commencer")
    await maude.fills(
        brings="Je cherche du mentorat",
        level="R2",
        discipline="Psychiatrie",
        agree=("Garder ce que je lui dis, et s’en servir pour classer les suggestions",),
    )
    await maude.sees("Bienvenue, Maude", "Pour quoi aimeriez-vous de l’aide?", "Un nouveau besoin")


async def test_someone_greeted_in_english_goes_on_in_french(chat):
    etienne = await chat.arrives("Étienne Lavoie")
    await etienne.sees("Hi Étienne", "Français")

    await etienne.presses("Français")
    await etienne.sees("Bonjour Étienne", "Commencer", "English")
    await etienne.presses("Commencer")
    await etienne.fills(
        brings="Les deux", agree=("Garder ce que je lui dis, et s’en servir pour classer les suggestions",)
    )
    await etienne.sees("Bienvenue, Étienne", "pour quoi vous pouvez aider les autres", "Créer mon profil")


async def test_a_mentor_who_joins_is_asked_for_a_profile_and_nothing_else(chat):
    lea = await chat.arrives("Léa Roy")
    await lea.presses("Start")
    await lea.fills(
        brings="I offer mentoring",
        level="Associate professor",
        agree=("Keep what I tell it, and use it to rank suggestions",),
    )
    await lea.sees("Welcome, Léa", "two minutes", "Set up my profile")
    await lea.opens_home()
    await lea.sees("As a mentor", "Two minutes are enough to say what you can help with")
    await lea.never_saw("My constellation")
