"""Logs as lines of ids, kinds, counts and durations; never a word that a person typed."""

import logging
import re
import sys
from collections.abc import MutableMapping
from traceback import extract_tb
from typing import Any, Literal, TextIO

import structlog

FIELDS = {
    *("event", "level", "logger", "timestamp"),  # what every line has
    *("programme_id", "message_id", "person_id", "due_id", "platform", "port"),
    *("kind", "state", "reason", "answer", "held", "error", "at"),
    *("attempts", "count", "rows", "waiting", "seconds"),
}
"""The only fields that reach a log; whatever else is given to a line is left out."""

_PLAIN = re.compile(r"[\w.:/<>%+-]{0,80}", re.ASCII)
_TEMPLATE = ("event", "timestamp")

_QUIET = {
    "aiohttp.access": "WARNING",
    "alembic": "WARNING",
    "sqlalchemy": "WARNING",
    "apscheduler": "ERROR",  # a tick that is skipped is no news
    "slack_bolt": "CRITICAL",  # it writes whole deliveries into its lines; what matters of them we log
    "slack_sdk": "CRITICAL",
}
"""From which level on other people's libraries are heard."""

Event = MutableMapping[str, Any]


def set_up(level: str, form: Literal["console", "json"], out: TextIO = sys.stderr) -> None:
    """Log from this level on, as coloured lines or as JSON; the standard library's loggers too."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        where_it_was_raised,
        only_what_is_allowed,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[_stream(shared, form, out)], level=level.upper(), force=True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)


def only_what_is_allowed(_logger: object, _method: str, event: Event) -> Event:
    """Drop every field that is not allowed, and every value that is not a number or a plain code."""
    return {
        name: value
        for name, value in event.items()
        if name.startswith("_") or (name in FIELDS and (name in _TEMPLATE or _is_plain(value)))
    }


def where_it_was_raised(_logger: object, _method: str, event: Event) -> Event:
    """An exception as its kind and its place: its text may hold what somebody typed."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if not isinstance(error, BaseException):
        return event
    frames = extract_tb(error.__traceback__)
    at = f"{'/'.join(frames[-1].filename.split('/')[-3:])}:{frames[-1].lineno}" if frames else ""
    return {**event, "error": type(error).__name__, "at": at}


def _stream(
    shared: list[structlog.typing.Processor], form: Literal["console", "json"], out: TextIO
) -> logging.Handler:
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=out.isatty())
    )
    handler = logging.StreamHandler(out)
    handler.addFilter(_unfilled)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    return handler


def _unfilled(record: logging.LogRecord) -> bool:
    """Other people's libraries: their templates, as they were written, without what would fill them."""
    if isinstance(record.msg, str):
        record.args = None
    return True


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, int | float) or bool(_PLAIN.fullmatch(str(value)))
