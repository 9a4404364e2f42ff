"""The playground's pages as a person reads them: messages, forms and the home out of their HTML."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.turns import FieldValue
from tests.journeys.chat import Asked, Seen, Tap

NEVER_CLOSED = {"br", "hr", "img", "input", "link", "meta", "path", "circle"}


@dataclass
class Node:
    """An element, with what stands in it in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """Every word in it, with single spaces."""
        return " ".join("".join(self._words()).split(" ")).strip()

    def all(self, tag: str = "", **has: str) -> Iterator[Node]:
        """Every element inside with this tag and these attributes (`data_token` means `data-token`)."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in has.items()}
        for node in self.inside:
            if isinstance(node, Node):
                if tag in ("", node.tag) and all(_has(node, *pair) for pair in wanted.items()):
                    yield node
                yield from node.all(tag, **has)

    def first(self, tag: str = "", **has: str) -> Node | None:
        return next(self.all(tag, **has), None)

    def _words(self) -> Iterator[str]:
        for node in self.inside:
            if isinstance(node, str):
                yield node
            elif node.tag == "br":
                yield "\n"
            else:
                yield from node._words()


def _has(node: Node, name: str, value: str) -> bool:
    if name == "class":
        return value in node.classes
    return name in node.attributes and value in ("", node.attributes[name])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in NEVER_CLOSED:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in NEVER_CLOSED:
            assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> is closed by </{tag}>"
            self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Node:
    """The page as a tree; a tag that is closed by another one is a fault of the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def messages(page: Node) -> list[tuple[int, Seen]]:
    """What Constellation says in the open conversation, each with its number."""
    said = page.all("article", class_="from-bot")
    return [(int(one.attributes["data-message"]), card(one.attributes["data-message"], one)) for one in said]


def card(ref: str, shown: Node) -> Seen:
    """A card, or a home, as it is read."""
    lines = [line for line in _lines(shown) if line]
    files = [(a.attributes["download"], _held(a)) for a in shown.all("a", download="")]
    return Seen(ref, "\n".join(lines), tuple(map(_tap, shown.all("button", data_token=""))), tuple(files))


def form(dialog: Node) -> Asked:
    """A dialog, with what its fields hold and the options they give."""
    (sent,) = dialog.all("form")
    (title,) = dialog.all("h2")
    fields = list(dialog.all(data_field=""))
    options = {one.attributes["data-field"]: _options(one) for one in fields}
    values = {one.attributes["data-field"]: _value(one) for one in fields}
    given = {name: offered for name, offered in options.items() if offered}
    return Asked(sent.attributes["data-token"], title.text, values, given)


def _lines(shown: Node) -> Iterator[str]:
    for node in shown.inside:
        if isinstance(node, str) or "also" in node.classes or "who" in node.classes:
            continue
        if node.tag in ("p", "h2", "h3", "a"):
            yield node.text
        elif node.tag == "dl":
            yield from (
                ": ".join(cell.text for cell in row.inside if isinstance(cell, Node))
                for row in node.all("div")
            )
        elif node.tag == "img":
            yield node.attributes["alt"]
        else:
            if "choices" in node.classes:
                yield node.attributes.get("aria-label", "")
            yield from _lines(node)


def _cells(row: Node) -> list[str]:
    return [cell.text for cell in row.inside if isinstance(cell, Node)]


def _tap(button: Node) -> Tap:
    held = button.attributes
    return Tap(button.text, held["data-token"], held.get("aria-pressed") == "true")


def _held(link: Node) -> str:
    """The file that travels in its link."""
    return b64decode(link.attributes["href"].partition("base64,")[2]).decode()


def _options(one: Node) -> dict[str, str]:
    chosen = {box.attributes["value"]: label.text for label in one.all("label") for box in label.all("input")}
    listed = {option.attributes["value"]: option.text for option in one.all("option")}
    return {value: label for value, label in (chosen | listed).items() if value}


def _value(one: Node) -> FieldValue:
    boxes = [box.attributes["value"] for box in one.all("input", checked="")]
    match one.attributes["data-kind"]:
        case "tick":
            return tuple(boxes)
        case "pick":
            return next(iter([*boxes, *(o.attributes["value"] for o in one.all("option", selected=""))]), "")
        case "attach":
            return ""
        case _:
            return _written(one)


def _written(one: Node) -> str:
    area = one.first("textarea")
    if area is None:
        return next(one.all("input")).attributes["value"]
    return "".join(area._words()).removeprefix("\n")
