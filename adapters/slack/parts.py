"""Facts and buttons as Slack's blocks."""

from collections.abc import Iterable, Sequence

from adapters.slack.escape import beginning, chunks, shortened, words
from adapters.slack.objects import Json, mrkdwn, plain_text, section
from bot.cards import Button, Line
from bot.words import Say, Span

LONGEST_FACT, LONGEST_LABEL, MOST_FACTS = 1_500, 75, 10
SHORT_FACT = 80
"""Facts up to this length stand two in a row."""

TWICE = " · "
"""What stands between two languages on one button."""


def facts(told: Iterable[tuple[Line, Line]], say: Say, longest: int) -> list[Json]:
    """Short facts two in a row, ten in a section; a long one, or one alone, in the whole width."""
    found: list[Json] = []
    for name, value in told:
        named = beginning([Span(words(say(name)), bold=True)], LONGEST_FACT // 4)
        cut = chunks if longest == LONGEST_FACT else beginning
        first, *more = cut(say(value), longest) or ["–"]
        fact = mrkdwn("\n".join([*named, first]))
        if more or len(first) > SHORT_FACT:
            found += [{"type": "section", "text": fact}, *map(section, more)]
        elif found and 0 < len(found[-1].get("fields", ())) < MOST_FACTS:
            found[-1]["fields"].append(fact)
        else:
            found.append({"type": "section", "fields": [fact]})
    return [section(one["fields"][0]["text"]) if len(one.get("fields", ())) == 1 else one for one in found]


def button(shown: Button, asked: Line | None, says: Sequence[Say]) -> Json:
    """A button that can be pressed, read out with the label of its row."""
    label = words(twice(shown.label, says))
    said = f"✓ {label}" if shown.chosen else label
    made: Json = {"type": "button", "text": plain_text(said, LONGEST_LABEL)}
    if shown.token:
        made["action_id"] = shown.token
    if shown.style != "plain":
        made["style"] = shown.style
    if asked:  # "4", or the fifth "See the suggestions", says little by itself
        made["accessibility_label"] = shortened(f"{said}{TWICE}{words(says[0](asked))}", LONGEST_LABEL)
    return made


def twice(line: Line, says: Sequence[Say], between: str = TWICE) -> list[Span]:
    """A line in each reader's language, once where they say the same."""
    first, *others = dict.fromkeys(say(line) for say in says)
    return [*first, *(span for other in others for span in (Span(between), *other))]
