"""What a modal does on an app's answer to its submission (docs.slack.dev/surfaces/modals)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.slack.kept import Installation, Trigger, View
from tests.slack.methods import Call
from tests.slack.methods.views import STACK, checked, new, renew
from tests.slack.refusal import Refused
from tests.slack.workspace import Slack


def obey(slack: Slack, here: Installation, view: View, body: Any) -> Mapping[str, str]:
    """Closes, clears, updates or pushes as the app says; the errors that it shows, by block_id."""
    stack = slack.modals[here.app.id, view.user]
    if not body:
        if view in stack:  # the app may have opened another in the meantime
            stack.remove(view)
        return {}
    action = body.get("response_action") if isinstance(body, dict) else None
    if action == "errors":
        return _errors(view, body.get("errors"))
    call = Call(slack, {}, next(one for one in slack.tokens.values() if one.installation is here))
    match action:
        case "clear":
            stack.clear()
        case "update":
            renew(call, view, checked(body.get("view"), "modal"))
        case "push":
            if len(stack) >= STACK:
                raise Refused("push_limit_reached")
            content = checked(body.get("view"), "modal")
            stack.append(new(call, content, Trigger(here.app.id, view.user, here.team, slack.now()), view))
        case _:
            raise Refused("invalid_response", body=body)
    return {}


def _errors(view: View, errors: Any) -> Mapping[str, str]:
    """The errors, if each is a text for an input of this view."""
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or errors.keys() - inputs:
        raise Refused("invalid_errors", errors=errors)
    if not all(isinstance(text, str) and text for text in errors.values()):
        raise Refused("invalid_errors", errors=errors)
    return errors
