"""A workspace before anything happens to it: everybody has joined, and questions are going to fall due."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from aiohttp.test_utils import TestServer

from adapters import serve
from adapters.settings import Settings
from bot.due import Due
from bot.ports import Work
from tests.chaos.clock import SharedClock
from tests.journeys import slack as journeys
from tests.journeys.conftest import Chat
from tests.journeys.scenes import doctor, introduced
from tests.slack.fingers import Fingers
from tests.slack.kept import App, Team
from tests.slack.server import Double

TOPIC = {"offers": ("career",), "challenges": ("career.first_contract",)}
NEED = ("How do I negotiate my first staff contract?", "First contract")
PAIRS = {"Léa Roy": "Amira Haddad", "Karim Benali": "Maude Tremblay"}
"""The mentors, and whom each is introduced to."""

OTHERS = ("Ivy Chen", "Noor Ali", "Sam Diaz", "Tess Vogel", "Omar Said", "Jun Park")
EVERY = timedelta(minutes=4)
"""How often a question falls due."""


async def furnished(
    there: Double, app: App, team: Team, clock: SharedClock, settings: Settings, dues: int
) -> list[str]:
    """Everybody joins, by their own fingers; the causes of so many questions that are going to fall due."""
    async with serve.house(settings, clock) as home, TestServer(home.app) as served:
        fingers = Fingers(there, app, str(served.make_url("/")), now=clock)
        fingers.eyes = journeys.Eyes(there.slack)
        await people(Chat(journeys.Slack(home, clock, there, fingers, team)), pairs=bool(dues))
        job = home.store.submit("slack", team.id, lambda work: planned(work, dues, clock()))
        return await asyncio.wrap_future(job)


async def people(chat: Chat, *, pairs: bool) -> None:
    """Everybody joins and says hello; the pairs are introduced."""
    for name, other in PAIRS.items() if pairs else ():
        mentor = await doctor(chat, name, **TOPIC)
        mentee = await chat.joins(other)
        await introduced(mentee, mentor, NEED, "I sign in May.")
    for name in OTHERS:
        someone = await chat.joins(name)
        await someone.says("hello")


def planned(work: Work, dues: int, now: datetime) -> list[str]:
    """The causes of so many questions to the mentors, about a place of theirs, due one after the other."""
    pairs = work.mentorships.where()
    rows = [
        Due(0, "goodbye.place", f"goodbye.place:{number}", now + number * EVERY, pair.id, pair.mentor_id)
        for number in range(dues)
        for pair in (pairs[number % len(pairs)],)
    ]
    assert all(work.due.put(row) for row in rows)
    return [row.cause for row in rows]
