"""Every door leads somewhere, and every room has a door: actions, buttons, forms and commands agree."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.routes import ACTIONS, COMMANDS
from bot.words import LOCALES, every_key
from tests.bot.flows.talk import Talk

FLOWS = sorted((Path(__file__).parents[3] / "bot" / "flows").glob("*.py"))
AREAS = {action.split(".")[0] for action in ACTIONS}
ACTION = re.compile(rf"(?:{'|'.join(sorted(AREAS))})\.\w+")
ASKED_AT = {"Press": 0, "button": 1, "_way": 1}
"""Where each of these calls says which action it asks for."""

SAYS = {"line", "options"}
"""Calls whose texts are keys of words, not actions."""


def test_every_action_that_a_button_or_a_form_asks_for_is_routed():
    asked = {name for tree in _trees() for call in _calls(tree) for name in _named(call)}
    assert len(asked) > 60
    assert not asked - set(ACTIONS)


def test_every_action_can_be_reached_by_a_button_a_form_or_a_command():
    reached = {action for tree in _trees() for action in _reached(tree)} | set(COMMANDS.values())
    assert not set(ACTIONS) - reached


def test_an_action_says_whether_it_may_answer_with_a_form():
    assert {action for action, route in ACTIONS.items() if route.asks} == {
        action for action, route in ACTIONS.items() if _gives_a_form(route.flow, set())
    }


def test_every_command_is_routed():
    assert not set(COMMANDS.values()) - set(ACTIONS)


def test_every_command_that_help_names_is_heard_in_either_language():
    named = {key: words for key, words in every_key().items() if key.startswith("help.command.")}
    assert named
    for key, words in named.items():
        means = {COMMANDS.get(str(words[locale]).casefold()) for locale in LOCALES}
        assert len(means) == 1, f"{key} is not the same in both languages"
        assert None not in means, f"{key} is no command"


def test_help_names_every_command():
    named = {
        COMMANDS[str(words["en"])] for key, words in every_key().items() if key.startswith("help.command.")
    }
    assert named == set(COMMANDS.values())


@pytest.mark.parametrize("said", COMMANDS)
def test_a_command_is_heard_however_it_is_typed(said):
    everything = Talk().person("Sam Okafor", ("resident", "faculty", "coordinator"))
    spelled = [
        said,
        said.upper(),
        f"/mentor {said}",
        f"/mentor  {said} ",
        f"/mentor {said} please" if said else "",
    ]
    for text in spelled:
        everything.says(text)
        assert not {key for key in everything.new_keys() if key.startswith("help.not_understood")}
        assert everything.newest() or everything.form


def _gives_a_form(flow, seen):
    """Whether a flow, or whatever it calls, makes an outcome with a form."""
    seen.add(flow)
    tree = ast.parse(textwrap.dedent(inspect.getsource(flow)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    if any(_name(call) == "Outcome" and "form" in {key.arg for key in call.keywords} for call in calls):
        return True
    called = {_called(call, flow.__globals__) for call in calls} - seen - {None}
    return any(_gives_a_form(one, seen) for one in called)


def _name(call):
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _called(call, names):
    """The function of ours that is called, by its name or by its module's."""
    found = names.get(_name(call))
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        found = getattr(names.get(call.func.value.id), call.func.attr, None)
    ours = inspect.isfunction(found) and found.__module__.startswith("bot.flows")
    return found if ours else None


def _trees() -> Iterator[ast.Module]:
    for path in FLOWS:
        yield ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[ast.expr]:
    """What stands where a call says its action."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKED_AT:
            place = ASKED_AT[node.func.id]
            yield from node.args[place : place + 1]


def _named(asked: ast.expr) -> Iterator[str]:
    """The actions that are named at such a place."""
    for node in ast.walk(asked):
        if isinstance(node, ast.Constant) and ACTION.fullmatch(str(node.value)):
            yield node.value


def _reached(tree: ast.Module) -> Iterator[str]:
    """The actions that a module names: at their place, in a table, or begun there and ended in a table."""
    loose = _loose(tree)
    for asked in _calls(tree):
        yield from _named(asked)
        if isinstance(asked, ast.JoinedStr) and isinstance(asked.values[0], ast.Constant):
            yield from (f"{asked.values[0].value}{ending}" for ending in loose)
        if isinstance(asked, ast.Name | ast.Call):
            yield from (text for text in loose if ACTION.fullmatch(text))


def _loose(tree: ast.Module) -> set[str]:
    """Every text of a module but the keys of its words and the names that it gives to others."""
    left_out = {
        text
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS)
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for text in ast.walk(node.args[0] if isinstance(node, ast.Call) and node.args else node)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out
    }
