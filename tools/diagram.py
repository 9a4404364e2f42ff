"""Draws the README's diagrams of each life from the tables in `bot/mentoring`.

`python -m tools.diagram` writes them between the README's markers, `--check` only says whether they
are true (exit 1 where they are not).
"""

import re
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.mentoring import checkins, goodbyes, mentorships, needs, requests

README = Path(__file__).parent.parent / "README.md"
BETWEEN = re.compile(r"(?<=<!-- life -->\n).*?(?=<!-- /life -->)", re.DOTALL)

Life = Mapping[tuple[Any, Any], Any]

LIVES: Mapping[str, Life] = {
    "A need": needs.LIFE,
    "A request": requests.LIFE,
    "A mentorship": mentorships.LIFE,
    "A check-in": checkins.LIFE,
    "A goodbye": goodbyes.LIFE,
}


def drawn(lives: Mapping[str, Life] = LIVES) -> str:
    """Every life as a Mermaid state diagram, each under its name."""
    return "\n".join(f"**{name}**\n\n```mermaid\n{_diagram(life)}\n```\n" for name, life in lives.items())


def with_diagrams(readme: str) -> str:
    """The README with what stands between its markers drawn anew; ValueError where it has no markers."""
    if not BETWEEN.search(readme):
        raise ValueError(
            "README.md has no markers: put <!-- life --> and <!-- /life --> on lines of their own"
        )
    return BETWEEN.sub(lambda _: drawn(), readme)


def main(arguments: list[str], readme: Path = README) -> int:
    """Write the diagrams, or only check them; the exit code."""
    held = readme.read_text("utf-8")
    true = with_diagrams(held)
    if "--check" in arguments:
        if held != true:
            print("The README's diagrams are stale: run `make diagram`.", file=sys.stderr)
        return int(held != true)
    readme.write_text(true, "utf-8")
    return 0


def _diagram(life: Life) -> str:
    return "\n".join(["stateDiagram-v2", *(f"    {row}" for row in _rows(life))])


def _rows(life: Life) -> Iterator[str]:
    """The beginning, every step with what may cause it, and the ends."""
    states: type[StrEnum] = type(next(iter(life.values())))
    for state in states:
        if "_" in state:
            yield f'state "{_spoken(state)}" as {state}'
    yield f"[*] --> {next(iter(states))}"
    for (start, end), events in _steps(life).items():
        yield f"{start} --> {end}: {', '.join(map(_spoken, events))}"
    going_on = {start for start, _ in life}
    yield from (f"{state} --> [*]" for state in states if state not in going_on)


def _steps(life: Life) -> dict[tuple[StrEnum, StrEnum], list[StrEnum]]:
    steps: dict[tuple[StrEnum, StrEnum], list[StrEnum]] = {}
    for (start, event), end in life.items():
        steps.setdefault((start, end), []).append(event)
    return steps


def _spoken(name: StrEnum) -> str:
    return name.replace("_", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
