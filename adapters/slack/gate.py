"""Whether Slack itself sent this: proven on the raw bytes, before anything of them is read."""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from yarl import query_to_pairs

MOST_BYTES = 256 * 1024
MOST_DEEP = 32
MOST_FIELDS = 100
WITHIN = timedelta(minutes=5)
"""How old, or how far ahead, a delivery may be."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class NotSlack(Exception):
    """It is not signed by Slack, or not now; which of the two is nobody's business."""


class Malformed(Exception):
    """Slack signed it, and it is none of the shapes that Slack sends."""


def admitted(raw: bytes, headers: Mapping[str, str], secret: str, now: datetime) -> dict[str, Any]:
    """What Slack delivered; NotSlack where it did not, Malformed where it cannot be read."""
    if not _is_signed(raw, headers, secret.encode(), now):
        raise NotSlack
    try:
        body = _read(raw.decode(), headers.get("Content-Type", ""))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(body, dict) or _is_deep(body):
        raise Malformed
    return body


def _is_signed(raw: bytes, headers: Mapping[str, str], secret: bytes, now: datetime) -> bool:
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    given = headers.get("X-Slack-Signature", "").encode("utf-8", "surrogateescape")
    known = _TIMESTAMP.fullmatch(timestamp)
    base = b"v0:%s:%s" % (timestamp.encode() if known else b"", raw)
    signed = hmac.compare_digest(b"v0=" + hmac.digest(secret, base, "sha256").hex().encode(), given)
    return bool(known) and signed and abs(now.timestamp() - int(timestamp)) <= WITHIN.total_seconds()


def _read(text: str, kind: str) -> Any:
    """JSON, a form that holds JSON, or a form."""
    if kind.partition(";")[0].strip().lower() == "application/json":
        return json.loads(text)
    form = dict(query_to_pairs(text, max_fields=MOST_FIELDS))
    return json.loads(form["payload"]) if "payload" in form else form


def _is_deep(body: Any) -> bool:
    """Whether there are more levels within levels than Slack ever sends."""
    level = [body]
    for _ in range(MOST_DEEP):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
