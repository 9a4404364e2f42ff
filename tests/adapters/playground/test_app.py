from dataclasses import replace

import pytest

from bot.cards import Card, Choices, Form, Home, Outcome, Press, Text, Write, button, line
from bot.flows.names import topic, verbatim
from bot.turns import Joined, Opened, Pressed, Said, Submitted
from tests.adapters.playground.playing import reader

HELLO = Card((Text(topic("career")), Choices((replace(button(topic("exams"), "x"), token="t.0"),))))
ASK = Form(topic("career"), (Write("goal", topic("exams")),), Press("x"), topic("research"), token="f1")


async def text(play, path: str) -> str:
    return await (await play.client.get(path)).text()


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Who would you like to be?"), ("fr", "Qui voulez-vous être?")]
)
async def test_a_visitor_chooses_who_to_be(play, lang, words):
    html = await text(play, f"/?lang={lang}")
    assert f'<html lang="{lang}">' in html
    assert words in html
    assert all(f'href="/as/{user}"' in html for user in ("amira", "lea", "helen"))


async def test_the_tour_begins_as_whoever_has_just_arrived(play):
    play.people.append(replace(play.people[0], user="zoe", name="Zoe Young"))
    begins_as = 'class="button gold" href="/as/{}"'
    assert begins_as.format("amira") in await text(play, "/")
    await play.messenger.send((reader("amira"),), HELLO, "one", "")
    assert begins_as.format("zoe") in await text(play, "/")


async def test_the_page_is_in_the_language_of_whom_one_is(play):
    assert '<html lang="fr">' in await text(play, "/as/lea")
    assert "PGY-4 · Emergency medicine" in await text(play, "/as/amira")
    assert "R4 · Médecine d’urgence" in await text(play, "/as/lea")


async def test_nobody_is_kindly_told_to_choose_again(play):
    response = await play.client.get("/as/nobody")
    assert response.status == 404
    assert 'href="/?lang=en"' in await response.text()
    assert (await play.post("/as/nobody/say", text="hello")).status == 404


async def test_what_is_said_is_heard_and_stands_in_the_conversation(play):
    play.answers = [Outcome(show=(HELLO,))]
    answer = await (await play.post("/as/amira/say", text="/mentor need a hand")).json()
    assert [turn.event for turn in play.heard] == [Said("need a hand", command=True)]
    assert answer["awaits"]
    assert "/mentor need a hand" in await text(play, "/as/amira")


async def test_words_sent_twice_stand_once(play):
    for _ in range(2):
        await play.post("/as/amira/say", text="I need a hand")
    assert [posted.text for posted in play.workspace.messages(play.workspace.open_direct("amira"))] == [
        "I need a hand"
    ]
    assert len({turn.id for turn in play.heard}) == 1


async def test_what_people_say_to_each_other_is_not_heard(play):
    both = play.workspace.open_group(["amira", "lea"])
    answer = await (await play.post("/as/amira/say", text="hi Léa", conversation=both)).json()
    assert play.heard == []
    assert not answer["awaits"]
    assert "hi Léa" in await text(play, f"/as/lea/in/{both}")


async def test_a_command_among_people_is_heard_and_kept_from_the_others(play):
    both = play.workspace.open_group(["amira", "lea"])
    await play.post("/as/amira/say", text="/mentor home", conversation=both)
    assert [turn.event for turn in play.heard] == [Said("home", command=True)]
    assert play.workspace.messages(both) == []


async def test_nobody_reads_or_writes_in_a_conversation_of_others(play):
    others = play.workspace.open_group(["amira", "lea"])
    play.workspace.say(others, "lea", "between us", "s1", play.clock.now())
    response = await play.client.get(f"/as/helen/in/{others}")
    assert response.url.path == "/as/helen"
    assert "between us" not in await response.text()
    await play.post("/as/helen/say", text="hello", conversation=others)
    assert [posted.text for posted in play.workspace.messages(others)] == ["between us"]


async def test_a_press_opens_its_form_in_the_readers_language(play):
    play.answers = [Outcome(form=ASK)]
    answer = await (await play.post("/as/lea/press", token="t.0", message="3")).json()
    assert play.heard[0].event == Pressed("t.0", "3")
    assert "Orientation de carrière" in answer["form"]
    assert 'data-token="f1"' in answer["form"]


async def test_errors_come_back_with_the_field_that_they_are_about(play):
    play.answers = [Outcome(errors={"goal": line("forms.too_long", n=300, over=2)})]
    response = await play.post("/as/lea/submit", token="f1", fields={"goal": "x"})
    assert response.status == 422
    assert (await response.json())["errors"] == {
        "goal": "C’est un peu long\u00a0: 300 caractères au plus (2 de moins)."
    }
    assert play.heard[0].event == Submitted("f1", {"goal": "x"})


