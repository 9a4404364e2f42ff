"""The README's diagrams of each life are drawn from the rules, and are true."""

from enum import StrEnum
from pathlib import Path

import pytest

from tools import diagram


class Door(StrEnum):
    OPEN = "open"
    HALF_OPEN = "half_open"
    WALLED = "walled"


class Hand(StrEnum):
    PUSH = "push"
    LEAN_ON = "lean_on"
    BRICK = "brick"


DOORS = {
    (Door.OPEN, Hand.PUSH): Door.HALF_OPEN,
    (Door.OPEN, Hand.LEAN_ON): Door.HALF_OPEN,
    (Door.HALF_OPEN, Hand.BRICK): Door.WALLED,
}


def test_a_life_is_drawn_from_its_beginning_to_its_ends() -> None:
    assert diagram.drawn({"A door": DOORS}) == (
        "**A door**\n\n```mermaid\nstateDiagram-v2\n"
        '    state "half open" as half_open\n'
        "    [*] --> open\n"
        "    open --> half_open: push, lean on\n"
        "    half_open --> walled: brick\n"
        "    walled --> [*]\n"
        "```\n"
    )


def test_every_state_and_every_step_of_the_lives_is_drawn() -> None:
    drawn = diagram.drawn()
    for life in diagram.LIVES.values():
        for (start, _), end in life.items():
            assert f"    {start} --> {end}: " in drawn


def test_the_readme_is_true() -> None:
    assert diagram.main(["--check"]) == 0


def test_a_stale_readme_is_found_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("Before\n<!-- life -->\nan old picture\n<!-- /life -->\nafter\n", "utf-8")
    assert diagram.main(["--check"], readme) == 1
    assert "make diagram" in capsys.readouterr().err
    assert diagram.main([], readme) == 0
    assert diagram.main(["--check"], readme) == 0
    assert readme.read_text("utf-8").startswith("Before\n<!-- life -->\n**A need**")
    assert readme.read_text("utf-8").endswith("<!-- /life -->\nafter\n")


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="markers"):
        diagram.with_diagrams("Nothing here")
