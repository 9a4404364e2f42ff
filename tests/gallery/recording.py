"""Records whatever the flows' own tests show to anybody: a plugin of pytest, which `tests.gallery` starts.

Of everything that was shown, as much is kept as holds every feature: what says a thing of its own, has a
row of buttons of another length, or an answer that is chosen.
"""

import json
import os
from collections import Counter
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from bot.cards import Card, Choices, Form, Home, Line
from bot.packing import packed, unpacked
from tests.bot.flows.talk import Talk, lines_of

Shown = Card | Home | Form
Feature = tuple[str, ...]

KEPT = "GALLERY_KEPT"
"""The environment's variable that names the file to write."""


def features(shown: Shown) -> set[Feature]:
    """What makes this unlike the rest: its kind and first words, with each of its others."""
    said = [spoken.key for spoken in lines_of(shown)]
    opening = (type(shown).__name__, *said[:1])
    rows = [part for part in getattr(shown, "parts", ()) if isinstance(part, Choices)]
    chosen = [button.press.action for row in rows for button in row.buttons if button.chosen]
    return {
        *((*opening, key) for key in said),
        *((*opening, "row", str(len(row.buttons))) for row in rows),
        *((*opening, "chosen", action) for action in chosen),
    }


class Recording:
    """What is worth keeping of what was shown so far, and the errors that stood beside fields."""

    def __init__(self) -> None:
        self.kept: list[Shown] = []
        self.held: set[Feature] = set()
        self.errors: dict[tuple[str, ...], Line] = {}

    def see(self, shown: Shown) -> None:
        if new := features(shown) - self.held:
            self.held |= new
            self.kept.append(shown)

    def look(self, talk: Talk, told: dict[Talk, int]) -> None:
        """What has come into the conversations since the last look."""
        for message in talk.work.messages.where():
            if message.id > told.get(talk, 0) and message.card:
                self.see(unpacked(message.card))
        told[talk] = talk.work.messages.last

    def text(self) -> str:
        """As it is kept in a file: one thing a line, without the tokens, which differ each time."""
        found = [*needed(self.kept), *(error for _, error in sorted(self.errors.items()))]
        return "".join(f"{_line(one)}\n" for one in found)


def needed(kept: list[Shown]) -> list[Shown]:
    """Without what shows only what others show as well, the longest tried first."""
    counts = Counter(feature for one in kept for feature in features(one))
    spared = []
    for place, one in sorted(enumerate(kept), key=lambda placed: -len(packed(placed[1]))):
        if all(counts[feature] > 1 for feature in features(one)):
            counts.subtract(features(one))
        else:
            spared.append(place)
    return [kept[place] for place in sorted(spared)]


def _line(one: Shown | Line) -> str:
    return json.dumps(_bare(json.loads(packed(one))), ensure_ascii=False, separators=(",", ":"))


def _bare(held: Any) -> Any:
    match held:
        case dict():
            return {name: _bare(inner) for name, inner in held.items() if name != "token"}
        case list():
            return [_bare(inner) for inner in held]
        case _:
            return held


def _watched(recording: Recording) -> None:
    """Looks at whatever a turn decides, and at what has come when time has passed."""
    take, later = Talk.take, Talk.later
    told: dict[Talk, int] = {}

    @wraps(take)
    def takes(talk: Talk, *args: Any) -> Any:
        outcome = take(talk, *args)
        for shown in filter(None, (outcome.form, outcome.home)):
            recording.see(shown)
        for error in outcome.errors.values():
            recording.errors.setdefault(tuple(said.key for said in lines_of(error)), error)
        recording.look(talk, told)
        return outcome

    @wraps(later)
    def waits(talk: Talk, **by: float) -> None:
        later(talk, **by)
        recording.look(talk, told)

    Talk.take, Talk.later = takes, waits  # type: ignore[method-assign]


_RECORDING = Recording()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    _watched(_RECORDING)


def pytest_sessionfinish(exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.OK:
        Path(os.environ[KEPT]).write_text(_RECORDING.text(), "utf-8")
