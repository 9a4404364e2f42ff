"""What Teams delivers: heard once, committed before it is answered, and come again where it was not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.floods import Floods
from bot.routes import COMMANDS
from tests.adapters.teams.served import Served, World
from tests.journeys.scenes import doctor
from tests.teams import activities
from tests.teams.activities import Json
from tests.teams.tenancy import Person

HELP = "type one of these after /mentor"
MENTION = "<at>Constellation</at>"


async def member(served: Served, name: str = "Amira Haddad") -> Person:
    """Somebody who has joined."""
    return served.people[(await served.chat.joins(name)).user]


async def visitor(served: Served, name: str = "Amira Haddad") -> Person:
    """Somebody who has been greeted."""
    person = served.arrive(name)
    await served.fingers.install(person)
    return person


async def fresh(served: Served, person: Person, text: str, **changes: Any) -> list[str]:
    """What the app writes when somebody says this."""
    before = len(await served.told(person))
    said = {**activities.said(served.activity(person), text), **changes}
    assert (await served.delivers(said)).status == 200
    return (await served.told(person))[before:]


HELPS = (
    *("help", "Help", "/help", "/mentor help", "/Mentor Help", "/mentor", "/", MENTION, ""),
    *(f"{MENTION} help", f"{MENTION}\u00a0/help\n", f"\r\n{MENTION} /mentor aide"),
)


async def test_help_is_understood_however_it_is_asked_for(served: Served) -> None:
    amira = await member(served)
    for text in HELPS:
        assert [HELP in one for one in await fresh(served, amira, text)] == [True], text


async def test_whatever_is_said_is_answered(served: Served) -> None:
    amira = await member(served)
    for text in ("hi", "Hello", "👋", "qwxz", "//", "/nothing of the kind", "a" * 30_000):
        assert len(await fresh(served, amira, text)) == 1, text


async def test_every_command_is_answered_with_something_to_see(served: Served) -> None:
    chat = served.chat
    nadia = await doctor(chat, "Nadia Roy", offers=("career",), brings="both", coordinates=True)
    person = served.people[nadia.user]
    for command in COMMANDS:
        assert await fresh(served, person, f"/{command}"), command


async def test_what_is_not_text_is_answered_with_what_can_be_said_here(served: Served) -> None:
    picture = {"contentType": "image/png", "contentUrl": "https://example.org/1.png"}
    answer = await fresh(served, await member(served), "", attachments=[picture])
    assert [HELP in one for one in answer] == [True]
    [answered] = await fresh(served, await member(served, "Sol"), "", value={"of": "another app"})
    assert HELP in answered


async def test_the_name_of_somebody_else_is_a_word_like_any_other(served: Served) -> None:
    amira = await member(served)
    lea = served.arrive("Léa Roy")
    entities = [
        {"type": "mention", "text": MENTION, "mentioned": {"id": f"28:{served.teams.app_id}"}},
        {"type": "mention", "text": "<at>Léa Roy</at>", "mentioned": {"id": lea.user, "name": "Léa Roy"}},
    ]
    text = f"{MENTION} my first contract, as <at>Léa Roy</at> had it"
    await fresh(served, amira, text, entities=entities)
    words = served.work(lambda work: [need.words for need in work.needs.where()])
    assert words == ["my first contract, as Léa Roy had it"]


def reaction(common: Json) -> Json:
    return {**common, "type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"}


def edit(common: Json) -> Json:
    data = {**common["channelData"], "eventType": "editMessage"}
    return {**activities.said(common, "help"), "type": "messageUpdate", "channelData": data}


def deletion(common: Json) -> Json:
    data = {**common["channelData"], "eventType": "softDeleteMessage"}
    return {**common, "type": "messageDelete", "channelData": data}


IGNORED = {
    "a reaction": reaction,
    "an edit": edit,
    "a deletion": deletion,
    "typing": lambda common: {**common, "type": "typing"},
    "the end": lambda common: {**common, "type": "endOfConversation"},
    "an event": lambda common: {
        **common,
        "type": "event",
        "name": "application/vnd.microsoft.readReceipt",
        "value": {"lastReadMessageId": "1"},
    },
    "a new kind": lambda common: {**common, "type": "handRaised"},
    "a name of a new kind": lambda common: {**common, "type": "task/fetch"},
    "a renamed conversation": lambda common: {**common, "type": "conversationUpdate", "topicName": "x"},
    "a new kind of installation": lambda common: {**common, "type": "installationUpdate", "action": "x"},
}


@pytest.mark.parametrize("what", IGNORED)
async def test_what_is_not_meant_for_the_app_is_taken_note_of_and_nothing_more(
    served: Served, what: str
) -> None:
    amira = await visitor(served)
    before = await served.told(amira)
    delivered = await served.delivers(IGNORED[what](served.activity(amira)))
    assert (delivered.status, delivered.body, delivered.times) == (200, None, 1)
    assert await served.told(amira) == before


@pytest.mark.parametrize("name", ["composeExtension/query", "signin/verifyState", "message/submitAction", ""])
async def test_what_the_app_does_not_do_is_said_to_be_so(served: Served, name: str) -> None:
    """As the SDK answers it, and as a client expects it of an app that never offered such a thing."""
    amira = await visitor(served)
    asked = served.activity(amira, kind="invoke", name=name, value={})
    assert (await served.fingers.deliver(asked, once=True)).status == 501


BROKEN: dict[str, dict[str, Any]] = {
    "nobody": {"from": None},
    "somebody without a name": {"from": {}},
    "a name that is none": {"from": {"id": ["29:1"]}},
    "somebody as text": {"from": "29:1"},
    "nowhere": {"conversation": None},
    "a place without a name": {"conversation": {"tenantId": "72f988bf-86f1-41af-91ab-2d7cd011db47"}},
    "a time that is none": {"timestamp": "yesterday"},
    "no kind": {"type": None},
    "a kind that is none": {"type": {"a": 1}},
    "attachments that are none": {"attachments": "x"},
    "members that are none": {"type": "conversationUpdate", "membersAdded": {"id": 5}},
    "a press of nothing": {"type": "invoke", "name": "adaptiveCard/action"},
    "a press with text for its value": {"type": "invoke", "name": "adaptiveCard/action", "value": "x"},
    "a press without an action": {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": []}},
    "a dialog of nothing": {"type": "invoke", "name": "task/fetch", "value": {"data": None}},
    "a form of nothing": {"type": "invoke", "name": "task/submit", "value": {}},
    "a form whose token is none": {
        "type": "invoke",
        "name": "task/submit",
        "value": {"data": {"token": {"a": 1}}},
    },
}


@pytest.mark.parametrize("what", BROKEN)
async def test_what_is_no_activity_is_refused_and_breaks_nothing(served: Served, what: str) -> None:
    amira = await visitor(served)
    before = await served.told(amira)
    broken = served.activity(amira, text="help")
    broken = {name: value for name, value in {**broken, **BROKEN[what]}.items() if value is not None}
    delivered = await served.delivers(broken)
    assert (delivered.status, delivered.times) == (400, 1)
    assert delivered.body == {"error": {"code": "BadRequest"}}
    assert await served.told(amira) == before
    assert await fresh(served, amira, "help")


@pytest.mark.parametrize(
    "changes",
    [
        {"membersAdded": [None, 5, {"id": 5}]},
        {"channelData": "x"},
        {"channelData": {"tenant": "x"}},
        {"locale": {"en": 1}, "localTimezone": 7},
        {"entities": [{"type": "mention", "mentioned": "x"}, {"mentioned": {"id": None}}]},
        {"value": ["token"]},
        {"replyToId": {"a": 1}},
        {"text": {"a": 1}},
    ],
)
async def test_what_is_odd_beside_the_point_stands_in_nobody_s_way(
    served: Served, changes: dict[str, Any]
) -> None:
    amira = await visitor(served)
    delivered = await served.delivers({**activities.said(served.activity(amira), "help"), **changes})
    assert delivered.status in (200, 400)
    assert delivered.times == 1


async def test_what_comes_again_is_heard_once(served: Served) -> None:
    amira = await member(served)
    before = len(await served.told(amira))
    said = activities.said(served.activity(amira), "How do I negotiate my first contract?")
    answers = [await served.delivers(said), *await asyncio.gather(*(served.delivers(said) for _ in range(3)))]
    assert {one.status for one in answers} == {200}
    assert len(await served.told(amira)) == before + 1
    assert served.work(lambda work: len(work.needs.where())) == 1


async def test_the_same_id_in_another_conversation_is_another_message(served: Served) -> None:
    amira, sol = await visitor(served), await visitor(served, "Sol Roy")
    for person in (amira, sol):
        before = len(await served.told(person))
        await served.delivers({**activities.said(served.activity(person), "help"), "id": "1"})
        assert len(await served.told(person)) == before + 1


async def test_what_was_committed_and_not_answered_comes_again_and_is_heard_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    amira = await member(served)
    before = len(await served.told(amira))
    taken, lost = served.home.take, [1]

    async def commits_and_breaks(self: Any, *what: Any) -> Any:
        outcome = await original(self, *what)
        if lost:
            lost.pop()
            raise ConnectionResetError
        return outcome

    original = type(served.home)._taken
    monkeypatch.setattr(type(served.home), "_taken", commits_and_breaks)
    delivered = await served.delivers(activities.said(served.activity(amira), "my first contract"))
    assert taken
    assert (delivered.status, delivered.times) == (200, 2)
    assert len(await served.told(amira)) == before + 1
    assert served.work(lambda work: len(work.needs.where())) == 1


async def test_what_could_not_be_committed_is_not_acknowledged(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    amira = await visitor(served)
    before = await served.told(amira)

    async def breaks(self: Any, *what: Any) -> Any:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(type(served.home), "_taken", breaks)
        delivered = await served.delivers(activities.said(served.activity(amira), "help"))
    assert (delivered.status, delivered.times) == (500, 3)
    assert await served.told(amira) == before


async def test_a_flood_is_held_back_and_nobody_else_is(there: World) -> None:
    async with there.serving(Floods(person=(5, 60))) as served:
        amira, sol = served.arrive(), served.arrive("Sol Roy")
        answers = [await served.fingers.say(amira, "hi") for _ in range(8)]
        assert [one.status for one in answers] == [200] * 5 + [429] * 3
        assert (await served.fingers.say(sol, "hi")).status == 200


async def test_files_that_are_answered_count_too(there: World) -> None:
    async with there.serving(Floods(person=(2, 60))) as served:
        amira = served.arrive()
        value = {"type": "fileUpload", "action": "decline", "context": {"cause": "x", "name": "y"}}
        asked = [
            served.activity(amira, kind="invoke", name="fileConsent/invoke", value=value) for _ in range(3)
        ]
        answers = [await served.fingers.deliver(one, once=True) for one in asked]
        assert [one.status for one in answers] == [200, 200, 429]
