"""The Bot Framework's seam: it reads what an activity is and finds who hears it; our transport does the rest.

Only this file knows the SDK; the Microsoft 365 Agents SDK has the same handler and the same turn.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from adapters.teams.inbound import INVOKES
from adapters.teams.turned_away import Malformed

Json = Mapping[str, Any]
Answer = tuple[int, Json | None]
"""A status, and the body of the answer to an invoke."""

Hear = Callable[[Json], Awaitable[dict[str, Any] | None]]

RAW = "constellation.raw"
"""Where a turn keeps its activity as it arrived."""


class Ears(TeamsActivityHandler):
    """Hears what is meant for the app; reactions, edits and whatever else are heard by nobody."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Something was typed, or pressed in an old client."""
        await self._hear(_raw(turn_context))

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """The app was added or removed."""
        await self._hear(_raw(turn_context))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Somebody, perhaps the app, came into a conversation."""
        await self._hear(_raw(turn_context))

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """A press, a dialog or a file, which want an answer; whatever else is asked is not done here."""
        if turn_context.activity.name not in INVOKES:
            return InvokeResponse(status=501)
        return InvokeResponse(status=200, body=await self._hear(_raw(turn_context)))


class Transport(BotAdapter):
    """Our own transport as the SDK's adapter: what is sent goes through the outbox, never through a turn."""

    async def process(self, activity: Json, ears: Ears) -> Answer:
        """Let the ears hear an activity; what is answered. Malformed where it is no activity."""
        context = TurnContext(self, _read(activity))
        context.turn_state[RAW] = activity
        await self.run_pipeline(context, ears.on_turn)
        answer = context.turn_state.get(BotAdapter._INVOKE_RESPONSE_KEY)
        return (answer.value.status, answer.value.body) if answer else (200, None)

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Keep the answer to an invoke for whoever asked."""
        for activity in activities:
            if activity.type == "invokeResponse":
                context.turn_state[BotAdapter._INVOKE_RESPONSE_KEY] = activity
        return [ResourceResponse() for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Never asked for: the outbox changes messages."""

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Never asked for: nothing is deleted."""


def _read(activity: Json) -> Activity:
    try:
        read = Activity().deserialize(dict(activity))
    except Exception:  # whatever the SDK trips over is no activity
        raise Malformed("activity") from None
    if not isinstance(activity.get("type"), str):
        raise Malformed("activity")
    return read


def _raw(context: TurnContext) -> Json:
    raw: Json = context.turn_state[RAW]
    return raw
