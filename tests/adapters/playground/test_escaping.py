from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from adapters.playground import pages
from adapters.playground.people import PlaygroundPerson
from adapters.playground.rooms import Posted
from bot import cards as core
from bot.cards import Card, Choices, Facts, File, Form, Home, Option, Picture, Press, Text, button
from bot.flows.names import verbatim
from bot.packing import packed

NOW = datetime(2026, 5, 14, 18, tzinfo=UTC)
HOSTILE = st.one_of(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])),
    st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=x>', "' onfocus='x", "{{ 7 * 7 }}", "]]>"]
    ),
)


class Skeleton(HTMLParser):
    """The tags of a page and the names of their attributes, without any text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment",))


def parts(words: str) -> tuple[core.Part, ...]:
    own = verbatim(words)
    pressed = replace(button(own, "x"), token=words)
    return (
        *(Text(own, style) for style in ("plain", "title", "quote", "hint")),
        Facts(((own, own),)),
        Picture(words, own),
        File(words, "text/calendar", words, own),
        Choices((pressed, replace(pressed, chosen=True)), own),
    )


def fields(words: str) -> tuple[core.Field, ...]:
    own, options = verbatim(words), tuple(Option(f"{words}{n}", verbatim(words)) for n in range(8))
    return (
        core.Write(words, own, words, own),
        core.Write(words, own, words, own, lines=3),
        core.Pick(words, own, options, words, own),
        core.Pick(words, own, options[:2], words, own),
        core.Tick(words, own, options, (words,), own),
        core.Day(words, own, words, own),
        core.Attach(words, own, own),
    )


def everything(words: str) -> list[tuple[str, ...]]:
    """All that can be shown, filled with somebody's words."""
    reader = PlaygroundPerson("amira", words)
    other = PlaygroundPerson("léa", words, "fr")
    people = {person.user: person for person in (reader, other)}
    card = Posted(1, 1, "", "", packed(Card(parts(words))), NOW)
    text = Posted(2, 1, "léa", words, "", NOW)
    form = Form(verbatim(words), fields(words), Press("x"), verbatim(words), (Text(verbatim(words)),), words)
    html = [
        pages.message(card, reader, people, ("amira", "léa")),
        pages.message(text, reader, people, ("amira", "léa")),
        pages.form(form, reader),
        pages.home(Home(parts(words)), reader),
        pages.farewell([Card(parts(words))], reader),
        pages.page(
            "arrived.html", "fr", summary=words, people=[{"user": words, "name": words, "n": 1}], more=words
        ),
    ]
    return Skeleton("".join(html)).tags


PLAIN = everything("aword")


@given(HOSTILE)
def test_no_words_of_anyones_ever_become_a_tag_or_an_attribute(words):
    assert everything(f"a{words}") == PLAIN
