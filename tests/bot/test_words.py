"""Every text has its twin in the other language, in the house's voice, and is said somewhere."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.cards import line
from bot.words import LOCALES, Plural, every_key, plain, speaker

ROOT = Path(__file__).parents[2]
NO_BREAK = "\u00a0"
LONGEST_TITLE = 24
"""Characters that a dialog's title may hold (Slack's limit)."""

LONGEST_BUTTON = 75
"""Characters that a button may hold (Slack's limit)."""

TAXONOMY = ("topics", "levels", "disciplines")
"""Tables that are read as a whole, and whose terms are the field's own ("match strategy")."""

BANNED = {
    "en": r"match(es|ed|ing)?|fail(s|ed|ure|ing)?|drop(s|ped)?|inactive|streaks?|overdue|urgent(ly)?"
    r"|unfortunately|still haven.t|\d+ ?%",
    "fr": r"jumel\w+|appari\w+|échec|échou\w+|inacti\w+|abandon\w*|urgent\w*|malheureusement|\d+ ?%",
}
FRENCH = (
    ("an apostrophe is ’", "'"),
    ("quotation marks are « »", '"'),
    ("a no-break space inside « »", rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»"),
    ("a no-break space before a colon", rf"(?<!{NO_BREAK}):(?=\s|$)"),
    ("no space before ; ? ! , .", r"\s[;?!,.]"),
)
CLOCKS = "introductions.clock."
"""English has twelve hours on its clock, French twenty-four: each leaves a blank of its own."""

BLANK = re.compile(r"\{(\w+)(?::\w+)?\}")


def forms_of(text: Plural) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.values())


def blanks_of(text: Plural) -> set[str]:
    """The blanks of a text; a singular may leave out its number, since it says "one"."""
    return set().union(*(BLANK.findall(form) for form in forms_of(text))) | (
        {"n"} if not isinstance(text, str) else set()
    )


def every_form(locale: str) -> Iterator[tuple[str, str]]:
    """Every text of a language with its key, singular and plural apart."""
    for key, texts in every_key().items():
        yield from ((key, form) for form in forms_of(texts.get(locale, "")))


def test_a_text_is_there_in_both_languages() -> None:
    assert not {key for key, texts in every_key().items() if set(texts) != set(LOCALES)}
    assert not [
        key for locale in LOCALES for key, form in every_form(locale) if form.strip() != form or not form
    ]


def test_both_languages_leave_the_same_blanks() -> None:
    alike = {key: texts for key, texts in every_key().items() if not key.startswith(CLOCKS)}
    assert not {key for key, texts in alike.items() if blanks_of(texts["en"]) != blanks_of(texts["fr"])}


def test_a_plural_has_both_its_forms_in_both_languages() -> None:
    shapes = {
        key: [("one", "other") if isinstance(text, str) else tuple(text) for text in texts.values()]
        for key, texts in every_key().items()
    }
    assert not {key for key, shape in shapes.items() if set(shape) != {("one", "other")}}
    kinds = {key: {isinstance(text, str) for text in texts.values()} for key, texts in every_key().items()}
    assert not {key for key, kind in kinds.items() if len(kind) > 1}


def test_bold_is_closed() -> None:
    assert not [key for locale in LOCALES for key, form in every_form(locale) if form.count("**") % 2]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_blames_urges_or_counts(locale: str) -> None:
    banned = re.compile(rf"\b(?:{BANNED[locale]})\b", re.IGNORECASE)
    ours = ((key, form) for key, form in every_form(locale) if key.split(".")[0] not in TAXONOMY)
    assert not [(key, form) for key, form in ours if banned.search(form)]


@pytest.mark.parametrize(("rule", "broken"), FRENCH)
def test_french_is_set_as_canada_sets_it(rule: str, broken: str) -> None:
    assert not [(rule, key, form) for key, form in every_form("fr") if re.search(broken, form)]


def test_every_text_is_said_somewhere() -> None:
    said, begun = keys_in_code()
    unsaid = {
        key
        for key in every_key()
        if key.split(".")[0] not in TAXONOMY
        and key not in said
        and not any(key.startswith(prefix) for prefix in begun)
    }
    assert not unsaid


def test_every_key_in_the_code_has_its_words() -> None:
    said = {name for _, call in calls("line") if (name := constant(call))}
    assert not {key for key in said if key not in every_key()}


def test_a_dialogs_title_fits_where_it_is_shown() -> None:
    titles = {key for _, call in calls("Form") for key in keys_inside(call.args[0])}
    assert titles
    assert not {(key, text) for key in titles for text in said_plainly(key) if len(text) > LONGEST_TITLE}


def test_a_buttons_label_fits_where_it_is_shown() -> None:
    labels = {key for _, call in calls("button") for key in keys_inside(call.args[0])}
    assert labels
    assert not {(key, text) for key in labels for text in said_plainly(key) if len(text) > LONGEST_BUTTON}


def said_plainly(key: str) -> list[str]:
    """A key's text in each language, its blanks left as they are written."""
    blanks = {name: f"{{{name}}}" for name in blanks_of(every_key()[key]["en"])}
    return [plain(speaker(locale, lambda when, _: str(when))(line(key, **blanks))) for locale in LOCALES]


@cache
def sources() -> Mapping[str, ast.Module]:
    """The syntax of everything that may say a line."""
    paths = [path for room in ("bot", "adapters") for path in sorted((ROOT / room).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function by this name that has arguments, and where."""
    for where, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == name:
                yield where, node


def constant(call: ast.Call) -> str:
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def keys_inside(node: ast.AST) -> set[str]:
    """The keys that are written out inside this piece of syntax."""
    texts = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and text in every_key()}


def keys_in_code() -> tuple[set[str], set[str]]:
    """Every text in the code, its templates' and scripts' words, and the beginnings of composed keys."""
    said: set[str] = set()
    begun: set[str] = set()
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    for path in (ROOT / "adapters").rglob("*"):
        if path.suffix in (".html", ".js", ".toml", ".jinja"):
            said |= set(re.findall(r"[\"']([a-z_]+(?:\.[\w/]+)+)[\"']", path.read_text("utf-8")))
    return said, {prefix for prefix in begun if "." in prefix} | tables_of_options()


def tables_of_options() -> set[str]:
    """`options("people.languages", …)` says every key of its table."""
    return {f"{name}." for _, call in calls("options") if (name := constant(call))}
