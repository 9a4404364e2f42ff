"""Spoken words as Slack's markup: bold and instants are ours alone, everything else is shown as it is.

Slack has no way to escape * _ ~ ` or a > that begins a line, so where they could format anything, their
look-alikes stand instead. An underscore inside a word formats nothing, and addresses keep theirs.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile, groupby, islice

from adapters.slack.voice import END, INSTANT, START
from bot.words import Span

ELLIPSIS = "…"

QUOTED = "\n&gt; "
"""How a line ends within a quotation, where the next one begins."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LEADING = re.compile(r"^>+")
_ATOM = re.compile(rf"{INSTANT.pattern}|\n|[^\S\n]+|[^\s{START}]{{1,100}}|\S")
_STOPS = re.compile(rf"\.{END}(?=\.(?!\.))")
_DATE = "{date_long}, {time}"

Atom = tuple[str, bool]
"""The least that is never cut: a word, an instant, a space or the end of a line; and whether it is bold."""


def words(spans: Iterable[Span]) -> str:
    """The bare text where nothing is markup: instants are in our own words."""
    return INSTANT.sub(r"\2", _ended_once("".join(span.text for span in spans)))


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut at a word where there is one."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept if text[most - 1].isspace() else kept.rpartition(" ")[0]
    return (at_word if len(at_word) * 2 > most else kept).rstrip(" ,;:·–-") + ELLIPSIS


def chunks(spans: Iterable[Span], most: int, line_end: str = "\n") -> list[str]:
    """Markup in pieces of at most so many characters, cut at the end of a line, else of a word."""
    return list(_pieces(list(_atoms(spans, line_end)), most))


def beginning(spans: Iterable[Span], most: int, line_end: str = "\n") -> list[str]:
    """The first of these pieces, with an ellipsis where others follow; none where there are no words."""
    enough = list(islice(_atoms(spans, line_end), 2 * most))  # each is a character at the least
    found = list(islice(_pieces(enough, most - 1), 2))
    return [found[0] + ELLIPSIS] if len(found) > 1 else found


def _pieces(waiting: list[Atom], most: int) -> Iterator[str]:
    while waiting := _begun(waiting):
        size = _fits(waiting, most)
        yield _joined(_begun(waiting[:size][::-1])[::-1])
        waiting = waiting[size:]


def _begun(atoms: list[Atom]) -> list[Atom]:
    """The atoms from the first word on."""
    return list(dropwhile(_is_space, atoms))


def _is_space(atom: Atom) -> bool:
    return atom[0].startswith("\n") or atom[0].isspace()


def _atoms(spans: Iterable[Span], line_end: str) -> Iterator[Atom]:
    for span in spans:
        for found in _ATOM.finditer(_ended_once(span.text)):
            yield _atom(found, line_end), span.bold


def _ended_once(text: str) -> str:
    """One full stop where a sentence ends with an instant that has its own: "at 4 p.m."."""
    return _STOPS.sub(END, text)


def _atom(found: re.Match[str], line_end: str) -> str:
    timestamp, ours = found.groups()
    if timestamp:
        return f"<!date^{timestamp}^{_DATE}|{ours.translate(_ENTITIES)}>"
    if found[0].isspace():
        return line_end if found[0] == "\n" else found[0]
    return _literal(found[0])


def _literal(word: str) -> str:
    word = _LEADING.sub(lambda found: "›" * len(found[0]), word)
    return _UNDERSCORE.sub("ˍ", word.translate(_LOOKALIKES)).translate(_ENTITIES)


def _fits(atoms: list[Atom], most: int) -> int:
    """How many of these atoms make the next piece."""
    used = line_end = 0
    for place, (text, bold) in enumerate(atoms):
        used += len(text) + 2 * bold
        if used > most:
            return line_end if line_end * 2 > place else max(place, 1)
        line_end = place + 1 if text.startswith("\n") else line_end
    return len(atoms)


def _joined(atoms: list[Atom]) -> str:
    runs = groupby(atoms, key=lambda atom: (atom[1], atom[0].startswith("\n")))
    return "".join(_run("".join(text for text, _ in run), bold and not end) for (bold, end), run in runs)


def _run(text: str, bold: bool) -> str:
    """A stretch of one line, its bold tight around its words as Slack wants it."""
    inner = text.strip()
    return text.replace(inner, f"*{inner}*") if bold and inner else text
