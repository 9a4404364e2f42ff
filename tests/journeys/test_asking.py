"""Stories 5 and 6: writing to one mentor or to several in order, and a kind next step whatever comes."""

from tests.journeys.scenes import doctor, looks_for, writes

WRITING = ("research.writing",)


async def test_a_resident_writes_to_one_mentor_and_takes_it_back(chat):
    lea = await doctor(chat, "Léa Roy", offers=("research",), challenges=WRITING)
    amira = await chat.joins("Amira Haddad", level="pgy4", discipline="emergency_medicine")
    await looks_for(
        amira, "I need help writing up my paper", "Writing and publishing", "Submit my first paper by June"
    )

    await amira.presses("Write to Dr. Roy")
    assert amira.form
    assert amira.form.values["words"] == "Submit my first paper by June"
    await amira.fills(words="I have a draft and no idea where to send it.")
    await amira.sees("Your words are on their way to Dr. Roy", "in two weeks if there is none")

    asked = await lea.sees("Amira Haddad (PGY-4, Emergency medicine)", "Writing and publishing")
    assert "I have a draft and no idea where to send it." in asked.text
    assert "A no, or a not-now, is a good answer too." in asked.text
    await lea.never_saw("Submit my first paper by June")

    await amira.presses("My requests")
    await amira.sees("Dr. Léa Roy · Writing and publishing · asked on Monday 14 September")
    await amira.presses("Take it back", near="asked on")
    await amira.sees("Taken back. Dr. Roy has nothing to answer.")
    await lea.sees("The request from Amira needs no answer any more.")

    await lea.presses_again("Yes, let’s meet", asked)
    await lea.sees("This card is no longer open. Here is where things stand.")
    await amira.never_saw("said yes")


async def test_three_mentors_in_order_a_not_now_a_silence_and_a_yes(chat):
    lea = await doctor(chat, "Léa Roy", offers=("research",), challenges=WRITING)
    tom = await doctor(chat, "Tom Okafor", courtesy="dr", offers=("research",), challenges=WRITING)
    ana = await doctor(chat, "Ana Silva", offers=("research",), challenges=WRITING)
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, "I need help writing up my paper", "Writing and publishing")

    await amira.presses("Ask up to three, in order")
    await amira.fills(
        mentor1="Dr. Léa Roy", mentor2="Dr. Léa Roy", mentor3="Dr. Ana Silva", words="Could we talk?"
    )
    assert "already" in amira.errors["mentor2"]
    await amira.fills(
        mentor1="Dr. Léa Roy", mentor2="Dr. Tom Okafor", mentor3="Dr. Ana Silva", words="Could we talk?"
    )
    await amira.sees("on their way to Dr. Roy", "I’ll ask Dr. Okafor and Dr. Silva, in that order")
    await tom.never_saw("Amira")

    await lea.presses("Not now…")
    await lea.fills(until="2026-11-02")
    await lea.sees("Amira knows, and may ask again from Monday 2 November")
    news = await amira.sees("Dr. Roy can’t take this on before Monday 2 November. I can ask again then.")
    assert "Nothing about you weighed in it." in news.text
    assert "I’ve asked Dr. Okafor next, as you wished." in news.text

    await tom.sees("Amira Haddad would value a conversation", "Could we talk?")
    await chat.later(days=7)
    await tom.sees("Amira’s request about Writing and publishing is still open. Whenever you have a minute")
    await chat.later(days=8)
    await tom.sees("has closed after two weeks, and that’s fine", "Pause until…")
    await amira.sees("No answer has come from Dr. Okafor", "I’ve asked Dr. Silva next")

    await ana.presses("Yes, let’s meet")
    await ana.sees("You and Amira have just been introduced")
    await amira.sees("Dr. Ana Silva said yes.")

    await chat.later(days=60)
    await amira.never_saw("The day has come")


