"""The same blocks, built again by two libraries that check what they build."""

from collections.abc import Mapping
from typing import Any

import slackblocks
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]


def by_slacks_sdk(blocks: list[Json]) -> None:
    """Raises SlackObjectFormationError where slack_sdk finds a fault."""
    built = Block.parse_all([dict(block) for block in blocks])
    assert len(built) == len(blocks)
    for block in built:
        block.to_dict()


def view_by_slacks_sdk(view: Json) -> None:
    View(**view).to_dict()


def by_slackblocks(blocks: list[Json]) -> None:
    """Raises InvalidUsageError where slackblocks finds a fault."""
    for block in blocks:
        slackblocks.Message(channel="C1", blocks=[_BLOCKS[block["type"]](block)]).to_dict()


def _text(held: Json) -> slackblocks.Text:
    kind = slackblocks.TextType.MARKDOWN if held["type"] == "mrkdwn" else slackblocks.TextType.PLAINTEXT
    return slackblocks.Text(held["text"], type_=kind, emoji=held.get("emoji"), verbatim=held.get("verbatim"))


def _option(held: Json) -> slackblocks.Option:
    return slackblocks.Option(_text(held["text"]), held["value"])


def _options(held: list[Json] | None) -> list[slackblocks.Option] | None:
    return [_option(option) for option in held] if held else None


def _button(held: Json) -> slackblocks.Button:
    return slackblocks.Button(
        _text(held["text"]),
        held["action_id"],
        style=held.get("style"),
        accessibility_label=held.get("accessibility_label"),
    )


def _groups(held: Json) -> list[slackblocks.OptionGroup] | None:
    groups = held.get("option_groups")
    made = [
        slackblocks.OptionGroup(_text(group["label"]), _options(group["options"])) for group in groups or ()
    ]
    return made or None


_ELEMENTS = {
    "plain_text_input": lambda held: slackblocks.PlainTextInput(
        held["action_id"],
        initial_value=held.get("initial_value"),
        multiline=held["multiline"],
        max_length=held["max_length"],
    ),
    "radio_buttons": lambda held: slackblocks.RadioButtonGroup(held["action_id"], _options(held["options"])),
    "checkboxes": lambda held: slackblocks.CheckboxGroup(
        held["action_id"], _options(held["options"]), initial_options=_options(held.get("initial_options"))
    ),
    "static_select": lambda held: slackblocks.StaticSelectMenu(
        held["action_id"], options=_options(held.get("options")), option_groups=_groups(held)
    ),
    "multi_static_select": lambda held: slackblocks.StaticMultiSelectMenu(
        held["action_id"],
        options=_options(held.get("options")),
        option_groups=_groups(held),
        max_selected_items=held["max_selected_items"],
    ),
    "datepicker": lambda held: slackblocks.DatePicker(
        held["action_id"], initial_date=held.get("initial_date")
    ),
    "file_input": lambda held: slackblocks.FileInput(
        held["action_id"], filetypes=held["filetypes"], max_files=1
    ),
}
_BLOCKS = {
    "header": lambda held: slackblocks.HeaderBlock(_text(held["text"])),
    "divider": lambda _: slackblocks.DividerBlock(),
    "context": lambda held: slackblocks.ContextBlock([_text(one) for one in held["elements"]]),
    "actions": lambda held: slackblocks.ActionsBlock([_button(one) for one in held["elements"]]),
    "section": lambda held: slackblocks.SectionBlock(
        _text(held["text"]) if "text" in held else None,
        fields=[_text(one) for one in held.get("fields", ())] or None,
        accessory=_button(held["accessory"]) if "accessory" in held else None,
    ),
    "input": lambda held: slackblocks.InputBlock(
        _text(held["label"]),
        _ELEMENTS[held["element"]["type"]](held["element"]),
        hint=_text(held["hint"]) if "hint" in held else None,
        block_id=held["block_id"],
        optional=held["optional"],
    ),
}
