"""Lives as literal tables: from a state, by an event, to the next state."""

from collections.abc import Mapping
from typing import TypeVar

from bot.errors import StaleCard

State = TypeVar("State")
Event = TypeVar("Event")


def after(life: Mapping[tuple[State, Event], State], state: State, event: Event) -> State:
    """The state after the event; StaleCard where the life has no such step."""
    try:
        return life[state, event]
    except KeyError:
        raise StaleCard(f"{state} has no {event}") from None


def can(life: Mapping[tuple[State, Event], State], state: State, event: Event) -> bool:
    """Whether the event may happen in this state."""
    return (state, event) in life
