"""Story 15: a pause from requests or from questions, which ends by itself."""

from tests.journeys.scenes import doctor, looks_for, writes

NEED = ("How do I negotiate my first staff contract?", "First contract")


async def test_a_mentor_on_leave_is_not_suggested_and_is_back_by_herself(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    await lea.says("/mentor profile")
    await lea.presses("Pause", near="New requests")
    await lea.fills(until="2026-09-01")
    assert "Please choose a day after today" in lea.errors["until"]
    await lea.fills(until="2026-10-19")
    await lea.sees("No new requests will reach you.", "Paused until Monday 19 October")

    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, *NEED)
    await amira.sees("No one in the programme has a place open for First contract right now.")

    await chat.later(days=36)
    await lea.sees("Welcome back. Your pause is over, and people can write to you again.")
    await amira.sees("You were looking for help with First contract. Dr. Léa Roy now offers it")
    await amira.presses("See the suggestions")
    await amira.sees("Dr. Léa Roy · 2 places open")


async def test_une_question_a_la_fois_puis_a_pleines_portes(chat):
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("exams",), places="3")
    await sophie.says("/mentor profil")
    await sophie.presses("Une à la fois")
    await sophie.sees("Une nouvelle demande à la fois, donc.")
    olivier = await chat.joins("Olivier Gagné", locale="fr")
    oral = ("J’aimerais pratiquer pour mes examens oraux", "Pratique des oraux")
    await looks_for(olivier, *oral, locale="fr")
    await olivier.sees("Dre Sophie Gagnon · 1 place ouverte")
    await sophie.presses("Rouvrir")
    await sophie.sees("Vous recevez de nouveau des demandes.")


async def test_quiet_until_a_day_and_back_early(chat):
    lea = await doctor(chat, "Léa Roy", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad")
    await looks_for(amira, *NEED)
    await writes(amira, "Write to Dr. Roy", "Could we talk?")
    await lea.says("/mentor pause")
    await lea.presses("Pause me")
    await lea.fills(busy="next Tuesday")
    assert "I can’t read item 1" in lea.errors["busy"]
    await lea.fills(until="2026-10-05", busy="")
    await lea.sees("I’ll ask you nothing until Monday 5 October.")
    await chat.later(days=8)
    await lea.never_saw("is still open")
    await lea.presses("I’m back")
    await lea.sees("Welcome back.")


async def test_silence_dans_la_nuit_et_la_fin_de_semaine(chat):
    sophie = await doctor(chat, "Sophie Gagnon", locale="fr", offers=("exams",))
    await chat.later(days=4, hours=13)  # vendredi soir, 22 h
    olivier = await chat.joins("Olivier Gagné", locale="fr")
    await looks_for(olivier, "J’aimerais pratiquer pour mes examens oraux", "Pratique des oraux", locale="fr")
    await writes(olivier, "Gagnon", "Une heure?")
    await sophie.sees("Une heure?")
    await chat.later(days=5, hours=1)  # le mercredi à 23 h
    await sophie.never_saw("quand vous aurez une minute")
    await chat.later(hours=10)
    await sophie.sees("quand vous aurez une minute; toute réponse aide.")
