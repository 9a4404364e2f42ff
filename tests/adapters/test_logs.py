import io
import json
import logging

import pytest
import structlog

from adapters import logs

CANARY = "je ne sais plus quoi faire"


@pytest.fixture
def lines():
    out = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up("debug", "json", out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_ids_counts_and_codes_are_logged(lines):
    structlog.get_logger("courier").info("carried", message_id=7, answer="Sent", held=True)
    (line,) = lines()
    assert {name: line[name] for name in ("event", "message_id", "answer", "held", "level", "logger")} == {
        "event": "carried",
        "message_id": 7,
        "answer": "Sent",
        "held": True,
        "level": "info",
        "logger": "courier",
    }


@pytest.mark.parametrize("field", ["text", "name", "reason", "kind", "error"])
def test_words_are_never_logged_whatever_they_are_called(lines, field):
    structlog.get_logger("flows").info("said", **{field: CANARY})
    assert CANARY not in json.dumps(lines(), ensure_ascii=False)


def test_an_exception_is_its_kind_and_its_place(lines):
    try:
        raise ValueError(CANARY)
    except ValueError:
        structlog.get_logger("store").exception("failed")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["at"].rpartition(":")[0].endswith("adapters/test_logs.py")
    assert CANARY not in json.dumps(line)


def test_other_people_s_libraries_are_heard_without_what_they_fill_in(lines):
    try:
        raise KeyError(CANARY)
    except KeyError:
        logging.getLogger("aiohttp.server").exception("Error handling request %s", CANARY)
    (line,) = lines()
    assert line["event"] == "Error handling request %s"
    assert line["error"] == "KeyError"
    assert CANARY not in json.dumps(line)


def test_the_console_says_the_same():
    out = io.StringIO()
    logs.set_up("info", "console", out)
    structlog.get_logger("courier").info("carried", message_id=7, text=CANARY)
    structlog.reset_defaults()
    assert "carried" in out.getvalue()
    assert "message_id" in out.getvalue()
    assert CANARY not in out.getvalue()
