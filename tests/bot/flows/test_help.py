"""Whatever is typed gets a helpful answer, never the same sentence twice in a row, never silence."""

from itertools import pairwise

import pytest

from bot.flows.help import NOT_UNDERSTOOD
from bot.outbox import Message
from bot.packing import packed
from tests.bot.flows.talk import Talk

NONSENSE = "qwxz vbnm"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad")


@pytest.mark.parametrize("typed", ["/mentor", "/mentor help", "help", "Aide", "/mentor AIDE"])
def test_help_can_be_asked_for_in_every_way(amira, typed):
    amira.says(typed)
    amira.sees("help.title", "help.command.need")


def test_help_names_the_commands_of_ones_role(talk, amira):
    amira.says("help")
    assert not {"help.command.profile", "help.command.queue"} & amira.new_keys()
    lea = talk.person("Léa Roy", ("faculty",))
    lea.says("help")
    lea.sees("help.command.profile")
    ana = talk.person("Ana Cruz", ("coordinator",))
    ana.says("help")
    ana.sees("help.command.queue", "help.command.import")


@pytest.mark.parametrize("typed", ["Hi!", "bonjour", "ALLÔ", "Good morning.", "salut :)"])
def test_a_greeting_is_greeted(amira, typed):
    amira.says(typed)
    amira.sees("help.hello")


@pytest.mark.parametrize("typed", ["thanks", "Thank you so much!", "Merci beaucoup"])
def test_thanks_are_taken(amira, typed):
    amira.says(typed)
    amira.sees("help.welcome")


def test_what_is_not_understood_is_never_answered_twice_alike(amira):
    said = []
    for _ in range(12):
        amira.says(NONSENSE)
        (key,) = amira.new_keys() & {*NOT_UNDERSTOOD}
        said.append(key)
    assert not [pair for pair in pairwise(said) if pair[0] == pair[1]]
    assert set(said) == {*NOT_UNDERSTOOD}


def test_what_is_not_understood_comes_with_ways_on(amira):
    amira.says(NONSENSE)
    assert {"needs.new", "home.show", "pauses.me", "help.show"} <= amira.actions()


@pytest.mark.parametrize(
    "typed",
    ["x" * 50_000, "<!channel> [a](javascript:alert(1)) **bold**", "\u202e\u200b\0", "🤷" * 500, "{name}"],
)
def test_what_was_typed_is_never_said_back(talk, amira, typed):
    amira.says(typed)
    assert amira.newest()
    assert not [
        card for card in amira.newest() if typed[:20].strip("\0\u200b\u202e") and typed[:20] in packed(card)
    ]


def test_a_message_whose_words_were_erased_is_no_hindrance(talk, amira):
    talk.work.outbox.put(Message(0, "blank", (amira.id,), f"p:{amira.id}", "", talk.now))
    amira.says(NONSENSE)
    assert amira.new_keys() & {*NOT_UNDERSTOOD}


def test_a_residents_own_words_become_a_need(talk, amira):
    amira.says("how do I negotiate my first staff contract?")
    assert talk.work.needs.where(mentee_id=amira.id)


def test_a_mentors_own_words_do_not(talk):
    lea = talk.person("Léa Roy", ("faculty",))
    lea.says("how do I negotiate my first staff contract?")
    assert not talk.work.needs.where()
    assert lea.new_keys() & {*NOT_UNDERSTOOD}
    assert "profile.edit" in lea.actions()
