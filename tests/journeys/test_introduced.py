"""Story 13: introduced, with an agenda, an agreement, a time for both calendars, and the day they met."""

from tests.journeys.scenes import doctor, introduced

NEED = ("How do I negotiate my first staff contract?", "First contract")


async def two(chat):
    lea = await doctor(
        chat, "Léa Roy", email="lea@uni.ca", offers=("career",), challenges=("career.first_contract",)
    )
    amira = await chat.joins("Amira Haddad", email="amira@uni.ca")
    await introduced(amira, lea, NEED, "I sign in May and don’t know what is normal.")
    return amira, lea


async def test_both_read_why_they_are_here_and_how_a_first_half_hour_could_go(chat):
    amira, lea = await two(chat)
    for someone in (amira, lea):
        hello = await someone.sees("Amira, Dr. Roy: you both said yes to talking about First contract.")
        assert "I sign in May and don’t know what is normal." in hello.text
        assert "1. where each of you is" in hello.text
        assert "5. when to look back" in hello.text
        assert "Either of you may stop at any time, without reasons." in hello.text
    await amira.never_saw("how do I negotiate")

    await lea.presses("Propose a time")
    await lea.fills(day="2026-09-01", time="4:00 p.m.")
    assert "That moment has passed" in lea.errors["day"]
    await lea.fills(day="2026-09-22", time="4:00 p.m.", where="Room 2-114")
    proposed = await amira.sees("Dr. Roy proposes Tuesday 22 September, 4 p.m.", "Where: Room 2-114")
    assert "Add to my calendar" in proposed.text

    await lea.presses("That works")
    await lea.sees("That is the time you proposed; Amira can say whether it works.")
    await amira.presses("That works")
    await lea.sees("That works for Amira too: Tuesday 22 September, 4 p.m.")

    await amira.presses("We’ve met")
    await amira.fills(on="2026-09-22")
    assert "still to come" in amira.errors["on"]
    await chat.later(days=8, hours=8)
    await amira.presses("We’ve met")
    await amira.fills(on="2026-09-22")
    for someone in (amira, lea):
        await someone.sees("Noted: you met on Tuesday 22 September.")
    await lea.presses("We’ve met")
    await lea.fills(on="2026-09-22")
    await lea.sees("Your meeting of Tuesday 22 September is noted already.")


async def test_ils_secrivent_une_entente_et_la_retouchent(chat):
    karim = await doctor(
        chat, "Karim Benali", courtesy="dr", locale="fr",
        offers=("research",), challenges=("research.stalled_project",),
    )  # fmt: skip
    maude = await chat.joins("Maude Tremblay", locale="fr")
    need = ("Mon projet de recherche est en panne depuis l’automne", "Un projet en panne")
    await introduced(maude, karim, need, "Savoir si je continue ou si je change de question.", locale="fr")
    await karim.sees("Maude", "vous avez dit oui à un échange", "1. où chaque personne en est")

    await maude.presses("Notre entente")
    assert maude.form
    assert maude.form.values["purpose"] == "Savoir si je continue ou si je change de question."
    await maude.fills(rhythm="Toutes les deux semaines", contact="par texto", review="2026-12-15")
    for someone in (maude, karim):
        agreed = await someone.sees("Notre entente", "Toutes les deux semaines", "par texto")
        assert "sauf si la sécurité d’une personne ou la loi exige autre chose" in agreed.text
        assert "mardi 15 décembre" in agreed.text
        assert "sans raison à donner ni faute" in agreed.text

    await karim.presses("La modifier")
    await karim.fills(contact="par courriel, jamais la fin de semaine", review="2026-09-01")
    assert karim.errors["review"]
    await karim.fills(contact="par courriel, jamais la fin de semaine", review="2026-12-15")
    await maude.sees("Telle que l’a écrite le Dr Benali", "par courriel, jamais la fin de semaine")

    await karim.presses("Proposer un moment")
    await karim.fills(day="2026-09-17", time="16 h 30", minutes="45 minutes")
    await maude.sees("propose ce moment", "jeudi 17 septembre, 16 h 30", "45 minutes")
