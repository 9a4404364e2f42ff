"""A resident and a mentor live a whole mentorship in two windows, by clicking and typing only."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = [(1280, 800), (390, 844)]
READ_CLOSELY = [("en", SIZES[0]), ("fr", SIZES[1])]
"""Where axe-core reads every screen too: once for each language and each width."""
WORDS = {
    "en": {
        "need": "How do I negotiate my first staff contract?",
        "goal": "A contract that I can live with",
        "ask": "I have an offer in hand and three weeks to answer. Could we look at it together?",
        "offer": "Signed four contracts, regretted one. Happy to read yours.",
        "thanks": "your blunt read of my contract",
        "change": "I have every other Friday with my daughter",
        "wish": "a quiet autumn",
    },
    "fr": {
        "need": "Comment négocier mon premier contrat?",
        "goal": "Un contrat qui me convient",
        "ask": "J’ai une offre en main et trois semaines pour répondre. On la regarde ensemble?",
        "offer": "J’ai signé quatre contrats et en regrette un. Je lirai volontiers le vôtre.",
        "thanks": "votre lecture franche de mon contrat",
        "change": "j’ai un vendredi sur deux avec ma fille",
        "wish": "un automne tranquille",
    },
}


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_two_people_live_a_whole_mentorship(windows, locale, size):
    typed = WORDS[locale]
    lea, amira = windows(locale, size), windows(locale, size)
    lea.reads_closely = amira.reads_closely = (locale, size) in READ_CLOSELY

    lea.joins("Léa Roy", "mentor", level="professor", discipline="anesthesiology")
    lea.presses("welcome.my_profile")
    lea.look("profile-domains")
    lea.fills(domains=("career", "leadership"))
    lea.look("profile-details")
    lea.fills(challenges=("career.first_contract",), words=typed["offer"], formats=("video",), places="2")
    lea.sees(typed["offer"])
    lea.look("profile")

    amira.joins("Amira Haddad", "mentee", level="pgy4", discipline="emergency_medicine")
    expect(amira.page.locator("[data-you]")).to_contain_text(amira.word("disciplines.emergency_medicine"))
    amira.says(typed["need"])
    amira.sees(amira.word("topics.career.first_contract"))
    amira.look("need-understood")
    amira.agrees()
    expect(amira.page.locator("dialog[open]")).to_be_visible()
    amira.look("need-form")
    amira.fills(goal=typed["goal"])
    amira.sees("Léa Roy", amira.word("suggestions.best"))
    amira.look("suggestions")
    amira.presses("suggestions.write", name="Léa")
    amira.look("request-form")
    amira.fills(words=typed["ask"])
    amira.sees(amira.word("requests.sent", name="Léa"))

    lea.sees("Amira Haddad", typed["ask"])
    lea.look("request")
    lea.presses("answers.accept")
    lea.sees(lea.word("answers.accepted", name="Amira"))

    amira.sees(amira.word("introductions.yes", name="Léa Roy"))
    amira.opens("Léa Roy")
    amira.sees(typed["ask"], amira.word("introductions.either_may_stop"))
    amira.look("introduction")
    amira.presses("introductions.agreement")
    amira.look("agreement-form")
    amira.fills(contact="amira@example.org")
    amira.sees("amira@example.org")
    amira.look("agreement")
    amira.presses("introductions.met")
    amira.fills()
    amira.sees(amira.word("introductions.logged", on="").split("  ")[0].rstrip(" ."))

    amira.opens("Constellation")
    amira.moves("weeks")
    amira.sees(amira.word("checkins.only_you"), "Léa")
    amira.look("check-in")
    amira.presses("questions.from_here.move_on")
    expect(amira.page.locator("dialog[open]")).to_be_visible()
    amira.look("goodbye-form")
    amira.fills(thanks=typed["thanks"], change=typed["change"], wish=typed["wish"])
    amira.sees(amira.word("goodbyes.preview", name="Léa"), typed["thanks"])
    amira.look("goodbye-preview")
    amira.presses("goodbyes.send")
    amira.look("goodbye-held")
    amira.presses("goodbyes.undo")
    amira.sees(amira.word("goodbyes.preview", name="Léa"), typed["thanks"])
    amira.presses("goodbyes.send")
    expect(amira.button("goodbyes.undo")).to_be_visible()
    amira.moves("hour")
    amira.sees(amira.word("goodbyes.delivered", name="Léa"))

    lea.sees(lea.word("goodbyes.from", name="Amira Haddad"), typed["thanks"])
    lea.look("goodbye")
    lea.presses("goodbyes.thank")
    amira.sees(amira.word("goodbyes.thanked", name="Léa"))

    for someone in (amira, lea):
        someone.opens_home()
        someone.look("home")
