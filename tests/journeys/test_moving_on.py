"""Stories 9 and 14: moving on with a note in one's own words, or without one, and what comes after."""

from tests.journeys.scenes import doctor, introduced, met, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")
PROJECT = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")


async def two(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, "Sign a contract I can live with.")
    return amira, lea


async def deux(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    await introduced(maude, karim, PROJECT, "Décider si je continue.", locale="fr")
    return maude, karim


async def test_a_note_is_written_changed_held_undone_sent_and_thanked_for(chat):
    amira, lea = await two(chat)
    await met(amira)
    await chat.later(days=36)
    await amira.presses("Move on")
    await amira.sees("Most mentorships have a season.", "Dr. Roy hears nothing until you send something.")
    await amira.fills(
        thanks="your blunt read of my draft contract",
        change="I got the parental clause",
        reason="my focus is my fellowship",
        wish="a quiet winter",
        label="Goal reached",
    )
    preview = await amira.sees("Your note to Dr. Roy", "less awkward to receive than we fear")
    assert (
        "Thank you, Dr. Roy, for your blunt read of my draft contract. Because of that, I got the parental"
        " clause. These days my focus is my fellowship, so I’d like to bring our mentoring to a close."
        " I wish you a quiet winter. I hope we stay in touch."
    ) in preview.text

    await amira.presses("Edit", near="Your note")
    await amira.fills(note="Thank you, Dr. Roy. You got me the parental clause. See you at rounds!")
    await amira.presses("Send in 10 minutes")
    await amira.sees("on its way", "Undo")
    await amira.presses("Undo")
    await chat.later(minutes=15)
    await lea.never_saw("parental clause")

    await amira.sees("Your note to Dr. Roy", "See you at rounds!")
    await amira.presses("Send in 10 minutes")
    await lea.never_saw("parental clause")
    await chat.later(minutes=15)
    await lea.sees("A note from Amira Haddad", "See you at rounds!", "Thank you", "Write back once")
    await lea.never_saw("Goal reached")
    done = await amira.sees(
        "has come to its close", "You got where you wanted to go: “Sign a contract I can live with.”"
    )
    assert "And your need, First contract?" in done.text

    await lea.presses("Thank you", near="A note from Amira")
    await amira.sees("Dr. Roy says thank you for your note.")
    await amira.presses("It’s met")
    await amira.sees("Closed: First contract.")
    await chat.later(days=2)
    await lea.sees("Your place is open again from today, or whenever you say.")
    await lea.presses("Open", near="Your place")
    await lea.opens_home()
    await lea.sees("Places taken: 0 of 2")


async def test_une_reponse_une_seule_fois(chat):
    maude, karim = await deux(chat)
    await met(maude, locale="fr")
    await maude.opens_home()
    await maude.presses("Passer à autre chose")
    await maude.fills(thanks="votre patience avec mes chiffres", door="Un au revoir", tone="Formel")
    note = await maude.sees("Votre mot", "Bonjour Dr Benali,")
    assert "mes remerciements pour votre patience avec mes chiffres." in note.text
    assert "Je vous dis au revoir." in note.text
    await maude.presses("Envoyer dans 10 minutes")
    await chat.later(minutes=15)

    received = await karim.sees("Maude Tremblay vous a écrit", "Je vous dis au revoir.")
    await karim.presses("Répondre une fois")
    await karim.fills(words="Bonne suite, Maude. Ma porte reste ouverte.")
    await maude.sees("vous répond", "Ma porte reste ouverte.")
    await karim.presses_again("Répondre une fois", received)
    await karim.sees("Cette carte n’est plus ouverte. Voici où en sont les choses.")
    await maude.presses("Chercher quelqu’un d’autre")
    await maude.sees("C’est noté", "Un projet en panne")
    await maude.sees("C’est tout ce que je trouve aujourd’hui", "Personne ne convient")


async def test_le_mentor_passe_a_autre_chose_et_suggere_une_collegue(chat):
    maude, karim = await deux(chat)
    nour = await doctor(
        chat, "Nour Saab", locale="fr", offers=("research",), challenges=("research.stalled_project",)
    )
    await met(karim, locale="fr")
    await karim.opens_home()
    await karim.presses("Passer à autre chose", near="Maude")
    await karim.fills(reason="je pars en sabbatique", wish="un hiver doux", colleague="Dre Nour Saab")
    await karim.sees("Votre mot à Maude", "je pars en sabbatique; j’aimerais donc clore notre mentorat")
    await karim.presses("Envoyer dans 10 minutes")
    await chat.later(minutes=15)

    note = await maude.sees("Karim Benali vous a écrit", "Nour Saab", "Ce n’est qu’une suggestion")
    assert "Votre besoin est de nouveau ouvert; personne d’autre que vous ne le voit." in note.text
    await nour.never_saw("Maude")
    await writes(maude, "Saab", "Le Dr Benali m’a parlé de vous.")
    await nour.sees("Maude Tremblay", "m’a parlé de vous")
    await karim.opens_home()
    await karim.sees("Places prises", "0 sur 2")


async def test_both_write_at_once_and_it_ends_once(chat):
    amira, lea = await two(chat)
    await met(amira)
    for someone, thanks in ((amira, "every Tuesday"), (lea, "your questions")):
        await someone.opens_home()
        await someone.presses("Move on")
        await someone.fills(thanks=thanks)
        await someone.presses("Send in 10 minutes")
    await chat.later(minutes=20)
    await amira.sees("A note from Dr. Léa Roy", "your questions")
    await lea.sees("A note from Amira Haddad", "every Tuesday")
    await lea.sees("Your notes crossed: Amira has yours, and you have theirs.")
    await lea.opens_home()
    await lea.sees("Places taken: 0 of 2")


async def test_two_who_never_met_part_with_a_short_note(chat):
    amira, lea = await two(chat)
    await chat.later(days=15)
    await amira.presses("Not this time")
    await amira.sees("That happens, and it is a good answer too.", "Close it kindly")
    await amira.presses("Close it kindly")
    assert amira.form
    assert "thanks" not in amira.form.values
    await amira.fills(tone="Brief", door="A goodbye")
    await amira.sees("Thanks, Dr. Roy, for saying yes. I’ll leave it here. Goodbye.")
    await amira.presses("Send in 10 minutes")
    await chat.later(minutes=15)
    await lea.sees("A note from Amira Haddad", "for saying yes")


async def test_sans_mot_une_seule_ligne_neutre(chat):
    maude, karim = await deux(chat)
    await met(maude, locale="fr")
    await maude.opens_home()
    await maude.presses("Passer à autre chose")
    await maude.fills()
    await maude.presses("Terminer sans mot")
    await maude.sees("Terminer sans mot?", "une seule ligne neutre", "Continuer, finalement")
    await karim.never_saw("arrivé à son terme")
    await maude.presses("Terminer", near="Terminer sans mot?")
    await maude.sees("C’est terminé.", "Et votre besoin, Un projet en panne?")
    told = await karim.sees("Votre mentorat avec Maude est arrivé à son terme. Vous n’avez rien à faire.")
    assert not told.taps


async def test_keeping_going_after_all_tells_nobody(chat):
    amira, lea = await two(chat)
    await met(amira)
    await amira.opens_home()
    await amira.presses("Move on")
    await amira.fills(thanks="every Tuesday")
    await amira.presses("Keep going after all")
    await amira.sees("Good. Nothing was sent, and nothing changed.")
    await chat.later(days=1)
    await lea.never_saw("A note from")
    await amira.opens_home()
    await amira.sees("Dr. Léa Roy · First contract · last met on")


async def test_a_year_later_both_are_reminded_to_say_hello(chat):
    amira, lea = await two(chat)
    await met(amira)
    await amira.opens_home()
    await amira.presses("Move on")
    await amira.fills(door="A hello once a year")
    await amira.presses("Send in 10 minutes")
    await chat.later(minutes=15)
    await lea.presses("A hello once a year: me too")
    await lea.sees("In a year I’ll remind you and Amira to say hello.")
    await chat.later(days=369)
    for someone in (amira, lea):
        await someone.sees("A year ago you and", "Today could be the day.")
