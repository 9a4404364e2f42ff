"""Everything that the product can show, as Slack would be sent it: in either language, and in both."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack import cards, home, modals, voice
from bot.cards import Card, Form, Home
from bot.words import LOCALES
from tests.adapters.slack.lint import message_faults, view_faults
from tests.adapters.slack.reading import markups
from tests.adapters.slack.second_opinions import by_slackblocks, by_slacks_sdk, view_by_slacks_sdk
from tests.gallery import Piece, errors, pieces

VOICES = {locale: voice.voice(locale, "America/Edmonton") for locale in LOCALES}
EVERYTHING = pieces()
RECORDED = [piece for piece in EVERYTHING if not piece.name.endswith("-longest")]
CARDS = [piece for piece in EVERYTHING if isinstance(piece.shown, Card)]


def view(piece: Piece, locale: str) -> dict[str, Any]:
    if isinstance(piece.shown, Form):
        return modals.view(piece.shown, VOICES[locale])
    assert isinstance(piece.shown, Home)
    return home.view(piece.shown, VOICES[locale])


@pytest.mark.parametrize("locale", LOCALES)
def test_no_other_app_for_chats_is_named(locale):
    shown = [str(cards.blocks(piece.shown, [VOICES[locale]])) for piece in CARDS]
    views = [str(view(piece, locale)) for piece in EVERYTHING if not isinstance(piece.shown, Card)]
    assert not [one for one in (*shown, *views) if "teams" in one.casefold() or "microsoft" in one.casefold()]


@pytest.mark.parametrize("locales", [("en",), ("fr",), ("fr", "en")])
def test_every_card_is_a_message_that_slack_takes(locales):
    says = [VOICES[locale] for locale in locales]
    made = {p.name: (cards.blocks(p.shown, says), cards.fallback(p.shown, says)) for p in CARDS}
    assert not {name: found for name, sent in made.items() if (found := message_faults(*sent))}
    for blocks, _ in made.values():
        by_slacks_sdk(blocks)
        by_slackblocks(blocks)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_and_home_is_a_view_that_slack_takes(locale):
    made = {piece.name: view(piece, locale) for piece in EVERYTHING if not isinstance(piece.shown, Card)}
    assert not {name: found for name, sent in made.items() if (found := view_faults(sent))}
    for sent in made.values():
        view_by_slacks_sdk(sent)
        by_slackblocks(sent["blocks"])


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_recorded_is_told_whole(locale):
    for piece in RECORDED:
        if isinstance(piece.shown, Card):
            told = markups(cards.blocks(piece.shown, [VOICES[locale]]))
            assert not [words for words in told if words.endswith("…")], piece.name


def test_every_error_is_told_beside_its_field():
    for locale in LOCALES:
        told = modals.errors(dict(enumerate(errors())), VOICES[locale])
        assert all(0 < len(words) <= 2_000 for words in told["errors"].values())


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_and_buttons_of_forms_are_told_whole(locale):
    for piece in RECORDED:
        if isinstance(piece.shown, Form):
            made = view(piece, locale)
            told = [made[name]["text"] for name in ("title", "submit", "close")]
            assert not [words for words in told if words.endswith("…")], piece.name


Json = dict[str, Any]
TEXT: Json = {"type": "mrkdwn", "text": "Hello", "verbatim": True}
PLAIN: Json = {"type": "plain_text", "text": "Hello", "emoji": True}
BUTTON: Json = {"type": "button", "text": PLAIN, "action_id": "t.0"}
MESSAGE: Json = {
    "text": "Hello",
    "blocks": [
        {"type": "header", "text": PLAIN},
        {"type": "section", "text": TEXT},
        {"type": "section", "fields": [TEXT]},
        {"type": "context", "elements": [TEXT]},
        {"type": "actions", "elements": [BUTTON]},
    ],
}
OPTION: Json = {"text": PLAIN, "value": "a"}
WRITE: Json = {"type": "plain_text_input", "action_id": "goal", "max_length": 9, "initial_value": "x"}
PICK: Json = {"type": "static_select", "action_id": "one", "options": [OPTION], "initial_option": OPTION}
LONG: Json = {**PLAIN, "text": "x" * 76}
MODAL: Json = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "token",
    **dict.fromkeys(("title", "submit", "close"), PLAIN),
    "blocks": [
        {
            "type": "input",
            "block_id": "goal",
            "label": PLAIN,
            "hint": PLAIN,
            "element": {
                "type": "plain_text_input",
                "action_id": "goal",
                "max_length": 9,
                "initial_value": "x",
            },
        },
        {
            "type": "input",
            "block_id": "one",
            "label": PLAIN,
            "element": {
                "type": "static_select",
                "action_id": "one",
                "options": [OPTION],
                "initial_option": OPTION,
            },
        },
    ],
}


def put(*path: Any, value: Any) -> Callable[[Json], None]:
    """Puts a value where the path leads."""

    def seeded(held: Any) -> None:
        *before, last = path
        for step in before:
            held = held[step]
        held[last] = value

    return seeded


def markup(text: str) -> Callable[[Json], None]:
    return put("blocks", 1, "text", "text", value=text)


MESSAGE_FAULTS: dict[str, Callable[[Json], None]] = {
    "no blocks": put("blocks", value=[]),
    "too many blocks": put("blocks", value=[{"type": "divider"}] * 51),
    "too much in all": put("blocks", value=[{"type": "section", "text": {**TEXT, "text": "x" * 2_900}}] * 5),
    "an unknown block": put("blocks", 0, value={"type": "video"}),
    "an unknown part": put("blocks", 0, "colour", value="red"),
    "an input": put("blocks", 0, value=MODAL["blocks"][0]),
    "a long header": put("blocks", 0, "text", value={**PLAIN, "text": "x" * 151}),
    "markup in a header": put("blocks", 0, "text", value=TEXT),
    "an empty section": put("blocks", 1, value={"type": "section"}),
    "a blank section": markup(" \n"),
    "a long section": markup("x" * 3_001),
    "many fields": put("blocks", 2, "fields", value=[TEXT] * 11),
    "a long field": put("blocks", 2, "fields", value=[{**TEXT, "text": "x" * 2_001}]),
    "many in a context": put("blocks", 3, "elements", value=[TEXT] * 11),
    "an empty context": put("blocks", 3, "elements", value=[]),
    "an image without words": put(
        "blocks", 3, "elements", value=[{"type": "image", "image_url": "https://x.org/a"}]
    ),
    "empty actions": put("blocks", 4, "elements", value=[]),
    "many buttons": put("blocks", 4, "elements", value=[{**BUTTON, "action_id": str(n)} for n in range(26)]),
    "the same button twice": put("blocks", 4, "elements", value=[BUTTON, BUTTON]),
    "a button without an id": put("blocks", 4, "elements", value=[{"type": "button", "text": PLAIN}]),
    "a long id": put("blocks", 4, "elements", 0, "action_id", value="x" * 256),
    "a long label": put("blocks", 4, "elements", 0, "text", value=LONG),
    "markup on a button": put("blocks", 4, "elements", 0, "text", value=TEXT),
    "a button of another style": put("blocks", 4, "elements", 0, "style", value="plain"),
    "a long label for screen readers": put("blocks", 4, "elements", 0, "accessibility_label", value="x" * 76),
    "the same block twice": put("blocks", value=[{"type": "divider", "block_id": "a"}] * 2),
    "words that may become links": put("blocks", 1, "text", "verbatim", value=False),
    "a mention": markup("<@U1>"),
    "a channel": markup("<!channel>"),
    "a link": markup("<https://x.org|here>"),
    "another date": markup("<!date^1^{time}|soon>"),
    "an open bracket": markup("a < b"),
    "a bare ampersand": markup("R&D"),
    "no text": put("text", value=" "),
    "a long text": put("text", value="x" * 4_001),
    "a mention in the text": put("text", value="<!here> hello"),
}
OPTIONS = ("blocks", 1, "element", "options")
VIEW_FAULTS: dict[str, Callable[[Json], None]] = {
    "too many blocks": put("blocks", value=[{"type": "divider"}] * 101),
    "too large": put("blocks", value=[{"type": "section", "text": {**TEXT, "text": "é" * 2_900}}] * 99),
    "a long title": put("title", value={**PLAIN, "text": "x" * 25}),
    "markup in a title": put("title", value=TEXT),
    "a long button": put("submit", value={**PLAIN, "text": "x" * 25}),
    "an empty button": put("close", value={**PLAIN, "text": ""}),
    "long metadata": put("private_metadata", value="x" * 3_001),
    "a field without a label": put("blocks", 0, "label", value={**PLAIN, "text": ""}),
    "a long hint": put("blocks", 0, "hint", value={**PLAIN, "text": "x" * 2_001}),
    "the same field twice": put("blocks", 1, "block_id", value="goal"),
    "a button for a field": put("blocks", 0, "element", value=BUTTON),
    "more words than may be": put("blocks", 0, "element", "initial_value", value="x" * 10),
    "no options": put(*OPTIONS, value=[]),
    "many options": put(*OPTIONS, value=[{**OPTION, "value": str(n)} for n in range(101)]),
    "the same option twice": put(*OPTIONS, value=[OPTION, OPTION]),
    "a long option": put(
        "blocks", 1, "element", "options", 0, value={**OPTION, "text": {**PLAIN, "text": "x" * 76}}
    ),
    "a long value": put(*OPTIONS, 0, value={**OPTION, "value": "x" * 151}),
    "an initial option that is none": put(
        "blocks", 1, "element", "initial_option", value={**OPTION, "value": "b"}
    ),
}


def test_the_linter_finds_nothing_where_nothing_is_wrong():
    assert not message_faults(MESSAGE["blocks"], MESSAGE["text"])
    assert not view_faults(MODAL)


@pytest.mark.parametrize("seed", MESSAGE_FAULTS.values(), ids=MESSAGE_FAULTS)
def test_every_fault_of_a_message_is_found(seed):
    sent = copy.deepcopy(MESSAGE)
    seed(sent)
    assert message_faults(sent["blocks"], sent["text"])


@pytest.mark.parametrize("seed", VIEW_FAULTS.values(), ids=VIEW_FAULTS)
def test_every_fault_of_a_view_is_found(seed):
    sent = copy.deepcopy(MODAL)
    seed(sent)
    assert view_faults(sent)
