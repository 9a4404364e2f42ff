"""Stories 8 and 14: a private look at how it goes, by taps, seldom, at hours that respect call."""

from tests.journeys.scenes import doctor, introduced, met, rates

NEED = ("How do I negotiate my first staff contract?", "First contract")
GOAL = "I sign in May and don’t know what is normal."


async def two(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await introduced(amira, lea, NEED, GOAL)
    return amira, lea


async def test_she_is_asked_when_she_is_free_not_on_a_holiday_nor_on_call(chat):
    amira, lea = await two(chat)
    await amira.says("/mentor pause")
    await amira.presses("Pause me")
    await amira.fills(busy="2026-10-13..2026-10-14")
    await amira.sees("2 days on call: 2026-10-13..2026-10-14")

    await chat.later(days=15)
    await amira.sees("Have you and Dr. Roy met yet?", "Not yet")
    await amira.presses("Not yet")
    await amira.sees("No hurry. A time can be proposed in two taps.", "Propose a time")

    await chat.later(days=10)  # the Friday before Thanksgiving
    await met(amira)
    await chat.later(days=5)
    await lea.sees("Your first conversation with Amira")
    await amira.never_saw("Your first conversation with")
    await chat.later(days=1)
    await amira.sees("Your first conversation with Dr. Roy", "only you see them")

    await amira.presses("Yes")
    await amira.presses("Not yet", near="Your first conversation")
    await amira.sees("Thank you, that’s all. You can still change an answer.")
    theirs = await lea.sees("Your first conversation with Amira")
    assert not [tap for tap in theirs.taps if tap.chosen]


async def test_both_want_to_go_on_and_that_is_all_they_learn(chat):
    amira, lea = await two(chat)
    await met(lea)
    await chat.later(days=3)
    await lea.presses("Skip")
    await lea.sees("Skipped. No one is told, and nothing changes.")

    await chat.later(days=33)
    card = await amira.sees("5 weeks with Dr. Roy", "We can be candid", f"It’s helping with: {GOAL}")
    await rates(amira, card, "5", 1)
    card = await amira.sees("5 weeks with Dr. Roy")
    await rates(amira, card, "2", 2)
    card = await amira.sees("5 weeks with Dr. Roy")
    assert [tap.label for tap in card.taps if tap.chosen] == ["5", "2"]
    await amira.presses("Keep going")
    await amira.sees("Noted: you’d like to keep going.")
    await lea.never_saw("keep going.")

    theirs = await lea.sees(
        "5 weeks with Amira", "I can offer what Amira needs now", "It’s worth my time; I gain too"
    )
    assert not [tap for tap in theirs.taps if tap.chosen]
    await lea.presses("Keep going")
    told = await lea.sees("keep going. That’s all I’ll say.")
    assert "Amira" in told.text
    await amira.sees("That’s all I’ll say.")


async def test_one_who_wants_to_go_on_learns_nothing_of_the_others_doubt(chat):
    amira, lea = await two(chat)
    await met(amira)
    await chat.later(days=36)
    await amira.presses("Keep going")
    await lea.presses("Not sure")
    await lea.sees("Fair. Three things people find useful", "What would I ask for, if asking were easy?")
    await lea.presses("Something felt wrong")
    await lea.sees("pressing this has told no one", "Block Amira now", "988")
    await chat.later(days=7)
    await amira.never_saw("That’s all I’ll say")
    await amira.never_saw("wrong")


async def test_deux_mentorats_tiennent_dans_une_seule_carte_et_deux_cartes_par_mois_suffisent(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("life",), challenges=("life.burnout",))
    maude = await chat.joins("Maude Tremblay", locale="fr")
    project = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")
    await introduced(maude, karim, project, "Décider si je continue.", locale="fr")
    await met(maude, locale="fr")
    await chat.later(days=1)
    tired = ("Je frôle l’épuisement professionnel", "Épuisement professionnel")
    await introduced(maude, sophie, tired, "Souffler un peu.", locale="fr")
    await met(maude, locale="fr")

    await chat.later(days=3)
    card = await maude.sees("Benali", "Gagnon", "Une autre conversation en vaudrait-elle la peine?")
    assert card.text.count("Votre première conversation avec") == 2
    await maude.presses("La semaine prochaine")
    await maude.sees("Je reposerai la question après le")
    await chat.later(days=8)
    await maude.sees("Votre première conversation avec", "Benali", "Gagnon")

    await chat.later(days=30)
    six_weeks = await maude.sees("5 semaines avec", "La suite")
    assert six_weeks.text.count("semaines avec") == 2
    await maude.presses("Je ne sais pas", near="5 semaines")
    await maude.sees("C’est bien normal.", "Qu’est-ce que je demanderais, si demander était facile?")

    asked = [seen for seen in await chat.platform.seen(maude.user) if "Quelques touches" in seen.text]
    assert len(asked) <= 3


async def test_au_bout_dun_trimestre_elle_raconte_un_effet_inattendu(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    project = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")
    await introduced(maude, karim, project, "Décider si je continue.", locale="fr")
    await met(maude, locale="fr")
    for _ in range(3):
        await chat.later(days=30)
        await met(karim, locale="fr")
    await chat.later(days=4)

    await maude.sees("3 mois avec le Dr Benali", "L’objectif, jusqu’ici", "Les besoins ont-ils changé?")
    await maude.presses("Presque atteint")
    await maude.presses("Le dire en une ligne")
    await maude.fills(words="J’ai découvert que j’aime enseigner.", consent="Oui, sans les noms")
    await maude.sees("3 mois avec le Dr Benali", "Le dire en une ligne")
    await maude.presses("Continuer")
    await karim.never_saw("enseigner")
    theirs = await karim.sees("3 mois avec Maude", "Presque atteint")
    assert not [tap for tap in theirs.taps if tap.chosen]


async def test_someone_who_did_not_agree_to_be_asked_is_not_asked(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    ben = await chat.arrives("Ben Cole")
    await ben.presses("Start")
    await ben.fills(
        brings="I look for mentors", agree=("Keep what I tell it, and use it to rank suggestions",)
    )
    await introduced(ben, lea, NEED, GOAL)
    await met(ben)
    await chat.later(days=40)
    await ben.never_saw("only you see them")
    await lea.sees("5 weeks with Ben")
