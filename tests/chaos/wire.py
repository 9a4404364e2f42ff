"""Slack's way to the app, every delivery noted: what was sent, and what of it was acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.slack.acks import Ack, Kind
from tests.slack.delivery import Delivery

TRIES = 1_000
PAUSE = 0.02


@dataclass
class Wire(Delivery):
    """Repeats an event until it is acknowledged, as Slack does, but at once and for as long as it takes.

    `turns` are the kinds of everything that people did, by the id that the product knows a turn by; `cards`
    the message on which they pressed;
    `acknowledged` are those that it answered with a 2xx; `again` counts deliveries that were repeated.
    Nothing is repeated before it is `up` again.
    """

    turns: dict[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    again: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)

    async def event(self, payload: Mapping[str, Any]) -> Ack:
        """An event, until it is acknowledged."""
        for number in range(TRIES):
            ack = await self.send("events_api", payload, number, "http_error" if number else "")
            if ack.good:
                return ack
            self.again += 1
            await asyncio.sleep(PAUSE)
            await self.up.wait()
        raise AssertionError("nobody acknowledges an event")

    async def send(self, kind: Kind, payload: Mapping[str, Any], retry: int = 0, reason: str = "") -> Ack:
        """One delivery, noted."""
        turn = turn_of(payload)
        self.turns[turn] = doing(payload)
        self.cards[turn] = payload.get("container", {}).get("message_ts", "")
        ack = await super().send(kind, payload, retry, reason)
        if ack.good and not ack.body:  # what is answered at once, aside, stands in no conversation
            self.acknowledged.add(turn)
        return ack


def turn_of(payload: Mapping[str, Any]) -> str:
    """An event has an id of its own; an interaction is known by what triggered it, which happens once."""
    trigger = str(payload.get("trigger_id", ""))
    return str(payload.get("event_id") or sha256(trigger.encode()).hexdigest())


def doing(payload: Mapping[str, Any]) -> str:
    """What a person did, in a few words: "message hello", "press Help", "submit", "command help"."""
    match payload:
        case {"event": {"type": "message", "text": str(text)}}:
            return f"message {text}"
        case {"event": {"type": str(kind)}}:
            return kind
        case {"type": "block_actions", "actions": [{"text": {"text": str(label)}}]}:
            return f"press {label}"
        case {"type": "view_submission"}:
            return "submit"
        case {"command": str(), "text": str(text)}:
            return f"command {text}"
        case _:
            return "other"
