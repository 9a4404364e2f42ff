"""Bolt, behind our own gate: it finds the listener, and answers only what is committed."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.floods import TooMuch
from adapters.slack.hearing import Hearing
from adapters.slack.installations import PLATFORM
from adapters.slack.lifecycle import Lifecycle
from adapters.slack.people import NobodyAnswers

ANYTHING = re.compile("", re.ASCII)
_ITS_OWN = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN")

_SILENT = logging.getLogger("slack_bolt.silent")
_SILENT.disabled = True
"""Bolt gives each logger of its own the level of this one; what it would say holds what people typed."""

log = structlog.get_logger("slack")


def bolt(hearing: Hearing, lifecycle: Lifecycle, client: AsyncWebClient) -> AsyncApp:
    """The Bolt app with every listener; what reaches it came through the gate, or by Slack's socket."""

    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        """Everybody gets as far as our own listeners, which know whom they hear and with which token."""
        return AuthorizeResult(enterprise_id=context.enterprise_id, team_id=context.team_id)

    async def hear(body: dict[str, Any], ack: AsyncAck) -> None:
        with _ours():
            answer = await hearing.hear(body)
        await ack(answer or "")

    async def uninstalled(body: dict[str, Any]) -> None:
        with _ours():
            await lifecycle.uninstalled(body)

    async def revoked(body: dict[str, Any]) -> None:
        with _ours():
            await lifecycle.revoked(body)

    async def changed(body: dict[str, Any]) -> None:
        with _ours():
            await lifecycle.changed(body)

    with _without_its_own_settings():
        app = AsyncApp(
            client=client,
            logger=_SILENT,
            authorize=authorize,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            ignoring_self_events_enabled=False,  # it would need the bot's id; `inbound` knows a bot's message
            attaching_function_token_enabled=False,
        )
    for listens in (app.action, app.view, app.command, app.shortcut):
        listens(ANYTHING)(hear)
    for name in ("message", "app_home_opened"):
        app.event(name)(hear)
    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
    app.event("user_change")(changed)
    app.error(_raised)
    return app


async def asked(app: AsyncApp, body: dict[str, Any]) -> BoltResponse:
    """What Bolt answers to a delivery that is read already; what nobody listens to is taken note of."""
    try:
        # Bolt reads no raw text in this mode; over HTTP our gate has read it.
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    except Exception as error:  # it believes whatever it is given
        return await _raised(error)
    return BoltResponse(status=200) if answer.status == 404 else answer


class _NotTaken(Exception):
    """Our own part raised, by its cause: nothing was committed."""


@contextmanager
def _ours() -> Iterator[None]:
    try:
        yield
    except (TooMuch, NobodyAnswers):
        raise
    except Exception as error:
        raise _NotTaken from error


async def _raised(error: Exception) -> BoltResponse:
    """Nothing was committed: Slack is told so, and delivers an event again, but what cannot be read."""
    match error:
        case TooMuch():
            return BoltResponse(status=429)
        case NobodyAnswers():
            log.warning("nobody_answers", platform=PLATFORM)
            return BoltResponse(status=503)
        case _NotTaken(__cause__=cause):
            log.error("turn_raised", platform=PLATFORM, exc_info=cause)
            return BoltResponse(status=500)
        case _:
            log.info("unreadable", platform=PLATFORM)
            return BoltResponse(status=400)


@contextmanager
def _without_its_own_settings() -> Iterator[None]:
    """Bolt reads these by itself, and would then keep tokens in files of its own."""
    kept = {name: os.environ.pop(name) for name in _ITS_OWN if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