async def test_a_not_now_comes_back_on_its_day_and_only_if_the_resident_still_wants_it(chat):
    lea = await doctor(chat, "Léa Roy", offers=("research",), challenges=WRITING)
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, "I need help writing up my paper", "Writing and publishing")
    await writes(amira, "Write to Dr. Roy", "Could we talk?")

    await lea.presses("Not now…")
    await lea.fills(until="2026-10-05", stance="Limit to one at a time")
    await amira.presses("Ask again then")
    await amira.sees("I’ll come back to you on Monday 5 October, before anything goes to Dr. Roy.")

    await chat.later(days=22)
    await amira.sees("The day has come that Dr. Roy named, for Writing and publishing. Shall I ask again?")
    await amira.presses("Ask Dr. Roy again")
    await amira.fills(words="It is October, and the draft has grown.")
    again = await lea.sees("Amira is asking again, as you had suggested.")
    assert "the draft has grown" in again.text


async def test_un_refus_puis_une_collegue_suggeree(chat):
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("life",), challenges=("life.burnout",))
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr", offers=("life",), challenges=("life.burnout",)
    )
    nour = await doctor(chat, "Nour Saab", locale="fr", offers=("leadership",))
    maude = await chat.joins("Maude Tremblay", locale="fr", level="pgy2", discipline="psychiatry")
    await looks_for(
        maude,
        "Je frôle l’épuisement professionnel",
        "Épuisement professionnel",
        "Retrouver un rythme",
        locale="fr",
    )

    await writes(maude, "Écrire", "Je ne sais plus comment souffler entre deux gardes.")
    first, name = (sophie, "Dre Gagnon") if "Gagnon" in (await maude.sees("en route vers")).text else (
        karim, "Dr Benali"
    )  # fmt: skip
    await first.sees(
        "Maude Tremblay (R2, Psychiatrie)", "Non, ou pas maintenant, est aussi une bonne réponse"
    )
    await first.presses("Non")
    await first.sees("Merci d’avoir répondu", "rien de plus")
    await maude.sees(f"{name} ne peut pas s’engager pour le moment", "Voir d’autres personnes")

    await maude.presses("Voir d’autres personnes")
    await writes(maude, "Écrire", "Je ne sais plus comment souffler entre deux gardes.")
    second = karim if first is sophie else sophie
    await second.presses("Proposer un ou une collègue")
    await second.fills(colleague="Dre Nour Saab")
    await second.sees("verra le profil de votre collègue et décidera")
    await nour.never_saw("Maude")
    await maude.sees("a pensé à la Dre Nour Saab", "Écrire")

    await writes(maude, "Écrire", "On m’a parlé de vous.")
    await nour.sees("Maude Tremblay (R2, Psychiatrie)", "On m’a parlé de vous.")


async def test_un_resident_retire_sa_liste_quand_il_change_davis(chat):
    names = ("Sophie Gagnon", "Karim Benali", "Nour Saab")
    mentors = [
        await doctor(chat, name, locale="fr", offers=("jobs",), challenges=("jobs.interviews",))
        for name in names
    ]
    olivier = await chat.joins("Olivier Gagné", locale="fr")
    await looks_for(olivier, "Je prépare mes entrevues de CaRMS", "Entrevues", locale="fr")
    await olivier.presses("Écrire à trois au plus, en ordre")
    await olivier.fills(
        mentor1="Dre Sophie Gagnon", mentor2="Dre Karim Benali", mentor3="Dre Nour Saab",
        words="Une demi-heure pour une entrevue simulée?",
    )  # fmt: skip
    await olivier.sees("Vos mots sont en route", "je continuerai dans cet ordre")

    await mentors[0].presses("Non")
    await olivier.presses("Ne demander à personne d’autre")
    await olivier.sees("je ne demande à personne d’autre", "peut encore répondre")
    await mentors[1].presses("Non")
    await olivier.sees("ne peut pas s’engager pour le moment", "Voir d’autres personnes")
    await mentors[2].never_saw("Olivier")
