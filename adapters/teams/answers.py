"""What Teams' answers to a call mean for a message: one table, and how to read what it is read by."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot.outbox import InDoubt, SendAnswer, Sent, TryAgain, Undeliverable

PAUSE = timedelta(seconds=5)
"""How long to be patient where Teams does not say."""

LONGEST = 3600
"""The longest patience (seconds) that Teams may ask for."""

SIGN_IN_AGAIN = timedelta(seconds=30)
"""How long a message waits where Teams did not take our token."""

_GATEWAY = InDoubt()  # what stood between us and Teams gave up: nobody knows how far the call came

ANSWERS: Mapping[int | str, SendAnswer] = {
    # What was refused: nothing was taken, and it may be handed in again.
    401: TryAgain(SIGN_IN_AGAIN),
    412: TryAgain(PAUSE),  # somebody else is changing this conversation
    429: TryAgain(PAUSE),
    # What nobody knows.
    408: _GATEWAY,
    500: _GATEWAY,
    502: _GATEWAY,
    503: _GATEWAY,
    504: _GATEWAY,
    # What will never arrive.
    400: Undeliverable("malformed"),
    403: Undeliverable("forbidden"),
    404: Undeliverable("not_there"),
    413: Undeliverable("too_large"),
    "MessageSizeTooBig": Undeliverable("too_large"),
    "ConversationNotFound": Undeliverable("no_conversation"),
    "ActivityNotFoundInConversation": Undeliverable("no_message"),
    # Who is not there any more.
    "BotNotInConversationRoster": Undeliverable("not_in_conversation", gone=True),
    "ConversationBlockedByUser": Undeliverable("blocked", gone=True),
    "MessageWritesBlocked": Undeliverable("blocked", gone=True),
    "ForbiddenOperationException": Undeliverable("not_installed", gone=True),
    "BotDisabledByAdmin": Undeliverable("disabled", gone=True),
}
"""By the code that Teams gives along with a 400, 403 or 404, else by the status."""

_CODED = frozenset({400, 403, 404})
_PATIENT = frozenset({429, 503})
_SECONDS = re.compile(r"[0-9]{1,6}", re.ASCII)


def answer(status: int, said: Any, retry_after: str = "") -> SendAnswer:
    """What an answer means: its status, its JSON (None where it has none), its Retry-After."""
    if 200 <= status < 300:
        return Sent(_id(said))
    if status in _PATIENT and _SECONDS.fullmatch(retry_after):
        return TryAgain(timedelta(seconds=min(int(retry_after), LONGEST)))
    codes = _codes(said) if status in _CODED else ()
    known = next((code for code in codes if code in ANSWERS), status)
    return ANSWERS.get(known) or (InDoubt() if status >= 500 else Undeliverable("refused"))


def _id(said: Any) -> str:
    """Teams' name of what was sent; "" where it took it without a name."""
    name = said.get("id") if isinstance(said, Mapping) else None
    return name if isinstance(name, str) else ""


def _codes(said: Any) -> Iterator[str]:
    """Every code in an answer; Teams tells of blocked writes as JSON within the text of its JSON."""
    if not isinstance(said, Mapping):
        return
    for name in ("subCode", "code"):
        if isinstance(code := said.get(name), str):
            yield code
    yield from _codes(said.get("error"))
    yield from _codes(_within(said.get("message")))


def _within(text: object) -> Any:
    try:
        return json.loads(text) if isinstance(text, str) and text.startswith("{") else None
    except (ValueError, RecursionError):
        return None
