"""Forms in Teams: dialogs where a client has them, a card in the conversation where it has none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.teams.served import Served
from tests.journeys import reading
from tests.journeys.scenes import looks_for
from tests.teams import activities, screen
from tests.teams.answers import Answer, read
from tests.teams.tenancy import Person, Post

STALE = "no longer open"
ANSWERED = "I’ve answered in our conversation."
ROSTER = "name\temail\troles\nNadia Roy\tnadia@example.org\tfaculty\nMarc Côté\tmarc@example.org\tresident"
"""As it is copied out of a spreadsheet."""

AGREED = {"one:brings": "mentee", "many:agree": "keep,checkins,figures"}


async def greeted(served: Served, name: str = "Amira Haddad") -> tuple[Person, Post]:
    """Somebody who has been greeted, and the greeting."""
    person = served.arrive(name)
    await served.fingers.install(person)
    await served.carries()
    [post] = served.teams.seen(person)
    return person, post


def button(served: Served, person: Person, post: Post, title: str) -> dict[str, Any]:
    return screen.action(served.teams.card(person, post), title)


async def test_a_dialog_opens_comes_back_with_what_is_amiss_and_closes(served: Served) -> None:
    amira, post = await greeted(served)
    opened = await served.fingers.press(amira, post, "Start")
    assert opened.dialog
    assert opened.title
    typed = {**AGREED, "many:agree": "checkins", "one:name": "Amira H."}
    typed = {name: value for name, value in typed.items() if name in screen.inputs(opened.dialog)}
    again = await served.fingers.submit(amira, opened.dialog, typed, post=post, insists=True)
    assert again.dialog
    assert reading.errors(again.dialog).keys() == {"agree"}
    held = screen.values(again.dialog)
    assert {name: held[name] for name in typed} == typed
    closed = await served.fingers.submit(amira, again.dialog, AGREED, post=post)
    assert closed == Answer()
    member = served.member(amira.user)
    assert member
    assert member.is_here


async def test_the_next_form_follows_in_the_same_dialog(served: Served) -> None:
    lea = await served.chat.joins("Léa Roy", brings="mentor")
    await lea.presses("Set up my profile")
    assert lea.form
    first = lea.form.values.keys()
    await lea.fills(domains=("career",))
    assert lea.form
    assert lea.form.values.keys() > {"places", "words"}
    assert "domains" in first
    await lea.fills(places="2")
    assert lea.form is None
    assert len(served.work(lambda work: work.profiles.where())) == 1


async def test_a_stale_button_is_answered_with_a_word_and_the_rest_in_the_conversation(
    served: Served,
) -> None:
    amira, post = await greeted(served)
    sol, _ = await greeted(served, "Sol Roy")
    action = button(served, amira, post, "Start")
    asked = activities.fetched(served.activity(sol), action["data"], post.id)
    answer = read(await served.delivers(asked, once=True))
    assert answer.message == ANSWERED
    assert STALE in (await served.told(sol))[-1]
    assert STALE not in (await served.told(amira))[-1]


@pytest.mark.parametrize("token", ["made-up.0", "", ".", "a" * 200, "ñ.1", "1"])
async def test_a_token_that_opens_nothing_opens_nothing(served: Served, token: str) -> None:
    amira, post = await greeted(served)
    asked = activities.fetched(served.activity(amira), {"token": token}, post.id)
    delivered = await served.delivers(asked, once=True)
    assert delivered.status == (200 if token else 400)
    sent = activities.sent(served.activity(amira), {"token": token})
    delivered = await served.delivers(sent, once=True)
    assert (delivered.status, delivered.body) == ((200, None) if token else (400, delivered.body))


async def test_the_form_of_somebody_else_is_sent_in_vain(served: Served) -> None:
    amira, post = await greeted(served)
    sol, _ = await greeted(served, "Sol Roy")
    opened = await served.fingers.press(amira, post, "Start")
    assert opened.dialog
    answer = await served.fingers.submit(sol, opened.dialog, AGREED, insists=True)
    assert answer == Answer()
    assert STALE in (await served.told(sol))[-1]
    for person in (amira, sol):
        member = served.member(person.user)
        assert member
        assert not member.is_here


async def test_a_roster_is_pasted(served: Served) -> None:
    nadia = await served.chat.joins("Nadia Coordinates", coordinates=True)
    await nadia.says("/import")
    await nadia.presses("Choose a file")
    await nadia.fills(file="who,knows\n1,2\n")
    assert nadia.errors
    dialog, _ = served.dialogs[nadia.user]
    assert screen.values(dialog)["one:file"] == "who,knows\n1,2\n"
    await nadia.fills(file=ROSTER)
    await nadia.sees("Nothing has changed yet.", "2 people")
    await nadia.presses("Import")
    people = {person.email for person in served.work(lambda work: work.people.where())}
    assert {"nadia@example.org", "marc@example.org"} <= people


class OldClient:
    """A client that knows neither dialogs nor Action.Execute: whatever is pressed is a message."""

    def __init__(self, served: Served, person: Person) -> None:
        self.served, self.person = served, person

    async def presses(
        self, post: Post, title: str, typed: dict[str, str] | None = None, **changes: Any
    ) -> int:
        """Press a button of a message, with what was typed into its fields; the answer's status."""
        card = self.served.teams.card(self.person, post)
        action = screen.action(card, title)
        data = (action.get("fallback") or action)["data"]
        filled, _ = screen.filled(card, typed or {})
        held = {name: value for name, value in {**data, **filled}.items() if name != "msteams"}
        pressed = activities.submitted(self.served.activity(self.person, **changes), held, post.id)
        delivered = await self.served.delivers(pressed)
        assert delivered.body is None
        return delivered.status

    @property
    def last(self) -> Post:
        return self.served.teams.seen(self.person)[-1]


