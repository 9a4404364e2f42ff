"""views.*: modals and the home tab."""

from __future__ import annotations

from typing import Any

from tests.slack import validity
from tests.slack.kept import Trigger, View
from tests.slack.methods.call import Call
from tests.slack.methods.chat import named
from tests.slack.refusal import Refused, bad_arguments
from tests.slack.telling import view_told

STACK = 3


def open_one(call: Call) -> dict[str, Any]:
    content = _content(call, "modal")
    trigger = call.slack.spend(call.required("trigger_id"), call.here.app)
    made = new(call, content, trigger)
    call.slack.modals[made.app.id, made.user] = [made]
    return {"view": view_told(call.slack, made)}


def push(call: Call) -> dict[str, Any]:
    content = _content(call, "modal")
    trigger = call.slack.spend(call.required("trigger_id"), call.here.app)
    stack = call.slack.modals.setdefault((call.here.app.id, trigger.user), [])
    if not trigger.view or trigger.view not in {view.id for view in stack}:
        raise Refused("invalid_trigger_id")
    if len(stack) >= STACK:
        raise Refused("push_limit_reached")
    made = new(call, content, trigger, stack[-1])
    stack.append(made)
    return {"view": view_told(call.slack, made)}


def update(call: Call) -> dict[str, Any]:
    view = _found(call)
    content = _content(call, "modal", view)
    _still(call, view)
    renew(call, view, content)
    return {"view": view_told(call.slack, view)}


def publish(call: Call) -> dict[str, Any]:
    person = call.person(call.required("user_id"))
    if not call.here.app.home:
        raise Refused("not_enabled")
    if person.is_bot or person.deleted:
        raise Refused("user_not_found")
    key = (call.here.app.id, person.id)
    view = call.slack.homes.get(key)
    content = _content(call, "home", view)
    if view:
        _still(call, view)
        renew(call, view, content)
    else:
        if call.text("hash"):
            raise Refused("hash_conflict")
        here = Trigger(call.here.app.id, person.id, person.team, call.slack.now())
        view = call.slack.homes[key] = new(call, content, here)
    return {"view": view_told(call.slack, view)}


def new(call: Call, content: dict[str, Any], trigger: Trigger, below: View | None = None) -> View:
    """A view that nobody has seen yet; pushed upon another, it knows which."""
    id = call.slack.id("V")
    root, previous = (below.root, below.id) if below else (id, "")
    here = call.here
    return View(
        id, here.app, trigger.team, here.bot_id, trigger.user, content, call.slack.new_hash(), root, previous
    )


def renew(call: Call, view: View, content: dict[str, Any]) -> None:
    """Other content in the same view; what was typed stays where block and action keep their names."""
    asked = {(b["block_id"], e["action_id"]) for b in content["blocks"] for e in validity.elements_of(b)
             if "action_id" in e}  # fmt: skip
    view.values = {
        block: kept
        for block, actions in view.values.items()
        if (kept := {action: value for action, value in actions.items() if (block, action) in asked})
    }
    view.content, view.hash = content, call.slack.new_hash()


def _found(call: Call) -> View:
    id, external = call.text("view_id"), call.text("external_id")
    if not id and not external:
        raise bad_arguments("missing required field: view_id [json-pointer:/view_id]")
    for (app, _), stack in call.slack.modals.items():
        for view in stack if app == call.here.app.id else ():
            if call.slack.reaches(call.here, view.team) and (
                view.id == id or (external and _external(view) == external)
            ):
                return view
    raise Refused("not_found")


def _still(call: Call, view: View) -> None:
    if call.text("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict")


def _external(view: View) -> str:
    return str(view.content.get("external_id", ""))


def _content(call: Call, kind: str, instead_of: View | None = None) -> dict[str, Any]:
    content = checked(call.parsed("view", "invalid_arguments"), kind)
    external = content.get("external_id")
    if not external:
        return content
    others = [*call.slack.homes.values(), *(one for stack in call.slack.modals.values() for one in stack)]
    theirs = {
        _external(view)
        for view in others
        if view is not instead_of and call.slack.reaches(call.here, view.team)
    }
    if external in theirs:
        raise Refused("duplicate_external_id")
    return content


def checked(view: Any, kind: str) -> dict[str, Any]:
    """A view as Slack keeps it, or what is wrong with it."""
    if view is None:
        raise bad_arguments("missing required field: view [json-pointer:/view]")
    if isinstance(view, dict) and validity.too_large(view):
        raise Refused("view_too_large")
    faults = validity.of_view(view)
    if not faults and view["type"] != kind:
        faults = [(f"must be one of: {kind}", "/view/type")]
    if faults:
        raise bad_arguments(*validity.told(faults))
    return {**view, "blocks": named(view["blocks"])}
