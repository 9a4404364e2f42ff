"""A request to the Web API, read as Slack reads it, and whether its token lets it in."""

from __future__ import annotations

import base64
import json
from typing import Any

from aiohttp import web

from tests.slack.kept import Token
from tests.slack.methods import Method
from tests.slack.refusal import Refused, missing_scope
from tests.slack.workspace import Slack

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def arguments(request: web.Request, method: Method) -> tuple[dict[str, Any], str]:
    """What was asked for, and the token that was shown ("" for none)."""
    asked: dict[str, Any] = {key: value for key, value in request.query.items() if key != "token"}
    shown = request.headers.get("Authorization", "")
    if request.method == "POST" and request.content_type == "application/json":
        body = _object(await request.read())
        asked |= body if method.json else {}
    elif request.method == "POST" and request.content_type in FORMS:
        form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        shown = shown or f"Bearer {form.pop('token', '')}"
        asked |= form
    elif request.method == "POST" and await request.read():
        raise Refused("invalid_post_type")
    kind, _, value = shown.partition(" ")
    if kind.lower() == "basic":
        id, _, secret = base64.b64decode(value).decode().partition(":")
        return {**asked, "client_id": id, "client_secret": secret}, ""
    return asked, value


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(read, dict):
        raise Refused("json_not_object")
    return read


def admitted(slack: Slack, method: Method, shown: str) -> Token | None:
    """The token, if it opens this method."""
    if not method.token:
        return None
    if not shown:
        raise Refused("not_authed")
    token = slack.tokens.get(shown)
    if not token:
        raise Refused("invalid_auth")
    if token.revoked:
        raise Refused("token_revoked")
    if token.expires and slack.now() >= token.expires:
        raise Refused("token_expired")
    if token.kind != method.token:
        raise Refused("not_allowed_token_type")
    scopes = token.installation.scopes if token.installation else ()
    if method.scope and method.scope not in scopes:
        raise missing_scope(method.scope, list(scopes))
    return token