async def test_a_home_is_a_page_and_can_be_drawn_anew(play):
    play.answers = [Outcome(home=Home(HELLO.parts)), Outcome(home=Home(HELLO.parts))]
    assert "Career direction" in await text(play, "/as/amira/home")
    answer = await (await play.post("/as/amira/open")).json()
    assert "Career direction" in answer["home"]
    assert [turn.event for turn in play.heard] == [Opened(), Opened()]
    assert len({turn.id for turn in play.heard}) == 2


async def test_a_card_reaches_its_reader_in_their_words_and_counts_as_unread(play):
    await play.messenger.send((reader("lea"),), HELLO, "c1", "")
    html = await text(play, "/as/lea")
    assert "Orientation de carrière" in html
    assert 'data-token="t.0"' in html
    (own,) = play.workspace.conversations("lea")
    assert own.unread == 1
    assert (await play.post("/as/lea/read", conversation=own.id, message=1)).status == 204
    assert play.workspace.unread() == {}


async def test_a_joint_card_is_in_both_languages_the_readers_own_first(play):
    await play.messenger.send((reader("amira"), reader("lea", "fr")), HELLO, "c1", "")
    (both,) = (room for room in play.workspace.conversations("lea") if room.is_group)
    html = await text(play, f"/as/lea/in/{both.id}")
    assert (
        html.index("Orientation de carrière") < html.index('<div lang="en">') < html.index("Career direction")
    )
    assert html.count('data-token="t.0"') == 1


async def test_someone_new_is_welcomed_with_a_first_turn(play):
    form = {"name": "Zoé d’Arc", "locale": "fr", "zone": "America/Toronto"}
    response = await play.client.post("/join", data=form)
    assert response.url.path.startswith("/as/zo")
    assert '<html lang="fr">' in await response.text()
    (turn,) = play.heard
    assert turn.event == Joined()
    assert (turn.sender.name, turn.sender.locale, turn.sender.zone) == ("Zoé d’Arc", "fr", "America/Toronto")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\u202eb"])
async def test_a_name_that_will_not_do_is_kept_and_told_why(play, name):
    response = await play.client.post("/join", data={"name": name, "locale": "en", "zone": "Mars/Base"})
    assert response.status == 422
    html = await response.text()
    assert "Please write a name" in html
    assert f'value="{name.strip()}"' in html
    assert play.heard == []


async def test_moving_the_clock_tells_what_arrived(play):
    play.clock.due = [("lea", HELLO), ("amira", HELLO)]
    answer = await (await play.client.post("/clock?as=amira", data={"move": "weeks"})).json()
    assert answer["now"] == "Thursday 25 June, 4 p.m."
    assert "2 messages arrived" in answer["arrived"]
    assert answer["arrived"].index("Amira Haddad") < answer["arrived"].index("Léa Roy")
    told = await (await play.client.get("/clock?as=lea")).json()
    assert told == {"now": "jeudi 25 juin, 16\u00a0h"}


async def test_the_clock_moves_by_its_own_steps_alone(play):
    before = play.clock.now()
    assert (await play.client.post("/clock", data={"move": "century"})).status == 400
    assert play.clock.now() == before
    quiet = await (await play.client.post("/clock?as=amira", data={"move": "day"})).json()
    assert "nothing was due" in quiet["arrived"]


async def test_whoever_asks_to_be_forgotten_is_gone_and_hears_a_last_word(play):
    play.workspace.say(play.workspace.open_direct("amira"), "amira", "my words", "s1", play.clock.now())
    play.answers = [Outcome(show=(Card((Text(verbatim("Farewell")),)),))]
    play.forgets = "amira"
    answer = await (await play.post("/as/amira/press", token="t.0")).json()
    assert "Farewell" in answer["gone"]
    assert play.workspace.conversations("amira") == []


@pytest.mark.parametrize(
    "body", ["[", "[]", '"x"', '{"id": "1"}', '{"id": "1", "text": []}', "\xff", "[" * 100_000]
)
async def test_a_broken_request_is_refused_and_nothing_is_heard(play, body):
    headers = {"Content-Type": "application/json"}
    response = await play.client.post("/as/amira/say", data=body.encode("latin-1"), headers=headers)
    assert response.status == 400
    assert play.heard == []


async def test_a_message_that_is_too_long_is_told_so_and_not_heard(play):
    response = await play.post("/as/lea/say", text="é" * 4001)
    assert response.status == 422
    assert "4000 caractères" in (await response.json())["errors"]["text"]
    assert play.heard == []


@pytest.mark.parametrize("message", [0, -1, 2**70, "1", None, 1.5])
async def test_a_reader_can_only_have_read_a_message(play, message):
    assert (await play.post("/as/amira/read", conversation=1, message=message)).status == 400
