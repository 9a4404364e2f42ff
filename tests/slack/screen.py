"""What a person sees in their Slack: messages, the home tab, the modal before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.slack import mrkdwn
from tests.slack.kept import App, Message, View
from tests.slack.validity import elements_of
from tests.slack.workspace import Slack


@dataclass(frozen=True)
class Button:
    """A button as it is seen; `said` is its label as the app wrote it."""

    label: str
    action_id: str
    block_id: str
    value: str = ""
    style: str = ""
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file: its name and its bytes."""

    name: str
    content: bytes
    mimetype: str = "text/plain"


@dataclass(frozen=True)
class Shown:
    """A message (`ref`: its conversation and ts), or the home tab (`ref`: "home").

    `by` is who wrote it, `calls` whom it mentions, as mrkdwn names them (`@U…`, `!channel`).
    """

    ref: str
    text: str
    buttons: tuple[Button, ...] = ()
    files: tuple[Attachment, ...] = ()
    place: str = "im"
    by: str = ""
    ephemeral: bool = False
    edited: bool = False
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """An input of a modal: the name of its action, and what it holds."""

    name: str
    block_id: str
    kind: str
    label: str
    hint: str
    value: str | tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    required: bool
    limit: int


@dataclass(frozen=True)
class Modal:
    """The modal on top: its title, what it says, what it asks."""

    view_id: str
    callback_id: str
    title: str
    submit: str
    text: str
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]


class Screen:
    """Everybody's screen in one Slack."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    def messages(self, user: str) -> list[Shown]:
        """Everything in this person's conversations that is for them, oldest first."""
        rooms = [room for room in self.slack.conversations.values() if user in room.members]
        there = [(room.kind, one) for room in rooms for one in room.messages.values()]
        mine = [(kind, one) for kind, one in there if not one.deleted and one.only_for in ("", user)]
        return [self._message(kind, one) for kind, one in sorted(mine, key=lambda each: each[1].ts)]

    def home(self, user: str, app: App) -> Shown | None:
        """The app's home tab, as last published."""
        view = self.slack.homes.get((app.id, user))
        return Shown("home", *self._read(view.content["blocks"]), place="home") if view else None

    def modal(self, user: str, app: App) -> Modal | None:
        """The modal on top, if one is open."""
        stack = self.slack.modals.get((app.id, user))
        return self._modal(stack[-1]) if stack else None

    def _message(self, kind: str, message: Message) -> Shown:
        text, buttons = self._read(message.blocks) if message.blocks else (self._marked(message.text), ())
        files = tuple(Attachment(one.name, one.content or b"", one.mimetype) for one in message.files)
        return Shown(
            f"{message.channel}:{message.ts}",
            text,
            buttons,
            files,
            place=kind,
            by=message.user,
            ephemeral=bool(message.only_for),
            edited=bool(message.edited),
            calls=tuple(mrkdwn.mentions(" ".join(_marked_texts([message.text, message.blocks])))),
        )

    def _modal(self, view: View) -> Modal:
        content = view.content
        text, buttons = self._read(content["blocks"])
        asked = tuple(self._field(view, block) for block in content["blocks"] if block["type"] == "input")
        submit = (content.get("submit") or {}).get("text", "")
        title = mrkdwn.plainly(content["title"]["text"])
        return Modal(view.id, content.get("callback_id", ""), title, submit, text, asked, buttons)

    def _field(self, view: View, block: dict[str, Any]) -> Field:
        element = block["element"]
        name = element["action_id"]
        held = view.values.get(block["block_id"], {}).get(name) or initial(element)
        offered = ((one["value"], self._worded(one["text"])) for one in options_of(element))
        return Field(
            name,
            block["block_id"],
            element["type"],
            self._worded(block["label"]),
            self._worded(block.get("hint")),
            holds(held),
            tuple(offered),
            not block.get("optional", False),
            element.get("max_length", 3000),
        )

    def _read(self, blocks: list[dict[str, Any]]) -> tuple[str, tuple[Button, ...]]:
        lines = [line for block in blocks for line in self._lines(block) if line]
        buttons = tuple(button for block in blocks for button in self._buttons(block))
        return "\n".join(lines), buttons

    def _lines(self, block: dict[str, Any]) -> Iterator[str]:
        match block["type"]:
            case "section":
                yield self._worded(block.get("text"))
                yield from map(self._worded, block.get("fields", ()))
            case "header":
                yield self._worded(block["text"])
            case "markdown":
                yield block["text"]
            case "image":
                yield mrkdwn.plainly(block["alt_text"])
            case "context":
                for one in block["elements"]:
                    yield mrkdwn.plainly(one["alt_text"]) if one["type"] == "image" else self._worded(one)
            case "rich_text":
                yield "".join(_rich(block))
            case _:
                pass

    def _buttons(self, block: dict[str, Any]) -> Iterator[Button]:
        for one in elements_of(block):
            if one["type"] == "button":
                said = one["text"]["text"]
                more = (one.get("value", ""), one.get("style", ""), one.get("url", ""), said)
                yield Button(mrkdwn.plainly(said), one["action_id"], block["block_id"], *more)

    def _worded(self, text: Mapping[str, Any] | None) -> str:
        if not text:
            return ""
        return self._marked(text["text"]) if text["type"] == "mrkdwn" else mrkdwn.plainly(text["text"])

    def _marked(self, text: str) -> str:
        return mrkdwn.read(text, {id: self._name(id) for id in mrkdwn.named(text)})

    def _name(self, id: str) -> str:
        """What a mention of this id is read as."""
        person, room = self.slack.people.get(id), self.slack.conversations.get(id)
        return person.real_name if person else room.name if room else ""


