"""auth.*, oauth.* and apps.*: coming in, staying in, leaving."""

from __future__ import annotations

from typing import Any

from tests.slack.kept import App, Installation, Token
from tests.slack.methods.call import Call
from tests.slack.refusal import Refused


def test(call: Call) -> dict[str, Any]:
    here, team = call.here, call.slack.teams[call.here.team]
    made = {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": here.bot.name,
        "team_id": team.id,
        "user_id": here.bot.id,
        "bot_id": here.bot_id,
        "is_enterprise_install": here.enterprise_wide,
    }
    if here.enterprise_wide:
        made |= {"team": team.enterprise_name, "team_id": team.enterprise}
    return made | ({"enterprise_id": team.enterprise} if team.enterprise else {})


def access(call: Call) -> dict[str, Any]:
    """A code, or a refresh token, for a token of the bot; each works once."""
    app = _app(call)
    if call.text("grant_type", "authorization_code") == "refresh_token":
        return _refreshed(call, app)
    found = call.slack.codes.pop(call.text("code"), None)
    if not found or found[0].id != app.id:
        raise Refused("invalid_code")
    _, person, redirect, scopes, whole = found
    if call.text("redirect_uri") != redirect:
        raise Refused("bad_redirect_uri")
    team = call.slack.teams[person.team]
    installation, token = call.slack.install(app, team, person.id, scopes=scopes, enterprise_wide=whole)
    return _told(call, installation, token)


def _refreshed(call: Call, app: App) -> dict[str, Any]:
    installation = call.slack.refreshes.pop(call.text("refresh_token"), None)
    if not installation or installation.app.id != app.id or installation.gone:
        raise Refused("invalid_refresh_token")
    return _told(call, installation, call.slack.bot_token(installation))


def _told(call: Call, here: Installation, token: Token) -> dict[str, Any]:
    team = call.slack.teams[here.team]
    enterprise = {"id": team.enterprise, "name": team.enterprise_name} if team.enterprise else None
    made: dict[str, Any] = {
        "app_id": here.app.id,
        "authed_user": {"id": here.installer},
        "scope": ",".join(here.scopes),
        "token_type": "bot",
        "access_token": token.value,
        "bot_user_id": here.bot.id,
        "team": None if here.enterprise_wide else {"id": team.id, "name": team.name},
        "enterprise": enterprise,
        "is_enterprise_install": here.enterprise_wide,
    }
    if token.expires:
        lasts = int((token.expires - call.slack.now()).total_seconds())
        made |= {"expires_in": lasts, "refresh_token": call.slack.refresh(here)}
    return made


def _app(call: Call) -> App:
    found = next((app for app in call.slack.apps.values() if app.client_id == call.text("client_id")), None)
    if not found:
        raise Refused("invalid_client_id")
    if call.text("client_secret") != found.client_secret:
        raise Refused("bad_client_secret")
    return found


def revoke(call: Call) -> dict[str, Any]:
    if call.flag("test"):
        return {"revoked": False}
    assert call.token
    call.token.revoked = True
    return {"revoked": True}


def uninstall(call: Call) -> dict[str, Any]:
    app = _app(call)
    if call.here.app.id != app.id:
        raise Refused("client_id_token_mismatch")
    call.slack.uninstall(call.here)
    return {}


def connections_open(call: Call) -> dict[str, Any]:
    """An address for Socket Mode: a WebSocket may be opened there once."""
    assert call.token
    key = call.slack.secret("ticket")
    call.slack.tickets[key] = call.token.app
    return {
        "url": f"{call.slack.address.replace('http', 'ws', 1)}/link/?ticket={key}&app_id={call.token.app.id}"
    }
