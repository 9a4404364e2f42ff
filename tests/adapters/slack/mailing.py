"""Messages put into the outbox by hand, for people who have opened their conversation with the app."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.cards import Card, card, line
from bot.outbox import Message
from bot.packing import packed
from tests.adapters.slack.served import Served
from tests.slack.kept import Message as Posted


async def met(served: Served, *names: str, **more: Any) -> list[str]:
    """People who were greeted; their ids."""
    made = [served.double.slack.person(served.team, name, **more) for name in names]
    for person in made:
        await served.fingers.opens_messages(person.id)
    await served.carries()
    served.double.asked.clear()
    return [person.id for person in made]


def put(served: Served, cause: str, *users: str, shown: Card | None = None, **more: Any) -> None:
    """One message for these people, due now."""
    content = packed(shown or card(line("help.title")))

    def job(work: Any) -> None:
        ids = tuple(work.accounts.first(user=user).person_id for user in users)
        room = "p:" + "+".join(map(str, ids))
        assert work.outbox.put(Message(0, cause, ids, room, content, served.time.at, **more))

    served.work(job)


def message(served: Served, cause: str) -> Message:
    """The message with this cause, as it is kept."""
    found: Message = served.work(lambda work: work.messages.first(cause=cause))
    return found


def posted(served: Served, *users: str) -> list[Posted]:
    """What the app has posted where these people are, after the greeting."""
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    room = served.double.slack.together(served.team.id, *users, here.bot.id)
    ours = [one for one in room.messages.values() if one.user == here.bot.id and not one.deleted]
    return ours[1:] if len(users) == 1 else ours


def known_as(cause: str) -> dict[str, str]:
    """What Slack keeps beside the message with this cause."""
    return {"cause": sha256(cause.encode()).hexdigest()[:32]}


def spoken(served: Served, *users: str) -> list[dict[str, str]]:
    """What Slack keeps beside each message that was posted there."""
    return [one.metadata["event_payload"] for one in posted(served, *users)]


async def live(served: Served, lasting: timedelta) -> None:
    """Time goes by from one instant at which something falls due to the next."""
    end = served.time.at + lasting
    await served.carries()
    while (due := served.home.deliveries.next_instant(served.time.at).result(10)) and due <= end:
        served.time.at = max(due, served.time.at + timedelta(milliseconds=1))
        await served.carries()
    served.time.at = end
