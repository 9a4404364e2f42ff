"""The house keeps its own rules: what import-linter and ruff cannot say is read off the code here."""

import ast
import re
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for room in ("bot", "adapters", "store") for path in (ROOT / room).rglob("*.py"))
GENERATED = [path for path in SOURCES if "versions" in path.parts]  # Alembic's: as long as a schema is

MAY_IMPORT = {
    "bot": {"bot"},
    "store": {"store", "bot", "sqlalchemy", "alembic", "cryptography"},
}
PLATFORMS = ("slack", "teams", "playground")
PURE = {
    "__future__", "base64", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "html",
    "itertools", "json", "math", "operator", "re", "string", "textwrap", "types", "typing", "unicodedata",
    "zoneinfo", "babel",
}  # fmt: skip
EMPTY_NAMES = re.compile(
    r"(Manager|Handler|Service|Util|Base|Helper)s?$|(^|_)(manager|handler|util|helper)s?$"
)
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
    ("func", "now"), ("func", "current_timestamp"),
}  # fmt: skip


@pytest.mark.parametrize("room", ["bot", "store"])
def test_a_room_imports_only_what_it_may(room: str) -> None:
    allowed = sys.stdlib_module_names | MAY_IMPORT[room]
    assert not {(where, name) for where, name in imports(within(room)) if root(name) not in allowed}


@pytest.mark.parametrize("room", ["bot", "store"])
def test_the_core_and_the_store_never_wait(room: str) -> None:
    waiting = ast.AsyncFunctionDef | ast.Await
    assert not [where for where, node in nodes(within(room)) if isinstance(node, waiting)]


def test_only_the_wiring_and_the_command_line_import_the_store() -> None:
    allowed = {"adapters/serve.py", "adapters/cli.py"}
    others = [path for path in within("adapters") if short(path) not in allowed]
    assert not {(where, name) for where, name in imports(others) if root(name) == "store"}


@pytest.mark.parametrize(("one", "other"), [*permutations(PLATFORMS, 2)])
def test_a_platform_knows_nothing_of_another(one: str, other: str) -> None:
    names = imports(within(f"adapters/{one}"))
    assert not {(where, name) for where, name in names if f"{name}.".startswith(f"adapters.{other}.")}


def test_a_renderer_imports_nothing_that_reads_writes_or_sends() -> None:
    renderers = [path for path in SOURCES if path.name == "cards.py"]
    pure = PURE | {"bot", "adapters"}
    assert not {(where, name) for where, name in imports(renderers) if root(name) not in pure}


def test_only_the_wiring_reads_the_clock() -> None:
    others = [path for path in SOURCES if short(path) != "adapters/serve.py"]
    assert not [where for where, node in nodes(others) if reads_the_clock(node)]


def test_no_file_is_long_and_nine_in_ten_are_short() -> None:
    lengths = {short(path): len(path.read_text().splitlines()) for path in SOURCES if path not in GENERATED}
    assert not {path: lines for path, lines in lengths.items() if lines > 300}
    written = {path: lines for path, lines in lengths.items() if lines > 1}  # a lone docstring flatters
    over = {path: lines for path, lines in written.items() if lines > 150}
    assert len(over) * 10 <= len(written), over


def test_names_say_what_a_thing_is() -> None:
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    named = [(where, node.name) for where, node in nodes(SOURCES) if isinstance(node, kinds)]
    files = [(short(path), path.stem) for path in SOURCES]
    assert not [(where, name) for where, name in named + files if EMPTY_NAMES.search(name)]


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in SOURCES if path not in GENERATED}
    assert not [short(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_locks_pin_everything_and_name_no_address() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.startswith("#")]
        assert not [line for line in lines if not re.match(r"[a-z0-9.-]+==[\w.]+( |$)", line)]
        assert not [line for line in lines if "://" in line or line.startswith("-")]


def test_the_tests_lock_holds_the_products_lock() -> None:
    product, tests = (set(pins(lock)) for lock in ("requirements.txt", "requirements-dev.txt"))
    assert product <= tests


def within(folder: str) -> list[Path]:
    return [path for path in SOURCES if path.is_relative_to(ROOT / folder)]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def root(name: str) -> str:
    return name.partition(".")[0]


def nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every piece of syntax in these files, and where it stands."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(), str(path))):
            yield f"{short(path)}:{getattr(node, 'lineno', 1)}", node


def imports(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """The full name of everything that these files import, and where."""
    for path in paths:
        here = path.relative_to(ROOT).parent.parts
        for where, node in nodes([path]):
            if isinstance(node, ast.Import):
                yield from ((where, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parents = here[: len(here) - node.level + 1] if node.level else ()
                module = ".".join([*parents, *filter(None, [node.module])])
                yield from ((where, f"{module}.{alias.name}") for alias in node.names)


def reads_the_clock(node: ast.AST) -> bool:
    """Whether this names a function that tells the time: datetime.now, time.time, SQL's now()."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return (owner, node.attr) in CLOCKS


def pins(lock: str) -> Iterator[str]:
    lines = (ROOT / lock).read_text().splitlines()
    return (line.split()[0] for line in lines if not line.startswith("#"))
