"""What an app may answer to a press, read as strictly as a client of Teams reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.teams.validity import ADAPTIVE, problem

MESSAGE = "application/vnd.microsoft.activity.message"
TITLE_LENGTH = 64


class Reply(Protocol):
    status: int
    body: Any


@dataclass(frozen=True)
class Answer:
    """What a person sees at once: a card in place of the pressed one, a dialog, a message, or complaints.

    `refused` is a status that the client shows as "Something went wrong".
    """

    card: dict[str, Any] | None = None
    dialog: dict[str, Any] | None = None
    title: str = ""
    message: str = ""
    refused: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)


def read(delivered: Reply) -> Answer:
    """The answer, as a client takes it; an AssertionError where a client would show a fault of the app's."""
    body = delivered.body
    if delivered.status not in (200, 202):
        return Answer(refused=delivered.status or 504)
    if not body:
        return Answer()
    assert isinstance(body, dict), "the answer is no JSON object"
    return _of_dialog(body["task"]) if "task" in body else _of_card(body)


def _of_card(body: dict[str, Any]) -> Answer:
    """https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format"""
    assert body.keys() == {"statusCode", "type", "value"}, f"an answer to a press has no {body.keys()}"
    if body["statusCode"] != 200:
        return Answer(refused=body["statusCode"])
    if body["type"] == MESSAGE:
        assert isinstance(body["value"], str)
        return Answer(message=body["value"])
    assert body["type"] == ADAPTIVE, body["type"]
    return Answer(card=_checked(body["value"]))


def _of_dialog(task: dict[str, Any]) -> Answer:
    """https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots"""
    if task["type"] == "message":
        assert isinstance(task["value"], str)
        return Answer(message=task["value"])
    assert task["type"] == "continue", task["type"]
    info = task["value"]
    assert 0 < len(info["title"]) <= TITLE_LENGTH
    assert info["card"]["contentType"] == ADAPTIVE
    for side in ("height", "width"):
        assert info.get(side, "medium") in ("small", "medium", "large") or isinstance(info[side], int)
    return Answer(dialog=_checked(info["card"]["content"]), title=info["title"])


def _checked(card: dict[str, Any]) -> dict[str, Any]:
    wrong = problem({"type": "message", "attachments": [{"contentType": ADAPTIVE, "content": card}]})
    assert wrong is None, wrong
    return card
