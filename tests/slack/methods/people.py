"""users.* and team.*: who somebody is."""

from __future__ import annotations

from typing import Any

from tests.slack.methods.call import Call
from tests.slack.telling import person_told


def info(call: Call) -> dict[str, Any]:
    person = call.person(call.text("user"))
    email = "users:read.email" in call.here.scopes
    return {"user": person_told(person, locale=call.flag("include_locale"), email=email)}


def team_info(call: Call) -> dict[str, Any]:
    team = call.slack.teams[call.here.team]
    made: dict[str, Any] = {"id": team.id, "name": team.name, "domain": team.domain}
    if team.enterprise:
        made |= {"enterprise_id": team.enterprise, "enterprise_name": team.enterprise_name}
    return {"team": made}
