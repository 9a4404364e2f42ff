"""Story 4: who could help, with reasons that are true, and what happens when nobody fits."""

from tests.journeys.scenes import doctor, looks_for

CONTRACT = ("career.first_contract",)


async def test_a_resident_sees_who_offers_what_she_needs_and_why(chat):
    await doctor(
        chat, "Léa Roy", discipline="anesthesiology", offers=("career", "life"), challenges=CONTRACT,
        words="Ask me about your first contract before you sign it. I like cats.", places="2",
    )  # fmt: skip
    await doctor(
        chat, "Tom Okafor", courtesy="dr", discipline="emergency_medicine", offers=("career",), places="1"
    )
    await doctor(chat, "Ana Silva", discipline="cardiology", offers=("procedures",))
    amira = await chat.joins("Amira Haddad", discipline="emergency_medicine")

    await looks_for(
        amira, "How do I negotiate my first staff contract?", "First contract", "Know what to ask for"
    )

    lea = await amira.sees("Dr. Léa Roy · Anesthesiology · 2 places open")
    assert "You chose First contract; Dr. Roy offers help with it." in lea.text
    assert "From the profile: “Ask me about your first contract before you sign it.”" in lea.text
    assert "cats" not in lea.text
    await amira.sees("Dr. Tom Okafor · Emergency medicine · 1 place open", "From your own discipline.")
    await amira.sees("Dr. Okafor helps with Career direction.")
    await amira.sees("These are the best I can find today. If none fits, tell me, and I’ll keep looking.")
    await amira.never_saw("Ana Silva")
    for word in ("%", "match", "score"):
        await amira.never_saw(word)


async def test_a_resident_sorts_the_list_and_nobody_else_learns_of_it(chat):
    mentors = [
        await doctor(chat, name, offers=("career",), challenges=CONTRACT)
        for name in ("Léa Roy", "Tom Okafor", "Ana Silva", "Ines Novak", "Paul Gill", "Mei Lin")
    ]
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, "How do I negotiate my first staff contract?", "First contract")
    first = await amira.sees("First contract", "Not this one")
    five = {name for name in ("Roy", "Okafor", "Silva", "Novak", "Gill", "Lin") if name in first.text}
    assert len(five) == 5

    passed = _first_named(first)
    await amira.presses("Not this one")
    second = await amira.sees("First contract", "Not this one")
    assert passed not in second.text

    never = _first_named(second)
    await amira.presses("Never suggest")
    assert amira.form
    await amira.fills()
    third = await amira.sees("First contract", "Not this one")
    assert passed not in third.text
    assert never not in third.text

    await amira.presses("Show others")
    await amira.sees("That is everyone I can find today for First contract.")
    await amira.presses("None of these fit")
    await amira.sees("Thank you for telling me", "I’ll write when someone new offers it")
    for mentor in mentors:
        await mentor.never_saw("Amira")


async def test_quand_personne_ne_convient_on_le_dit_et_on_ecrit_des_que_quelquun_arrive(chat):
    maude = await chat.joins("Maude Tremblay", locale="fr", discipline="psychiatry")
    await looks_for(maude, "Je veux progresser en échographie au chevet", "Échographie", locale="fr")
    await maude.sees("Personne dans le programme n’a de place", "Échographie", "sans dire par qui")

    await chat.later(days=10)
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        discipline="emergency_medicine", offers=("procedures",), challenges=("procedures.ultrasound",),
    )  # fmt: skip
    await chat.later(days=3)
    await maude.sees("Vous cherchiez de l’aide", "Échographie", "Karim Benali", "une place ouverte")
    await maude.presses("Voir les suggestions")
    await maude.sees("Dr Karim Benali · Médecine d’urgence · 2 places ouvertes")
    await maude.sees("Vous avez choisi Échographie")
    await karim.never_saw("Maude")


async def test_un_resident_ne_voit_que_des_gens_qui_parlent_sa_langue_et_qui_ont_une_place(chat):
    await doctor(chat, "Sophie Gagnon", locale="fr", offers=("exams",), challenges=("exams.oral_practice",))
    await doctor(chat, "Tom Okafor", courtesy="dr", offers=("exams",), challenges=("exams.oral_practice",))
    await doctor(
        chat, "Luc Morin", courtesy="dr", locale="fr",
        offers=("exams",), challenges=("exams.oral_practice",), places="0",
    )  # fmt: skip
    olivier = await chat.joins("Olivier Gagné", locale="fr")

    await looks_for(
        olivier,
        "J’aimerais pratiquer pour mes examens oraux",
        "Pratique des oraux",
        "Être à l’aise",
        locale="fr",
    )
    await olivier.sees("Dre Sophie Gagnon", "peut vous y aider.")
    await olivier.never_saw("Okafor")
    await olivier.never_saw("Morin")


async def test_a_mentor_who_assesses_the_resident_is_flagged_and_may_still_be_asked(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=CONTRACT)
    amira = await chat.joins("Amira Haddad")
    await chat.platform.supervise(lea.user, amira.user)
    await looks_for(amira, "How do I negotiate my first staff contract?", "First contract")

    await amira.sees("Dr. Roy has a say in your training", "You may ask all the same.")
    await amira.presses("Write to Dr. Roy")
    await amira.fills(words="Could we talk?")
    assert amira.errors["aware"]
    await amira.fills(words="Could we talk?", aware=("I know, and I’d like to ask",))
    await lea.sees("Amira", "Could we talk?")
    await lea.never_saw("say in your training")


def _first_named(shown) -> str:
    """Who stands at the top of a list."""
    return next(tap.label for tap in shown.taps).removeprefix("Write to Dr. ")
