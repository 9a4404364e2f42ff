import asyncio
import json

from bot.cards import Card, Text
from bot.flows.names import topic
from tests.adapters.playground.playing import reader

HELLO = Card((Text(topic("career")),))
AGAIN = Card((Text(topic("exams")),))


class Stream:
    """An open page's events, by name."""

    def __init__(self, response) -> None:
        self.content = response.content

    async def next(self, wanted: str) -> dict:
        async with asyncio.timeout(10):
            while True:
                name = (await self.content.readline()).decode().strip()
                if name == f"event: {wanted}":
                    return json.loads((await self.content.readline()).decode().removeprefix("data: "))


async def test_a_message_arrives_while_the_page_is_open(play):
    async with play.client.get("/as/lea/events") as response:
        assert response.content_type == "text/event-stream"
        stream = Stream(response)
        await stream.next("clock")
        await play.messenger.send((reader("lea"),), HELLO, "c1", "")
        message = await stream.next("message")
        assert "Orientation de carrière" in message["html"]
        assert await stream.next("unread") == {"lea": 1}


async def test_a_page_that_was_away_hears_what_it_missed_and_nothing_twice(play):
    first = await play.messenger.send((reader("lea"),), HELLO, "c1", "")
    since, _ = play.workspace.latest()
    await play.messenger.send((reader("lea"),), AGAIN, "c2", first.sent_as)
    await play.messenger.send((reader("amira"),), HELLO, "c3", "")
    await play.messenger.send((reader("lea"),), HELLO, "c4", "")
    async with play.client.get("/as/lea/events", headers={"Last-Event-ID": str(since)}) as response:
        stream = Stream(response)
        told = [await stream.next("message") for _ in range(2)]
    assert [message["id"] for message in told] == [1, 3]
    assert "Examens" in told[0]["html"]


async def test_every_open_page_hears_that_the_clock_moved(play):
    async with play.client.get("/as/lea/events") as french, play.client.get("/as/amira/events") as english:
        streams = [Stream(french), Stream(english)]
        assert [await stream.next("clock") for stream in streams][1] == {"now": "Thursday 14 May, 4 p.m."}
        await play.client.post("/clock", data={"move": "hour"})
        told = [await stream.next("clock") for stream in streams]
        assert told == [{"now": "jeudi 14 mai, 17\u00a0h"}, {"now": "Thursday 14 May, 5 p.m."}]


async def test_the_page_of_someone_forgotten_is_told_so(play):
    async with play.client.get("/as/lea/events") as response:
        stream = Stream(response)
        await stream.next("clock")
        play.people[:] = [person for person in play.people if person.user != "lea"]
        play.workspace.erase("lea")
        assert await stream.next("gone") == {}


async def test_open_pages_do_not_keep_the_server_from_closing(play):
    async with play.client.get("/as/lea/events") as response:
        await Stream(response).next("clock")
        play.workspace.bell.silence()
        async with asyncio.timeout(10):
            await response.content.read()
    assert play.workspace.bell.silenced
