"""Seals what rests on the disk: AES-GCM for words, a repeatable veil for ids that are looked for.

Not Fernet itself, which takes ten times as long; its keys are what both are derived from.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from sqlalchemy import Dialect

_NONCE = 12
"""Bytes drawn for each seal: by chance alone, 2^32 words may be sealed under one key."""


class WrongKey(Exception):
    """None of the keys opens what is stored: give the key with which it was written, after the new one."""


class Seal:
    """The keys of one store: the first one seals, every one of them opens."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a store needs at least one key: `constellation keys` makes one")
        for key in keys:
            Fernet(key)  # anything else would be no 256 bits of chance
        self._words = [AESGCM(hashlib.sha256(b"words" + key.encode()).digest()) for key in keys]
        self._ids = [AESSIV(hashlib.sha512(b"veil" + key.encode()).digest()) for key in keys]

    def sealed(self, words: str) -> str:
        """The words sealed; no words need no seal."""
        if not words:
            return ""
        nonce = secrets.token_bytes(_NONCE)
        return base64.b64encode(nonce + self._words[0].encrypt(nonce, words.encode(), None)).decode()

    def opened(self, sealed: str) -> str:
        """The words again; WrongKey where no key opens them."""
        kept = base64.b64decode(sealed)
        return _opened(self._words, kept[:_NONCE], kept[_NONCE:], None).decode() if kept else ""

    def veils(self, id: int) -> list[str]:
        """Every veil that an id may rest under, the one in use first."""
        return [base64.b64encode(key.encrypt(b"%d" % id, [b"id"])).decode() for key in self._ids]

    def unveiled(self, veil: str) -> int:
        """The id again; WrongKey where no key opens it."""
        return int(_opened(self._ids, base64.b64decode(veil), [b"id"]))


def _opened(keys: Iterable[Any], *sealed: object) -> bytes:
    for key in keys:
        with suppress(InvalidTag):
            opened: bytes = key.decrypt(*sealed)
            return opened
    raise WrongKey("a sealed field was written with another key")


def seal_of(dialect: Dialect) -> Seal:
    """The seal that the engine of this dialect was opened with."""
    seal: Seal = dialect.seal  # type: ignore[attr-defined]
    return seal
