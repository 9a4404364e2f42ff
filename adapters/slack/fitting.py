"""What fits into one message or one page: texts give way from the end, what can be pressed never does."""

import json
from collections.abc import Sequence
from itertools import chain

from adapters.slack.escape import ELLIPSIS, QUOTED
from adapters.slack.objects import Json
from adapters.slack.objects import context as small_print
from bot.words import Span

MOST_BUTTONS = 25
SHORT = 300
"""Characters of a text that a button may stand beside."""

Made = tuple[Json, bool]
"""A block, and whether it must stay."""


def fits(made: Sequence[Made], most: int, room: int) -> bool:
    """Whether these are at most so many blocks with so many characters."""
    return len(made) <= most and size([block for block, _ in made]) <= room


def fitted(made: Sequence[Made], most: int, room: int) -> list[Json]:
    """As many as fit; an ellipsis stands where a text is left out."""
    staying = [block for block, stays in made if stays]
    if fits(made, most, room):
        return [block for block, _ in made]
    if len(staying) >= most:
        return packed(staying)[:most]
    return _cut(made, most - len(staying) - 1, room - size(staying) - size(_MORE))


def packed(staying: Sequence[Json]) -> list[Json]:
    """Every button in as few rows as there can be, without what stands above each."""
    beside = ("accessory", "elements")
    held = [block[name] for block in staying for name in beside if name in block]
    return rows(list(chain.from_iterable(one if isinstance(one, list) else [one] for one in held)))


def side_by_side(made: Sequence[Made]) -> list[Made]:
    """The same, with a lone plain button beside the short text that it follows."""
    found: list[Made] = []
    for block, stays in made:
        if found and _is_lone(block) and _is_short(found[-1][0]):
            found[-1] = ({**found[-1][0], "accessory": block["elements"][0]}, True)
        else:
            found.append((block, stays))
    return found


def _is_lone(block: Json) -> bool:
    return block["type"] == "actions" and len(block["elements"]) == 1 and "style" not in block["elements"][0]


def _is_short(block: Json) -> bool:
    if block["type"] != "section" or "text" not in block or "accessory" in block:
        return False
    said = block["text"]["text"]
    return len(said) <= SHORT and not said.startswith(QUOTED.strip())


def rows(buttons: Sequence[Json]) -> list[Json]:
    """Buttons in rows of as many as Slack allows."""
    starts = range(0, len(buttons), MOST_BUTTONS)
    return [{"type": "actions", "elements": list(buttons[start : start + MOST_BUTTONS])} for start in starts]


def size(blocks: Sequence[Json]) -> int:
    """How many characters these blocks take."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


_MORE = small_print([Span(ELLIPSIS)])


def _cut(made: Sequence[Made], most: int, room: int) -> list[Json]:
    kept: list[Json] = []
    for block, stays in made:
        if stays:
            kept.append(block)
        elif most > 0 and size([block]) <= room:
            kept, most, room = [*kept, block], most - 1, room - size([block])
        elif most >= 0:
            kept, most = [*kept, *_MORE], -1
    return kept
