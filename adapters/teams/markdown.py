"""Words as Teams' TextBlocks read them: bold is ours alone, and no typed word is ever markup.

Teams runs three Markdown parsers, and those of the phones show most backslashes and entities as they are.
So nothing is escaped: what could be a link, a tag, an entity, a date or a list is parted by a word joiner
(U+2060: no parser reads past it, no eye sees it), and where a sign alone formats, its look-alike stands.
"""

import re
from itertools import groupby

from bot.words import Span

Line = tuple[Span, ...]

JOINER = "\u2060"
_PARTED = re.compile(
    r"(?<=\])(?=[(\[:])"  # [name](address), [name][mark], [mark]: address
    r"|(?<=<)"  # <at>, <script>, <https://…>
    r"|(?<=&)(?=[#\w])"  # &lt;
    r"|(?<=\{)(?=\{)"  # {{DATE(…)}}
    r"|(?<=\\)"  # an escape of theirs
    r"|(?<=:)(?=//)|(?<=\bwww)(?=\.)",  # what some clients turn into a link by themselves
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSHOWN = dict.fromkeys((*_CONTROLS, *_TURNS)) | {ord("\t"): " ", ord("\n"): " "}
"""Characters that show as nothing, or turn the direction of what follows them."""


def inert(text: str) -> str:
    """Words for a place without Markdown (a button, a label), where dates and links may still lurk."""
    return _PARTED.sub(JOINER, text.translate(_UNSHOWN))


def marked_up(line: Line) -> str:
    """One line as Markdown; only our own bold is formatting."""
    runs = [(bold, "".join(span.text for span in run)) for bold, run in groupby(line, lambda span: span.bold)]
    told = "".join(_bold(text) if bold else _plain(text) for bold, text in runs)
    begins = line and not line[0].bold and not told[:1].isalpha()
    return f"{JOINER}{told}" if begins else told  # no list, title, quotation or code begins here


def lines(spans: Line) -> list[tuple[Line, bool]]:
    """The lines that hold something, each with whether a blank line stands before it."""
    found: list[list[Span]] = [[]]
    for span in spans:
        first, *later = (text.translate(_UNSHOWN) for text in _LINE_END.split(span.text))
        found[-1].append(Span(first, span.bold))
        found += [[Span(text, span.bold)] for text in later]
    kept, blank = [], False
    for pieces in found:
        line = _trimmed(pieces)
        if line:
            kept.append((line, blank))
        blank = not line
    return kept


def shortened(spans: Line, most: int) -> Line:
    """The spans, cut at a word with an ellipsis where they are longer than `most` characters."""
    if sum(len(span.text) for span in spans) <= most:
        return spans
    kept: list[Span] = []
    room = most - 1
    for span in spans:
        if len(span.text) > room:
            return (*kept, Span(f"{_words(span.text, room)}…", span.bold))
        kept.append(span)
        room -= len(span.text)
    return tuple(kept)


def _words(text: str, room: int) -> str:
    whole = re.match(rf"(?s).{{0,{room}}}(?=\s)", text)
    return (whole[0] if whole and whole[0].strip() else text[:room]).rstrip()


def _trimmed(pieces: list[Span]) -> Line:
    held = [piece for piece in pieces if piece.text]
    while held and not held[0].text.strip():
        held.pop(0)
    while held and not held[-1].text.strip():
        held.pop()
    if held:
        held[0] = Span(held[0].text.lstrip(), held[0].bold)
        held[-1] = Span(held[-1].text.rstrip(), held[-1].bold)
    return tuple(held)


def _bold(text: str) -> str:
    """Bold opens and closes between letters alone: spaces stay outside, a joiner inside at a sign."""
    inside = text.strip()
    if not inside:
        return text
    before, _, after = text.partition(inside)
    told = _plain(inside)
    opened = "" if inside[0].isalnum() else JOINER
    closed = "" if inside[-1].isalnum() else JOINER
    return f"{before}**{opened}{told}{closed}**{after}"


def _plain(text: str) -> str:
    return _UNDERSCORE.sub("ˍ", inert(text).translate(_LOOKALIKES))
