"""`/mentor` and the shortcuts: aside wherever others could read along, at home in one's own conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.routes import COMMANDS
from tests.adapters.slack.served import Served, World
from tests.journeys.chat import Someone
from tests.slack.kept import Conversation
from tests.slack.screen import Shown

QUICK_FINGERS = (10_000, 10)
SUBCOMMANDS = [*COMMANDS, "something that nobody understands", "need my first contract"]
ELSEWHERE = "I’ve answered in our conversation."


@dataclass
class Office:
    """Lea, who is everything that one can be, in a channel where Zed reads along."""

    served: Served
    lea: Someone
    zed: str
    room: Conversation

    async def types(self, words: str) -> Shown | None:
        """A command in the channel, and what Lea alone sees of the answer."""
        before = self.asides()
        await self.served.fingers.types(self.lea.user, f"/mentor {words}".strip(), self.room.id)
        await self.served.carries()
        return next(iter(self.asides()[len(before) :]), None)

    def asides(self) -> list[Shown]:
        return [one for one in self.served.fingers.eyes.messages(self.lea.user) if one.ephemeral]

    def at_home(self) -> list[Shown]:
        return [one for one in self.served.fingers.eyes.messages(self.lea.user) if one.place == "im"]

    def modal(self) -> bool:
        app = self.served.fingers.app
        return bool(self.served.double.slack.modals.pop((app.id, self.lea.user), None))

    def public(self) -> list[Shown]:
        return [one for one in self.served.fingers.eyes.messages(self.zed) if one.place == "channel"]


@pytest.fixture
async def office(there: World) -> AsyncIterator[Office]:
    async with there.one(speeds={"person": QUICK_FINGERS}) as served:
        yield await _opened(served)
        assert not served.fingers.troubles
        assert not [call for call in served.double.asked if call[1] != "ok"]


async def _opened(served: Served) -> Office:
    lea = await served.chat.joins(
        "Léa Roy", brings="both", offers=("career",), challenges=("career.first_contract",), coordinates=True
    )
    zed = served.double.slack.person(served.team, "Zed Reader").id
    room = served.double.slack.channel(served.team, "general", lea.user, zed)
    return Office(served, lea, zed, room)


async def test_in_a_channel_only_the_one_who_asks_sees_the_answer(office: Office) -> None:
    before = office.at_home()
    for words in SUBCOMMANDS:
        aside = await office.types(words)
        assert bool(aside) is not office.modal(), words
    assert office.public() == []
    assert office.at_home() == before


async def test_in_one_s_own_conversation_the_answer_is_a_message_like_any(office: Office) -> None:
    for words in SUBCOMMANDS:
        before = office.at_home()
        await office.lea.says(f"/mentor {words}")
        assert bool(office.at_home()[len(before) :]) is not office.modal(), words
    assert office.asides() == []


async def test_every_button_of_an_answer_aside_works_and_what_it_does_is_at_home(office: Office) -> None:
    pressed = 0
    for words in ("help", "home", "suggest", "me", "privacy", "status", "queue", "import", "need"):
        aside = await office.types(words)
        for button in aside.buttons if aside else ():
            served, before = office.served, office.at_home()
            again = await office.types(words)
            assert again
            same = next(one for one in again.buttons if one.label == button.label)
            await served.fingers.presses(office.lea.user, again.ref, same)
            await served.carries()
            pointed = next(one for one in office.asides() if one.ref == again.ref)
            is_answered = office.at_home() != before
            assert is_answered is not office.modal(), (words, button.label)
            assert (ELSEWHERE in pointed.text) is is_answered
            pressed += 1
    assert pressed >= 12
    assert office.public() == []


async def test_an_answer_aside_says_where_it_goes_on_with_a_way_there(office: Office) -> None:
    aside = await office.types("help")
    assert aside
    home = next(one for one in aside.buttons if one.label == "My constellation")
    await office.served.fingers.presses(office.lea.user, aside.ref, home)
    channel, _, ts = aside.ref.partition(":")
    said = office.served.double.slack.conversations[channel].messages[ts].text
    team, app = office.served.team.id, office.served.fingers.app.id
    assert said == f"{ELSEWHERE} <slack://app?team={team}&id={app}&tab=messages|Go there>"


async def test_a_direct_message_with_somebody_else_is_no_conversation_of_ours(office: Office) -> None:
    room = office.served.double.slack.together(office.served.team.id, office.lea.user, office.zed)
    ack = await office.served.fingers.types(office.lea.user, "/mentor help", room.id)
    assert ack.body["response_type"] == "ephemeral"


async def test_one_s_own_conversation_is_known_after_a_new_start_too(there: World) -> None:
    async with there.one() as one:
        amira = await one.chat.joins("Amira Haddad")
        token = one.front._settings.bot_token
    async with there.serving(one.team, bot_token=token) as again:
        ack = await again.fingers.types(amira.user, "/mentor help")
        assert not ack.body
        await again.carries()
        assert "/mentor" in again.fingers.eyes.messages(amira.user)[-1].text


async def test_the_shortcut_for_a_need_leads_to_one(office: Office) -> None:
    before = office.at_home()
    await office.served.fingers.shortcut(office.lea.user, "need")
    await office.served.carries()
    (asked,) = office.at_home()[len(before) :]
    await office.served.fingers.presses(office.lea.user, asked.ref, asked.buttons[0])
    assert office.modal()


async def test_the_shortcut_home_shows_where_things_stand(office: Office) -> None:
    before = office.at_home()
    await office.served.fingers.shortcut(office.lea.user, "home")
    await office.served.carries()
    assert len(office.at_home()) == len(before) + 1


async def test_one_s_own_message_can_become_a_need(office: Office) -> None:
    await office.served.fingers.says(office.lea.user, "How do I negotiate my first contract?", office.room.id)
    mine = office.public()[-1]
    before = office.at_home()
    await office.served.fingers.shortcut(office.lea.user, "ask", mine.ref)
    await office.served.carries()
    (answer,) = office.at_home()[len(before) :]
    assert "First contract" in answer.text
    assert [one.text for one in office.public()] == [mine.text]
    assert ELSEWHERE in office.asides()[-1].text


async def test_somebody_else_s_words_are_never_taken_in(office: Office, there: World) -> None:
    words = "I am overwhelmed and about to leave residency"
    await office.served.fingers.says(office.zed, words, office.room.id)
    theirs = office.public()[-1]
    before = office.at_home()
    await office.served.fingers.shortcut(office.lea.user, "ask", theirs.ref)
    await office.served.carries()
    (answer,) = office.at_home()[len(before) :]
    assert answer.buttons
    assert "overwhelmed" not in answer.text
    assert office.served.work(lambda work: work.needs.where()) == []
    kept = b"".join(path.read_bytes() for path in there.folder.glob("constellation.db*"))
    assert b"overwhelmed" not in kept