def _rich(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _rich(one)
    elif isinstance(part, dict):
        yield part["text"] if isinstance(part.get("text"), str) else ""
        yield from _rich(part.get("elements", []))


def _marked_texts(part: Any) -> Iterator[str]:
    """Every text in which Slack looks for marks."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from _marked_texts(one)
    elif isinstance(part, dict) and part.get("type") == "mrkdwn":
        yield part["text"]
    elif isinstance(part, dict):
        yield from _marked_texts([value for value in part.values() if isinstance(value, dict | list)])


def options_of(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Everything that can be picked in an element."""
    grouped = [one for group in element.get("option_groups") or () for one in group["options"]]
    return [*(element.get("options") or ()), *grouped]


def initial(element: Mapping[str, Any]) -> dict[str, Any]:
    """The state of an element that nobody has touched."""
    kind = element["type"]
    chosen = {
        "static_select": ("selected_option", element.get("initial_option")),
        "radio_buttons": ("selected_option", element.get("initial_option")),
        "multi_static_select": ("selected_options", element.get("initial_options", [])),
        "checkboxes": ("selected_options", element.get("initial_options", [])),
        "users_select": ("selected_user", element.get("initial_user")),
        "multi_users_select": ("selected_users", element.get("initial_users", [])),
        "datepicker": ("selected_date", element.get("initial_date")),
        "timepicker": ("selected_time", element.get("initial_time")),
        "datetimepicker": ("selected_date_time", element.get("initial_date_time")),
        "file_input": ("files", []),
    }
    name, value = chosen.get(kind, ("value", element.get("initial_value")))
    return {"type": kind, name: value}


def holds(state: Mapping[str, Any]) -> str | tuple[str, ...]:
    """What the state of an element comes to, in values."""
    name = next(key for key in state if key != "type")
    value = state[name]
    if name in ("selected_options", "files"):
        return tuple(one["value" if name == "selected_options" else "name"] for one in value)
    if name == "selected_option":
        return value["value"] if value else ""
    return tuple(value) if isinstance(value, list) else str(value or "")
