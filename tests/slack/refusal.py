"""Slack's no: a code of its own, and what it adds."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """An answer with `ok: false`; `more` goes beside the code."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more = code, more

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.more}


def bad_arguments(*messages: str) -> Refused:
    """`invalid_arguments`, with the reasons as Slack writes them."""
    said = [f"[ERROR] {message}" for message in messages]
    return Refused("invalid_arguments", response_metadata={"messages": said})


def missing_scope(needed: str, provided: list[str]) -> Refused:
    return Refused("missing_scope", needed=needed, provided=",".join(provided))