async def test_an_old_client_gets_the_form_as_a_message_its_errors_in_place_and_a_word_at_its_end(
    served: Served,
) -> None:
    amira, post = await greeted(served)
    client = OldClient(served, amira)
    assert await client.presses(post, "Start") == 200
    form = client.last
    assert form is not post
    title = screen.actions(served.teams.card(amira, form))[-1]["title"]
    await client.presses(form, title, {**AGREED, "many:agree": "checkins"})
    assert form.versions == 2
    card = served.teams.card(amira, form)
    assert reading.errors(card).keys() == {"agree"}
    assert screen.values(card)["many:agree"] == "checkins"
    await client.presses(form, title, AGREED)
    assert served.words(amira, form) == "Noted."
    member = served.member(amira.user)
    assert member
    assert member.is_here


async def test_a_client_without_dialogs_alone_has_the_form_s_end_in_its_place(served: Served) -> None:
    amira, post = await greeted(served)
    client = OldClient(served, amira)
    await client.presses(post, "Start")
    form = client.last
    title = screen.actions(served.teams.card(amira, form))[-1]["title"]
    again = await served.fingers.press(amira, form, title, {**AGREED, "many:agree": "checkins"})
    assert again.card
    assert reading.errors(again.card).keys() == {"agree"}
    done = await served.fingers.press(amira, form, title, AGREED)
    assert done.card
    assert (reading.text(done.card), screen.actions(done.card)) == ("Noted.", [])
    member = served.member(amira.user)
    assert member
    assert member.is_here


async def test_an_old_client_s_form_that_is_sent_empty_comes_back_in_its_place(served: Served) -> None:
    amira, post = await greeted(served)
    client = OldClient(served, amira)
    await client.presses(post, "Start")
    form, before = client.last, len(await served.told(amira))
    token = screen.actions(served.teams.card(amira, form))[-1]["data"]
    await served.delivers(activities.submitted(served.activity(amira), token, form.id))
    assert reading.errors(served.teams.card(amira, form))
    assert len(await served.told(amira)) == before


async def test_what_an_old_client_sends_twice_does_not_hide_what_was_amiss(served: Served) -> None:
    amira, post = await greeted(served)
    client = OldClient(served, amira)
    await client.presses(post, "Start")
    form = client.last
    title = screen.actions(served.teams.card(amira, form))[-1]["title"]
    for _ in range(2):
        await client.presses(form, title, {**AGREED, "many:agree": "checkins"}, id="1")
    assert reading.errors(served.teams.card(amira, form)).keys() == {"agree"}


async def test_an_old_form_that_is_sent_too_late_is_not_said_to_be_noted(served: Served) -> None:
    amira, post = await greeted(served)
    sol, _ = await greeted(served, "Sol Roy")
    client = OldClient(served, amira)
    await client.presses(post, "Start")
    token = screen.actions(served.teams.card(amira, client.last))[-1]["data"]
    await served.delivers(activities.submitted(served.activity(sol), {**token, **AGREED}, ""))
    told = await served.told(sol)
    assert STALE in told[-1]
    assert not any("Noted" in one for one in told)


async def test_an_old_client_s_press_is_heard_like_any_other(served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await looks_for(amira, "How do I negotiate my first staff contract?", "First contract")
    person = served.people[amira.user]
    await amira.says("help")
    before = len(await served.told(person))
    await OldClient(served, person).presses(served.teams.seen(person)[-1], "My constellation")
    assert len(await served.told(person)) == before + 1


async def test_a_client_that_executes_whatever_is_pressed_gets_the_form_in_the_card_s_place(
    served: Served,
) -> None:
    amira, post = await greeted(served)
    start = button(served, amira, post, "Start")
    action = {"type": "Action.Execute", "verb": "press", "data": {"token": start["data"]["token"]}}
    answer = await served.fingers.press(amira, post, action)
    assert answer.card
    send = screen.actions(answer.card)[-1]["title"]
    wrong = await served.fingers.press(amira, post, send, {**AGREED, "many:agree": "checkins"})
    assert wrong.card
    assert reading.errors(wrong.card).keys() == {"agree"}
    done = await served.fingers.press(amira, post, send, AGREED)
    assert (done.message or reading.text(done.card or {"body": []})) in ("Noted.", ANSWERED)
    member = served.member(amira.user)
    assert member
    assert member.is_here
