"""The shortest journey: somebody joins, says what they need, and sees who could help."""


async def test_a_resident_says_what_she_needs_and_sees_who_could_help(chat):
    await chat.joins("Léa Roy", offers=("career",), challenges=("career.first_contract",), words="Ask early.")
    amira = await chat.joins("Amira Haddad")

    await amira.says("How do I negotiate my first staff contract?")
    await amira.sees("That sounds like", "First contract")

    await amira.presses("Yes")
    await amira.fills(goal="A contract that I can live with")
    await amira.sees("Noted", "A contract that I can live with")
    await amira.sees("Léa Roy", "Write to")


async def test_une_residente_dit_son_besoin_et_voit_qui_peut_aider(chat):
    await chat.joins("Léa Roy", locale="fr", offers=("career",), challenges=("career.first_contract",))
    amira = await chat.joins("Amira Haddad", locale="fr")

    await amira.says("Comment négocier mon premier contrat?")
    await amira.sees("On dirait", "C’est bien ça?")

    await amira.presses("Oui")
    await amira.fills(goal="Un contrat qui me convient")
    await amira.sees("C’est noté", "Un contrat qui me convient")
    await amira.sees("Léa Roy")
